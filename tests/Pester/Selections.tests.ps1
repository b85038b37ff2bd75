BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:empty = New-Item -ItemType Directory -Path "$TestDrive/empty/modules" -Force | ForEach-Object { $_.Parent.FullName }
    $script:external = New-TestRoot -Path "$TestDrive/external" -Module one, two
    foreach ($file in Get-ChildItem "$external/modules" -Recurse -Filter module.yaml) {
        (Get-Content -Raw $file) -replace 'orchestrator: docker-compose\s+compose_file: .*\s+compose_service: .*', 'orchestrator: external' -replace '(?s)  artifact:.*', '' | Set-Content $file
    }

    # Its results, and the ids of its errors without the cmdlet's name.
    function Invoke-Call([string] $Call) {
        $failed = $null
        $results = Invoke-Expression "$Call -ErrorAction SilentlyContinue -ErrorVariable failed"
        [pscustomobject]@{ Results = @($results); Errors = @($failed | Where-Object { $_ -is [Management.Automation.ErrorRecord] } | ForEach-Object { ($_.FullyQualifiedErrorId -split ',')[0] }) }
    }
}

# What means nothing is never silence, which reads as "all is well".
Describe 'A name that means nothing' {
    It '<Call> is <Id>' -ForEach @(
        @{ Call = 'Get-PlatformModule nope'; Id = 'ModuleNotFound' }
        @{ Call = 'Get-PlatformModule -HostName nope'; Id = 'HostNotFound' }
        @{ Call = 'Get-PlatformModule edge -HostName nope, rs2000'; Id = 'HostNotFound' }
        @{ Call = 'Get-PlatformModule -Tier 9'; Id = 'TierNotFound' }
        @{ Call = 'Get-PlatformModule edge -Tier 0*, 1-nope'; Id = 'TierNotFound' }
        @{ Call = 'Get-PlatformDrift nope'; Id = 'ModuleNotFound' }
        @{ Call = 'Get-PlatformDrift -FindingCode TYPO'; Id = 'FindingCodeNotFound' }
        @{ Call = 'Get-PlatformDrift edge -FindingCode PORTS_*, PORT_MISMATCH'; Id = 'FindingCodeNotFound' }
        @{ Call = 'Get-PlatformHost nope'; Id = 'HostNotFound' }
        @{ Call = 'Test-PlatformHost nope'; Id = 'HostNotFound' }
        @{ Call = 'Get-PlatformJournal nope'; Id = 'ModuleNotFound' }
        @{ Call = 'Get-PlatformJournal -HostName nope'; Id = 'HostNotFound' }
        @{ Call = 'Get-PlatformJournal -PlanId 0123'; Id = 'PlanNotInJournal' }
        @{ Call = 'New-PlatformPlan nope'; Id = 'ModuleNotFound' }
        @{ Call = 'Test-PlatformManifest nope'; Id = 'ModuleNotFound' }
        @{ Call = 'Test-PlatformManifest nope*'; Id = 'NoModules' }
        @{ Call = 'Get-PlatformDrift nope*'; Id = 'NoModules' }
        @{ Call = 'New-PlatformPlan nope*'; Id = 'NoModules' }
        @{ Call = 'Test-PlatformManifest -Path $TestDrive/nope*'; Id = 'PathNotFound' }
    ) {
        $root = if ($Call -notmatch '-Path') { " -Root $RepositoryRoot" }
        (Invoke-Call "$Call$root").Errors | Should -Be $Id
    }

    It 'is told the nearest code, and the tiers there are' {
        { Get-PlatformDrift -Root $RepositoryRoot -FindingCode PORT_MISMATCH -ErrorAction Stop } | Should -Throw '*did you mean PORTS_MISMATCH?'
        { Get-PlatformModule -Root $RepositoryRoot -Tier 9 -ErrorAction Stop } | Should -Throw '*0-platform-substrate, 1-iskra-value-layer*'
    }

    It 'ends a run of pwsh with 1: <Call>' -ForEach @(
        @{ Call = 'Get-PlatformDrift -Root $root -FindingCode TYPO -ErrorOnDrift' }
        @{ Call = 'Get-PlatformModule -Root $root -HostName TYPO | Get-PlatformDrift -ErrorOnDrift' }
    ) {
        $null = Invoke-Pwsh "Import-Module `$module; $Call"
        $LASTEXITCODE | Should -Be 1
    }
}

Describe 'A root without modules' {
    It '<Call> says so' -ForEach @(
        @{ Call = 'Get-PlatformModule' }, @{ Call = 'Get-PlatformDrift' }, @{ Call = 'New-PlatformPlan' }, @{ Call = 'Test-PlatformManifest' }
    ) {
        $called = Invoke-Call "$Call -Root $empty"
        $called.Errors | Should -Be 'NoModules'
        if ($Call -ne 'New-PlatformPlan') { $called.Results | Should -BeNullOrEmpty }
    }

    It 'is no valid one, and has no host that answers' {
        (Invoke-Call "Test-PlatformManifest -Root $empty -Quiet").Results | Should -BeFalse
        (Invoke-Call "Test-PlatformManifest -Path $empty -Quiet").Results | Should -BeFalse
        (Invoke-Call "Test-PlatformHost -Root $empty").Errors | Should -Be 'NoHosts'
        (Invoke-Call "Test-PlatformHost -Root $empty -Quiet").Results | Should -BeFalse
    }
}

Describe 'What is empty and right is silent' {
    It '<Call>' -ForEach @(
        @{ Call = 'Get-PlatformModule nope*' }
        @{ Call = 'Get-PlatformModule edge -HostName rs2000' } # a host of the root that has other modules
        @{ Call = 'Get-PlatformModule edge -Tier 1*' }
        @{ Call = 'Get-PlatformModule -HostName nope*' }
        @{ Call = 'Get-PlatformDrift edge -FindingCode PORTS_MISMATCH -ErrorOnDrift' }
        @{ Call = 'Get-PlatformDrift -FindingCode nope* -ErrorOnDrift' }
        @{ Call = 'Get-PlatformJournal edge' } # to which nothing was done
        @{ Call = 'Get-PlatformJournal -HostName rs2000' }
        @{ Call = '@() | Get-PlatformDrift -ErrorOnDrift' } # an empty shard
    ) {
        $called = Invoke-Call "$Call -Root $RepositoryRoot"
        $called.Errors | Should -BeNullOrEmpty
        $called.Results | Should -BeNullOrEmpty
    }

    It 'is a fleet of external modules' {
        $called = Invoke-Call "Get-PlatformDrift -Root $external -ErrorOnDrift"
        $called.Errors | Should -BeNullOrEmpty
        $called.Results.Status | Should -Be 'Skipped', 'Skipped'
    }
}

Describe 'A bad inventory' {
    BeforeAll {
        $script:bad = New-TestRoot "$TestDrive/bad" -Module one -Inventory '  alpha: { transport: pigeon }'
        Set-Content "$bad/modules/one/module.yaml" 'id: 3' # which is not said: of an inventory that is wrong, what else is wrong may be the consequence
    }

    It 'ends <_>, and is all that is said' -ForEach 'Get-PlatformModule', 'Get-PlatformDrift', 'Get-PlatformHost', 'Test-PlatformHost', 'New-PlatformPlan', 'Save-PlatformSnapshot alpha', 'Get-PlatformRoot' {
        $seen = @(try { Invoke-Expression "$_ -Root `$bad" 2>&1 } catch { $_ })
        $seen.Count | Should -Be 1
        $seen[0].FullyQualifiedErrorId | Should -BeLike 'InventoryInvalid,*'
    }
}
