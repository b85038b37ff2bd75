BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'Get-PlatformReadiness' {
    It 'gives one typed result for each module, by id' {
        $results = Get-PlatformReadiness -Root $RepositoryRoot
        $results.Module | Should -Be (Get-PlatformModule -Root $RepositoryRoot).Id
        $results[0].GetType().FullName | Should -Be 'Platform.Readiness.ModuleReadiness'
        ($results | Where-Object Module -EQ tailscale).Status | Should -Be 'External'
        ($results | Where-Object Wave -EQ 3).Module | Should -Be 'n8n'
    }

    It 'takes modules, names and rows from the pipeline' {
        (Get-PlatformModule honcho-* -Root $RepositoryRoot | Get-PlatformReadiness).Module | Should -Be 'honcho-api', 'honcho-redis'
        ('edge', 'minio' | Get-PlatformReadiness -Root $RepositoryRoot).Module | Should -Be 'edge', 'minio'
        ([pscustomobject]@{ Module = 'edge' } | Get-PlatformReadiness -Root $RepositoryRoot).Wave | Should -Be 4
        Get-PlatformModule nope* -Root $RepositoryRoot | Get-PlatformReadiness | Should -BeNullOrEmpty
    }

    It 'asks hosts only where it is told to' {
        (Get-PlatformReadiness honcho-api -Root $RepositoryRoot).Wave | Should -Be 2
        $asked = Get-PlatformReadiness honcho-api -Root $RepositoryRoot -IncludeDrift
        $asked.Wave, $asked.Drift, "$($asked.Blockers)" | Should -Be 0, 'Drifted', 'drift'
        $asked.Blockers[0].Command | Should -Be 'platformctl plan honcho-api'
    }

    It 'says that the state of a host that is not reached is not known' {
        $root = New-TestRoot "$TestDrive/gone" -Module one -Inventory '  alpha: { transport: recorded, snapshot: none.json }'
        $result = Get-PlatformReadiness -Root $root -IncludeDrift -ErrorAction SilentlyContinue -ErrorVariable failed
        $result.Drift, $result.Wave | Should -Be 'NotKnown', 0
        $failed[0].FullyQualifiedErrorId | Should -BeLike 'HostUnreachable,*'
    }

    It 'counts with -Summary' {
        $fleet = Get-PlatformReadiness -Root $RepositoryRoot -Summary
        $fleet.Summary.Modules, $fleet.Summary.WithSource, $fleet.Summary.MissingSource | Should -Be 16, 13, 3
        $fleet.NextSteps[0].Command | Should -Be 'platformctl edit derive uptime-kuma'
        $fleet.WholeFleet | Should -BeTrue
        (Get-PlatformReadiness edge -Root $RepositoryRoot -Summary).WholeFleet | Should -BeFalse
    }

    It 'compares with what platformctl printed, and refuses another file' {
        & "$RepositoryRoot/bin/platformctl" readiness --json --root $RepositoryRoot | Set-Content "$TestDrive/earlier.json"
        Get-PlatformReadiness -Root $RepositoryRoot -Since "$TestDrive/earlier.json" | Should -BeNullOrEmpty
        (Get-PlatformReadiness -Root $RepositoryRoot -Since "$TestDrive/earlier.json" -Summary).Since.Changes.Count | Should -Be 0
        { Get-PlatformReadiness -Root $RepositoryRoot -Since "$TestDrive/earlier.json" -IncludeDrift } | Should -Throw -ErrorId 'EarlierReadinessInvalid,*'
        { Get-PlatformReadiness -Root $RepositoryRoot -Since "$RepositoryRoot/hosts.yaml" } | Should -Throw -ErrorId 'EarlierReadinessInvalid,*'
        { Get-PlatformReadiness -Root $RepositoryRoot -Since "$TestDrive/none.json" } | Should -Throw -ErrorId 'EarlierReadinessInvalid,*'
    }

    It 'keeps words and blockers in JSON and in a file of Export-Clixml' {
        $result = Get-PlatformReadiness minio -Root $RepositoryRoot
        $read = $result | ConvertTo-Json -Depth 4 -EnumsAsStrings | ConvertFrom-Json
        $read.Status, $read.Blockers[0].Kind | Should -Be 'Blocked', 'RestoreEvidence'
        $result | Export-Clixml "$TestDrive/readiness.xml"
        $file = Import-Clixml "$TestDrive/readiness.xml"
        $file.Status, $file.Statefulness, $file.Blockers[0].Kind | Should -Be 'Blocked', 'Stateful', 'restore-evidence'
        ($result | ConvertTo-Csv | ConvertFrom-Csv).BlockerKinds | Should -Be 'restore-evidence'
    }

    It 'is an error for a name that means nothing' {
        { Get-PlatformReadiness nope -Root $RepositoryRoot -ErrorAction Stop } | Should -Throw -ErrorId 'ModuleNotFound,*'
        { Get-PlatformReadiness nope* -Root $RepositoryRoot -ErrorAction Stop } | Should -Throw -ErrorId 'NoModules,*'
    }
}
