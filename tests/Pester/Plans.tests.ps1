# New-PlatformPlan, Get-PlatformPlan, Invoke-PlatformApply, Get-PlatformJournal.

BeforeDiscovery {
    $state = if ($env:PLATFORM_TEST_HOSTS) { $env:PLATFORM_TEST_HOSTS } else { Join-Path ([IO.Path]::GetTempPath()) 'platform-test-hosts' }
    $script:down = if (-not (Test-Path "$state/env")) { 'the test hosts are not up: run tests/hosts/up' }
    # Where they have to be up, a test that skips would hide a broken host.
    if ($script:down -and $env:PLATFORM_REQUIRE_TEST_HOSTS) { throw $script:down }
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    # What a text view makes of objects, at a width.
    function Show([object[]] $Value, [int] $Width = 80) { ($Value | Out-String -Width $Width).Trim() -split '\r?\n' }
}

Describe 'Plans of the sample fleet' {
    BeforeEach {
        $script:file = Join-Path $TestDrive "$([guid]::NewGuid()).json"
    }

    It 'takes drift, modules, names, and objects with a column Module' {
        $id = (New-PlatformPlan honcho-api -Root $RepositoryRoot).Changes.Command
        (Get-PlatformDrift -Root $RepositoryRoot | Where-Object Status -EQ Drifted | New-PlatformPlan -Root $RepositoryRoot).Changes.Command | Should -Be $id
        (Get-PlatformModule honcho-api -Root $RepositoryRoot | New-PlatformPlan -Root $RepositoryRoot).Changes.Command | Should -Be $id
        (([pscustomobject] @{ Module = 'honcho-api' }) | New-PlatformPlan -Root $RepositoryRoot).Changes.Command | Should -Be $id
        $id | Should -HaveCount 2
    }

    It 'plans for nothing where nothing was piped in' {
        Get-PlatformDrift -Root $RepositoryRoot | Where-Object Module -EQ 'nobody' | New-PlatformPlan -Root $RepositoryRoot | Should -BeNullOrEmpty
    }

    It 'says what is not planned, and why' {
        $plan = New-PlatformPlan -Root $RepositoryRoot
        $plan.Summary.Drifted | Should -Be 1
        $plan.Changes.Action | Should -Be 'Pull', 'Recreate'
        $plan.ExitCode | Should -Be 1
    }

    It 'shows its changes, fact by fact, at 80 columns' {
        $shown = Show (New-PlatformPlan honcho-api -Root $RepositoryRoot)
        $shown[0] | Should -Match '^Plan [0-9a-f]{12}: 2 changes; expires \d{4}-\d\d-\d\d \d\d:\d\d UTC$'
        $shown | Should -Contain '  2  rs2000  honcho-api  Recreate'
        $shown | Should -Contain '     ~ image.tag: 3.0.3 → 3.0.6'
        $shown | Should -Contain '     why: IMAGE_TAG_MISMATCH; risk: stateless, blast radius dependents'
        $shown | ForEach-Object { $_.Length | Should -BeLessOrEqual 80 }
    }

    It 'writes a file whose hash is the id' {
        $plan = New-PlatformPlan honcho-api -Root $RepositoryRoot -OutFile $file
        (Get-FileHash $file).Hash | Should -Be $plan.Id
        New-PlatformPlan honcho-api -Root $RepositoryRoot -OutFile "$file.not" -WhatIf | Should -Not -BeNullOrEmpty
        "$file.not" | Should -Not -Exist
    }

    It 'reads a plan back, and says whether it is fresh, stale or expired' {
        $plan = New-PlatformPlan honcho-api -Root $RepositoryRoot -OutFile $file
        $saved = Get-PlatformPlan $file -Root $RepositoryRoot
        $saved.Id | Should -Be $plan.Id
        $saved.Status | Should -Be 'Fresh'

        $other = New-TestRoot "$TestDrive/other" -Module one
        $stale = Get-PlatformPlan $file -Root $other
        $stale.Status | Should -Be 'Stale'
        "$($stale.Moved)" | Should -Match 'modules/honcho-api/module.yaml of the root is gone'

        $null = New-PlatformPlan honcho-api -Root $RepositoryRoot -OutFile $file -ExpiresIn 0:0:1
        Start-Sleep -Milliseconds 1100
        (Get-PlatformPlan $file -Root $RepositoryRoot).Status | Should -Be 'Expired'
    }

    It 'tells a plan that was altered from one' {
        $null = New-PlatformPlan honcho-api -Root $RepositoryRoot -OutFile $file
        Set-Content $file ((Get-Content $file -Raw).Replace('"exitCode":1', '"exitCode": 1')) -NoNewline
        $null = Get-PlatformPlan $file -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem.FullyQualifiedErrorId | Should -Be 'PlanInvalid,Platform.PowerShell.Commands.GetPlatformPlanCommand'
        $null = Get-PlatformPlan "$file.none" -ErrorAction SilentlyContinue -ErrorVariable problem
        $problem.FullyQualifiedErrorId | Should -Be 'PlanNotFound,Platform.PowerShell.Commands.GetPlatformPlanCommand'
    }

    It 'refuses what was not approved, and what cannot be changed, each by its id' {
        $plan = New-PlatformPlan honcho-api -Root $RepositoryRoot -OutFile $file
        $refused = { param($Arguments) $null = Invoke-PlatformApply $file -Root $RepositoryRoot -Confirm:$false @Arguments -ErrorAction SilentlyContinue -ErrorVariable problem; $problem[0].FullyQualifiedErrorId.Split(',')[0] }
        & $refused @{} | Should -Be 'PlanNotApproved'
        & $refused @{ Approved = '0' * 64 } | Should -Be 'PlanNotApproved'
        & $refused @{ Approved = $plan.Id } | Should -Be 'PlanNotPossible'
    }

    It 'shows a plan, its changes and their results in columns, at 80 and at 200' {
        $plan = New-PlatformPlan honcho-api -Root $RepositoryRoot
        foreach ($width in 80, 200) {
            $lines = ($plan | Format-Table | Out-String -Width $width).Trim() -split '\r?\n'
            $lines[0] | Should -Match '^Id\s+Changes\s+Blocked\s+Hosts\s+Expires'
            $lines | ForEach-Object { $_.Length | Should -BeLessOrEqual $width }
            (Show $plan.Changes $width) -join ' ' | Should -Match 'Host: rs2000.*honcho-api +Pull.*honcho-api +Recreate'
        }
    }

    It 'keeps words where a job or a file would keep numbers' {
        $plan = New-PlatformPlan honcho-api -Root $RepositoryRoot
        Export-Clixml -InputObject $plan.Changes -Path "$file.xml"
        (Import-Clixml "$file.xml").Action | Should -Be 'Pull', 'Recreate'
        ($plan.Changes | ConvertTo-Csv | ConvertFrom-Csv).Action | Should -Be 'Pull', 'Recreate'
    }

    It 'has an empty journal where nothing was done' {
        $root = New-TestRoot "$TestDrive/quiet" -Module one
        Get-PlatformJournal -Root $root -Verify | Should -BeNullOrEmpty
        "$root/.platform" | Should -Not -Exist
    }
}

