# Reports, differences and shards as objects; documents as the command line prints them.

BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    $script:place = (Resolve-Path $TestDrive).ProviderPath
    $script:platformctl = "$RepositoryRoot/bin/platformctl"

    # Without what differs from run to run.
    function Get-Timeless([string] $Json) { $Json -replace '"(at|snapshotAgeSeconds|ageSeconds|latencySeconds|clockOffsetSeconds)": [^\n]*', '"$1"' }
}

Describe 'Documents' {
    It '<Cmdlet> -AsJson gives what platformctl <Verb> --json prints' -ForEach @(
        @{ Cmdlet = 'Get-PlatformDrift'; Verb = 'drift-check'; Schema = 'drift' }
        @{ Cmdlet = 'Get-PlatformReadiness'; Verb = 'readiness'; Schema = 'readiness' }
        @{ Cmdlet = 'Test-PlatformManifest'; Verb = 'validate'; Schema = 'validation' }
        @{ Cmdlet = 'Test-PlatformPolicy'; Verb = 'policy'; Schema = 'policy-report' }
        @{ Cmdlet = 'Test-PlatformHost'; Verb = 'hosts'; Schema = 'hosts-report' }
        @{ Cmdlet = 'Get-PlatformRoot'; Verb = 'trust --show'; Schema = 'trust' }
        @{ Cmdlet = 'Get-PlatformJournal'; Verb = 'journal'; Schema = 'journal' }
    ) {
        $document = & $Cmdlet -Root $RepositoryRoot -AsJson
        $document | Should -HaveCount 1
        $document | Should -BeOfType string
        $printed = (& $platformctl ($Verb -split ' ') --json --root $RepositoryRoot) -join "`n"
        Get-Timeless $document | Should -BeExactly (Get-Timeless $printed)
        Set-Content "$place/document.json" $document
        $said = & $platformctl validate --schema "$RepositoryRoot/schema/$Schema.schema.json" "$place/document.json"
        $LASTEXITCODE | Should -Be 0 -Because "$said"
    }

    It 'Get-PlatformPolicyRule -AsJson gives all rules' {
        Get-PlatformPolicyRule -AsJson | Should -BeExactly ((& $platformctl policy rules --json) -join "`n")
    }

    It 'is whole: what would take something out of it is refused' -ForEach @(
        { Get-PlatformDrift -AsJson -FindingCode UNHEALTHY -Root $RepositoryRoot }
        { Test-PlatformManifest -AsJson -Quiet -Root $RepositoryRoot }
        { Test-PlatformPolicy -AsJson -Quiet -Root $RepositoryRoot }
        { Test-PlatformHost -AsJson -Quiet -Root $RepositoryRoot }
        { Get-PlatformPolicyRule -AsJson -Id docker-sock-bind }
        { Get-PlatformJournal -AsJson -Module redis -Root $RepositoryRoot }
    ) {
        $_ | Should -Throw -ErrorId 'JsonIsWhole,*'
    }
}

Describe 'Export-PlatformReport' {
    It 'writes <_>' -ForEach 'fleet.html', 'fleet.md', 'fleet.xml', 'fleet.sarif', 'fleet.csv', 'fleet.json' {
        $file = Export-PlatformReport -Path "$place/$_" -Root $RepositoryRoot
        $file | Should -BeOfType IO.FileInfo
        Get-Content $file -Raw | Should -Match 'IMAGE_TAG_MISMATCH'
    }

    It 'takes piped modules, and only these' {
        $null = Get-PlatformModule honcho-* -Root $RepositoryRoot | Export-PlatformReport -Path "$place/some.json" -SkipHost
        (Get-Content "$place/some.json" -Raw | ConvertFrom-Json).modules.module | Should -Be 'honcho-api', 'honcho-redis'
    }

    It 'marks what is new, and lists what is gone' {
        $null = Export-PlatformReport honcho-redis -Path "$place/old.json" -Root $RepositoryRoot
        $null = Export-PlatformReport honcho-redis -Path "$place/now.json" -Since "$place/old.json" -Root $RepositoryRoot
        $since = (Get-Content "$place/now.json" -Raw | ConvertFrom-Json).since
        $since.new, @($since.gone).Count | Should -Be 0, 0
    }

    It 'asks nobody and writes nothing with -WhatIf' {
        Export-PlatformReport -Path "$place/not.html" -Root $RepositoryRoot -WhatIf
        "$place/not.html" | Should -Not -Exist
    }

    It 'refuses <Name>' -ForEach @(
        @{ Name = 'a name that says no format'; Id = 'ReportFormatUnknown'; Call = { Export-PlatformReport -Path "$place/fleet.pdf" -Root $RepositoryRoot } }
        @{ Name = 'an unknown format'; Id = 'ReportFormatUnknown'; Call = { Export-PlatformReport -Path "$place/fleet" -Format htlm -Root $RepositoryRoot } }
        @{ Name = 'an earlier report that is none'; Id = 'DocumentInvalid'; Call = { Export-PlatformReport -Path "$place/a.html" -Since "$RepositoryRoot/global.json" -Root $RepositoryRoot } }
        @{ Name = 'a shard that is none'; Id = 'ShardInvalid'; Call = { Export-PlatformReport -Path "$place/a.html" -Shard 3/2 -Root $RepositoryRoot } }
        @{ Name = 'a shard beside -Since'; Id = 'SinceOfShard'; Call = { Export-PlatformReport -Path "$place/a.html" -Shard 1/2 -Since x.json -Root $RepositoryRoot } }
        @{ Name = 'a file that exists with -NoClobber'; Id = 'FileExists'; Call = { Export-PlatformReport -Path "$RepositoryRoot/README.md" -NoClobber -Root $RepositoryRoot } }
    ) {
        $Call | Should -Throw -ErrorId "$Id,*"
    }

    It 'completes formats' {
        (TabExpansion2 'Export-PlatformReport -Format s' 31).CompletionMatches.CompletionText | Should -Be 'sarif'
    }
}

