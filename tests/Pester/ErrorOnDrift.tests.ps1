BeforeAll {
    . "$PSScriptRoot/Common.ps1"
}

Describe 'Get-PlatformDrift -ErrorOnDrift' {
    It 'gives every result, and then one error for the call' {
        $drift = Get-PlatformDrift -Root $RepositoryRoot -ErrorOnDrift -ErrorVariable failed -ErrorAction SilentlyContinue
        $drift.Count | Should -Be (Get-PlatformModule -Root $RepositoryRoot).Count
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'DriftFound,Platform.PowerShell.Commands.GetPlatformDriftCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'InvalidResult'
        $failed[0].TargetObject.Module | Should -Be 'honcho-api'
        $failed[0].ToString() | Should -Be 'drift found: honcho-api'
        $failed[0].ErrorDetails.RecommendedAction | Should -Match 'Findings'
    }

    It 'loses nothing on the way to whoever collects the results' {
        $json = Get-PlatformDrift honcho-* -Root $RepositoryRoot -ErrorOnDrift -ErrorAction SilentlyContinue | ConvertTo-Json -Depth 5
        ($json | ConvertFrom-Json).Module | Should -Be 'honcho-api', 'honcho-redis'
    }

    It 'writes none where nothing has drifted; a doubt is not drift' {
        $drift = Get-PlatformDrift redis, embeddings, tailscale -Root $RepositoryRoot -ErrorOnDrift -ErrorVariable failed
        $drift.Status | Sort-Object | Should -Be 'InSync', 'Skipped', 'Unverified'
        $failed | Should -BeNullOrEmpty
    }

    It 'counts what -FindingCode leaves' {
        $null = Get-PlatformDrift -Root $RepositoryRoot -FindingCode IMAGE_DIGEST_* -ErrorOnDrift -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
    }

    It 'is ended by ErrorAction Stop, after the results' {
        $seen = [Collections.Generic.List[object]]::new()
        { Get-PlatformDrift -Root $RepositoryRoot -ErrorOnDrift -ErrorAction Stop | ForEach-Object { $seen.Add($_) } } |
            Should -Throw -ErrorId 'DriftFound,*'
        $seen.Count | Should -Be (Get-PlatformModule -Root $RepositoryRoot).Count
    }
}

Describe 'The exit code of pwsh' {
    It 'is <Code> after <Script>' -ForEach @(
        @{ Code = 1; Script = 'Get-PlatformDrift -Root $root -ErrorOnDrift' }
        @{ Code = 1; Script = 'Get-PlatformDrift -Root $root -ErrorOnDrift | Sort-Object Module | ConvertTo-Json' }
        @{ Code = 1; Script = '$ErrorActionPreference = "Stop"; Get-PlatformDrift -Root $root -ErrorOnDrift; "not reached"' }
        @{ Code = 0; Script = 'Get-PlatformDrift redis -Root $root -ErrorOnDrift' }
        @{ Code = 0; Script = 'Get-PlatformDrift -Root $root' }
    ) {
        $lines = Invoke-Pwsh "Import-Module `$module; $Script"
        $LASTEXITCODE | Should -Be $Code -Because ($lines -join "`n")
        $lines | Should -Not -Contain 'not reached'
    }
}

Describe 'The script in about_Platform_Drift' {
    BeforeAll {
        $page = Get-Content "$RepositoryRoot/docs/cmdlets/about_Platform_Drift.md" -Raw
        $code = [regex]::Match($page, '(?s)```powershell\n(\$drift = .*?)\n```').Groups[1].Value
        $script:file = Join-Path $TestDrive 'nightly.ps1'
        Set-Content $file "Import-Module '$ModulePath'", $code

        # The tag that is declared runs; the digest is not.
        function Edit-Honcho([string] $Path) {
            foreach ($file in 'modules/honcho-api/module.yaml', 'observations/rs2000.json') {
                (Get-Content "$Path/$file") -notmatch '^ +digest: sha256' -replace 'honcho:3\.0\.3', 'honcho:3.0.6' | Set-Content "$Path/$file"
            }
        }
    }

    It 'exits as drift-check does: <Code> where <State>' -ForEach @(
        @{ Code = 2; State = 'something has drifted'; Hosts = { } }
        @{ Code = 0; State = 'nothing has'; Hosts = { param($path) Edit-Honcho $path } }
        @{ Code = 8; State = 'a host is missing'; Hosts = { param($path) Remove-Item "$path/observations/vps1000.json" } }
        @{ Code = 5; State = 'all are'; Hosts = { param($path) Remove-Item "$path/observations/*" } }
    ) {
        $root = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory $root
        Copy-Item "$RepositoryRoot/modules", "$RepositoryRoot/compose", "$RepositoryRoot/observations", "$RepositoryRoot/hosts.yaml" $root -Recurse
        & $Hosts $root
        $lines = Start-Pwsh -WorkingDirectory $root -File $file
        $LASTEXITCODE | Should -Be $Code -Because ($lines -join "`n")
    }
}
