BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    # A copy of the sample fleet, which has snapshots of its hosts.
    function New-Sample([string] $Path) {
        $null = New-Item -ItemType Directory -Path $Path
        'modules', 'compose', 'observations', 'hosts.yaml' | ForEach-Object { Copy-Item "$RepositoryRoot/$_" $Path -Recurse }
        (Resolve-Path -LiteralPath $Path).ProviderPath
    }

    function Get-Manifest([string] $Module) { Get-Content -LiteralPath "$root/modules/$Module/module.yaml" -Raw }

    # Takes source and artifact out of a manifest.
    function Clear-Metadata([string] $Module) {
        (Get-Manifest $Module) -replace '(?m)^  (source|artifact):\n(    .*\n)+' | Set-Content -LiteralPath "$root/modules/$Module/module.yaml" -NoNewline
    }
}

Describe 'Update-PlatformManifest' {
    BeforeEach { $script:root = New-Sample "$TestDrive/$(New-Guid)" }

    It 'derives what is missing, and says the second time that there is nothing to do' {
        Clear-Metadata redis
        $before = Get-Manifest redis
        $edit = Update-PlatformManifest redis -Derive -Root $root
        $edit.Status | Should -Be 'Written'
        $edit.Kind | Should -Be 'Derive'
        $edit.Changes.Pointer | Should -Contain '/spec/artifact/reference'
        $edit.Diff | Should -Match '(?m)^\+    location: docker\.io/library/redis$'
        (Get-Manifest redis).Replace("  source:`n    kind: upstream-image`n    location: docker.io/library/redis`n    version_scheme: upstream-tag`n", '').Replace(
            "  artifact:`n    kind: oci-image`n    registry: upstream-registry`n    reference: docker.io/library/redis:7.4`n    update_policy: manual`n", '') | Should -Be $before
        Test-PlatformManifest -Root $root -Quiet | Should -BeTrue
        (Update-PlatformManifest redis -Derive -Root $root).Status | Should -Be 'Unchanged'
    }

    It 'shows the difference with -WhatIf, and writes nothing' {
        Clear-Metadata redis
        $before = Get-Manifest redis
        $text = Invoke-Fresh "Import-Module `$module; (Update-PlatformManifest redis -Derive -Root '$root' -WhatIf).Status" | Out-String
        $text | Should -Match 'What if: modules/redis/module\.yaml'
        $text | Should -Match '(?m)^\+    reference: docker\.io/library/redis:7\.4'
        $text | Should -Match '(?m)^Pending'
        Get-Manifest redis | Should -Be $before
    }

    It 'records what is live from the pipeline of drift' {
        $edits = Get-PlatformDrift -Root $root | Where-Object Status -EQ Drifted | Update-PlatformManifest -Record -Root $root
        $edits.Module | Should -Be 'honcho-api'
        $edits.Host | Should -Be 'rs2000'
        Get-Manifest honcho-api | Should -Match 'image_observed: ghcr\.io/plastic-labs/honcho:3\.0\.3@sha256:[0-9a-f]{64}\n'
        Get-Manifest honcho-api | Should -Match ([regex]::Escape("image_audit_ts: `"$($edits.ObservedAt.UtcDateTime.ToString('yyyy-MM-ddTHH:mm:ssZ'))`""))
        Get-Manifest honcho-api | Should -Match 'reference: ghcr\.io/plastic-labs/honcho:3\.0\.6\n'
    }

    It 'takes modules, which bring their root along, and rows of a file' {
        (Get-PlatformModule redis, minio -Root $root | Update-PlatformManifest -Digest).Module | Should -Be 'minio', 'redis'
        ([pscustomobject] @{ Module = 'redis' }, [pscustomobject] @{ Module = $null } | Update-PlatformManifest -Record -Root $root).Status | Should -Be 'Written'
    }

    It 'refuses with place and reason, and goes on' {
        Clear-Metadata redis
        Clear-Metadata minio
        (Get-Manifest redis).Replace('image_observed: redis:7.4', 'image_observed: redis') | Set-Content "$root/modules/redis/module.yaml" -NoNewline
        $edits = Update-PlatformManifest redis, minio -Derive -Root $root -ErrorVariable failures -ErrorAction SilentlyContinue
        $edits.Status | Should -Be 'Written', 'Refused'
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'EditRefused,*'
        $failures[0].Exception.Message | Should -Be $edits[1].Refusal.ToString()
        $edits[1].Refusal.ToString() | Should -BeLike 'modules/redis/module.yaml:19:21: error EDIT_IMAGE_NOT_MAPPED: *has no tag*'
        $failures[0].TargetObject | Should -Be 'redis'
    }

    It 'says once that a host was not reached' {
        Remove-Item "$root/observations/rs2000.json"
        $edits = Update-PlatformManifest redis, minio -Record -Root $root -ErrorVariable failures -ErrorAction SilentlyContinue
        $edits.Status | Should -Be 'Unreachable', 'Unreachable'
        @($failures).FullyQualifiedErrorId | Should -BeLike 'HostUnreachable,*'
    }

    It 'asks registries in place of hosts' {
        (Get-Manifest redis) -replace 'reference: .*', 'reference: 127.0.0.1:1/redis:7.4' -replace '(?m)^    digest: .*\n' | Set-Content "$root/modules/redis/module.yaml" -NoNewline
        (Get-Content "$root/hosts.yaml" -Raw) -replace 'rs2000: +\{ transport: recorded.*', 'rs2000: { transport: local }' | Set-Content "$root/hosts.yaml"
        $edit = Update-PlatformManifest redis -Digest -Registry -Root $root -ErrorVariable failures -ErrorAction SilentlyContinue
        $edit.Status, $edit.Registry, $edit.Host | Should -Be 'Unreachable', '127.0.0.1:1', $null
        @($failures).FullyQualifiedErrorId | Should -BeLike 'RegistryUnreachable,*'
        $failures[0].TargetObject | Should -Be '127.0.0.1:1'
        { Update-PlatformManifest redis -Derive -Registry -Root $root } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
    }

    It 'is told for which modules, and what' {
        { Update-PlatformManifest -Derive -Root $root } | Should -Throw -ErrorId 'NoModuleNamed,*'
        { Update-PlatformManifest redis -Root $root } | Should -Throw -ErrorId 'AmbiguousParameterSet,*'
        { Update-PlatformManifest rediss -Derive -Root $root -ErrorAction Stop } | Should -Throw -ErrorId 'ModuleNotFound,*'
        Get-PlatformDrift -Root $root | Where-Object Status -EQ None | Update-PlatformManifest -Record -Root $root | Should -BeNullOrEmpty
    }

    It 'is shown in a table, a list and columns, and keeps its words in files' {
        Clear-Metadata redis
        $edit = Update-PlatformManifest redis -Derive -Root $root
        ($edit | Out-String -Width 80).Split([Environment]::NewLine) -match '^redis +Written +\S' | Should -HaveCount 1
        $edit | Format-List | Out-String -Width 120 | Should -Match '(?m)^Diff +: --- a/modules/redis/module\.yaml'
        $edit | Format-Wide | Out-String | Should -Match 'redis: Written'
        $edit | Export-Clixml "$TestDrive/edit.xml"
        $read = Import-Clixml "$TestDrive/edit.xml"
        $read.Status, $read.Kind | Should -Be 'Written', 'Derive'
        $read.Changes[0].Pointer | Should -Be '/spec/source/kind'
    }
}