Describe 'Shards' {
    It 'of <_> merge into what one run gives' -ForEach 'Get-PlatformDrift', 'Test-PlatformPolicy', 'Test-PlatformManifest', 'Get-PlatformReadiness' {
        $folder = New-Item -ItemType Directory "$place/$_"
        foreach ($number in 1..3) { & $_ -Root $RepositoryRoot -Shard "$number/3" -AsJson > "$folder/$number.json" }
        $merged = Get-ChildItem "$folder/*.json" | Merge-PlatformReport -AsJson
        Get-Timeless $merged | Should -BeExactly (Get-Timeless (& $_ -Root $RepositoryRoot -AsJson))
        { Merge-PlatformReport "$folder/1.json", "$folder/2.json" } | Should -Throw -ErrorId 'ShardsNotWhole,*' -ExpectedMessage '*3/3 is missing*'
    }

    It 'of piped modules are split as those of the root' {
        $all = foreach ($number in 1..4) { Get-PlatformModule -Root $RepositoryRoot | Get-PlatformDrift -Shard "$number/4" | ForEach-Object Module }
        $all | Sort-Object | Should -Be ((Get-PlatformModule -Root $RepositoryRoot).Id | Sort-Object)
    }

    It 'show their counts, and can be written as a page' {
        $folder = New-Item -ItemType Directory "$place/page"
        foreach ($number in 1..2) { Get-PlatformDrift -Root $RepositoryRoot -Shard "$number/2" -AsJson > "$folder/$number.json" }
        $merged = Merge-PlatformReport "$folder/*.json" -OutFile "$place/merged.html"
        $merged.ExitCode, $merged.Document.Summary.Drifted | Should -Be 2, 1
        Get-Content "$place/merged.html" -Raw | Should -Match '<!DOCTYPE html>'
        ($merged | Format-List | Out-String) | Should -Match 'platform\.drift/2'
    }
}

Describe 'Compare-PlatformSnapshot' {
    BeforeAll {
        $script:old = "$RepositoryRoot/observations/rs2000.json"
        (Get-Content $old -Raw) -replace 'honcho:3\.0\.3', 'honcho:3.0.6' | Set-Content "$place/new.json"
    }

    It 'gives nothing where nothing differs' {
        Compare-PlatformSnapshot $old $old | Should -BeNullOrEmpty
    }

    It 'gives a result for each fact that differs, with a view at 80 columns' {
        $changes = Compare-PlatformSnapshot $old "$place/new.json"
        $image = $changes | Where-Object Field -EQ image
        $image.Change, $image.From, $image.To | Should -Be 'Changed', 'ghcr.io/plastic-labs/honcho:3.0.3', 'ghcr.io/plastic-labs/honcho:3.0.6'
        $lines = ($changes | Out-String -Width 80) -split '\r?\n'
        $lines -match 'Host: rs2000' | Should -HaveCount 1
        ($lines | ForEach-Object Length | Measure-Object -Maximum).Maximum | Should -BeLessOrEqual 80
    }

    It 'gives the document of platformctl diff' {
        $document = Compare-PlatformSnapshot $old "$place/new.json" -AsJson
        $document | Should -BeExactly ((& $platformctl diff $old "$place/new.json" --json) -join "`n")
    }

    It 'says what is wrong with a file' {
        Compare-PlatformSnapshot $old "$RepositoryRoot/global.json" -ErrorVariable wrong -ErrorAction SilentlyContinue
        $wrong.FullyQualifiedErrorId | Should -BeLike 'DocumentInvalid,*'
    }
}