Describe 'What is no ordinary file' -Skip:($IsWindows) {
    BeforeEach {
        $script:place = (New-Item -ItemType Directory -Path (Join-Path $TestDrive ([guid]::NewGuid()))).FullName
        $script:root = New-TestRoot -Path "$place/root" -Module one
        $script:pipe = "$place/pipe"
        mkfifo $pipe
    }

    It 'is no plan, and is not waited for' {
        Get-PlatformPlan $pipe -Root $root -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -Be 'PlanInvalid,Platform.PowerShell.Commands.GetPlatformPlanCommand'
        $failed[0].Exception.Message | Should -BeLike "$pipe is a FIFO*"
        Invoke-PlatformApply $pipe -Root $root -Approved 00 -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -Be 'PlanInvalid,Platform.PowerShell.Commands.InvokePlatformApplyCommand'
    }

    It 'is no journal, and one error with the way out' {
        $null = New-Item -ItemType Directory "$root/.platform"
        mkfifo "$root/.platform/journal.jsonl"
        Get-PlatformJournal -Root $root -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed | Should -HaveCount 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'JournalNotReadable,Platform.PowerShell.Commands.GetPlatformJournalCommand'
        $failed[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }
}

Describe 'From drift to a converged host, over ssh' -ForEach @{ Down = $script:down } {
    BeforeAll {
        if ($Down) { return }
        $live = "$((Resolve-Path $TestDrive).ProviderPath)/live"
        $said = & "$RepositoryRoot/tests/hosts/live-root" $live 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$said"
        $said = & "$RepositoryRoot/tests/hosts/deploy" $live 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$said"
    }

    It 'plans, shows, refuses to go on without approval, applies, and is done' {
        if ($Down) { Set-ItResult -Skipped -Because $Down }

        $plan = Get-PlatformDrift -Root $live | Where-Object Status -EQ Drifted | New-PlatformPlan -Root $live -OutFile "$live/plan.json"
        $plan.Changes.Module | Select-Object -Unique | Should -Be 'honcho-api'

        $before = Get-PlatformDrift honcho-api -Root $live
        Invoke-PlatformApply "$live/plan.json" -Root $live -WhatIf | Should -BeNullOrEmpty
        (Get-PlatformDrift honcho-api -Root $live).Live.Containers.ContainerId | Should -Be $before.Live.Containers.ContainerId
        Get-PlatformJournal -Root $live | Should -BeNullOrEmpty

        $trusting, $configuration = $env:PLATFORM_TRUSTED_ROOTS, $env:XDG_CONFIG_HOME
        try {
            $env:PLATFORM_TRUSTED_ROOTS, $env:XDG_CONFIG_HOME = $null, "$TestDrive/nothing-trusted"
            Invoke-PlatformApply "$live/plan.json" -Root $live -Approved $plan.Id -Confirm:$false -ErrorAction SilentlyContinue -ErrorVariable untrusted | Should -BeNullOrEmpty
            $untrusted[0].FullyQualifiedErrorId | Should -BeLike 'RootNotTrusted,*'
            $untrusted[0].ErrorDetails.RecommendedAction | Should -Match 'Approve-PlatformRoot'
        } finally {
            $env:PLATFORM_TRUSTED_ROOTS, $env:XDG_CONFIG_HOME = $trusting, $configuration
        }

        $results = Get-PlatformPlan "$live/plan.json" -Root $live | Invoke-PlatformApply -Root $live -Approved $plan.Id -Confirm:$false
        $results.Status | Should -Be 'Applied', 'Applied'

        $drift = Get-PlatformDrift -Root $live
        $drift | Where-Object Status -EQ Drifted | Should -BeNullOrEmpty
        ($drift | Where-Object Module -EQ 'honcho-api').Status | Should -Be 'InSync'

        ($plan | Invoke-PlatformApply -Root $live -Approved $plan.Id -Confirm:$false).Status | Should -Be 'AlreadyApplied', 'AlreadyApplied'
        $entries = Get-PlatformJournal -Root $live -Verify -ErrorAction Stop
        ($entries | Where-Object Event -EQ Outcome).Succeeded | Should -Be $true, $true
        (Get-PlatformJournal honcho-api -Root $live).Action | Select-Object -Unique | Should -Be 'Pull', 'Recreate'
        (Show $entries)[0] | Should -Match '^Time\s+Host\s+Module\s+Event'
    }
}
