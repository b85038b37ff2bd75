# Rules over modules, as a user of the module meets them.

BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    $script:root = Join-Path $TestDrive root
    foreach ($part in 'modules', 'compose', 'policies') { Copy-Item "$RepositoryRoot/$part" -Destination (New-Item -ItemType Directory -Force $root) -Recurse }
    $compose = "$root/compose/video/compose.yaml"
    (Get-Content $compose -Raw).Replace('      - 127.0.0.1:9999:3000', '      - 9999:3000') | Set-Content $compose -NoNewline
}

Describe 'Test-PlatformPolicy' {
    It 'gives what rules find, with the place' {
        $found = Test-PlatformPolicy mirotalk-admin -Root $root | Where-Object Severity -EQ High
        $found.Rule | Should -Be 'port-exposed'
        $found.File | Should -Be 'compose/video/compose.yaml'
        $found.Line | Should -BeGreaterThan 20
        "$found" | Should -Match '^compose/video/compose\.yaml:\d+:\d+: high port-exposed: '
    }

    It 'gives what was accepted where that is asked for' {
        Test-PlatformPolicy mirotalk-admin -Root $root | Where-Object Acknowledged | Should -BeNullOrEmpty
        $accepted = Test-PlatformPolicy mirotalk-admin -Root $root -IncludeAcknowledged | Where-Object Acknowledged
        $accepted.Rule | Should -Be 'docker-sock-bind'
        $accepted.Acknowledgement.By | Should -Be 'operator'
        $accepted.Acknowledgement.ReviewWhen | Should -Be 'internet_exposed: true'
    }

    It 'takes modules, names and rows from a pipeline' {
        (Get-PlatformModule mirotalk-* -Root $root | Test-PlatformPolicy).Module | Sort-Object -Unique | Should -Be 'mirotalk-admin', 'mirotalk-p2p'
        ([pscustomobject]@{ Module = 'mirotalk-p2p' } | Test-PlatformPolicy -Root $root).Module | Sort-Object -Unique | Should -Be 'mirotalk-p2p'
        @() | Test-PlatformPolicy | Should -BeNullOrEmpty
    }

    It 'answers with a Boolean' {
        Test-PlatformPolicy -Root $root -Quiet | Should -BeExactly $false
        Test-PlatformPolicy -Root $RepositoryRoot -Quiet | Should -BeExactly $true
        Test-PlatformPolicy -Root $RepositoryRoot -Quiet -FailOn Low | Should -BeExactly $false
        Test-PlatformPolicy nope -Root $root -Quiet -ErrorAction SilentlyContinue | Should -BeExactly $false
    }

    It 'writes one error for findings that are bad enough, after all findings' {
        $found = Test-PlatformPolicy -Root $root -FailOn High -ErrorVariable failed -ErrorAction SilentlyContinue
        $found.Count | Should -BeGreaterThan 1
        $failed.FullyQualifiedErrorId | Should -Be 'PolicyFailed,Platform.PowerShell.Commands.TestPlatformPolicyCommand'
        $failed[0].TargetObject.Rule | Should -Be 'port-exposed'
        Test-PlatformPolicy -Root $root -FailOn Critical -ErrorVariable failed | Should -Not -BeNullOrEmpty
        $failed | Should -BeNullOrEmpty
    }

    It 'fails on what a baseline does not have' {
        $baseline = "$TestDrive/baseline.json"
        Start-Pwsh -Command "& '$RepositoryRoot/bin/platformctl' policy --root '$root' --json" | Set-Content $baseline
        Test-PlatformPolicy -Root $root -Baseline $baseline -Quiet -FailOn Low | Should -BeExactly $true
        (Test-PlatformPolicy -Root $root -Baseline $baseline).InBaseline | Sort-Object -Unique | Should -Be $true
        { Test-PlatformPolicy -Root $root -Baseline "$root/policies/policy.yaml" } | Should -Throw -ErrorId 'BaselineInvalid,*'
    }

    It 'judges what runs where that is asked for' {
        $live = Join-Path $TestDrive live
        Copy-Item $root $live -Recurse
        Copy-Item "$RepositoryRoot/hosts.yaml", "$RepositoryRoot/observations" -Destination $live -Recurse
        $compose = "$live/compose/video/compose.yaml"
        (Get-Content $compose -Raw).Replace('/var/run/docker.sock:/var/run/docker.sock', './data:/data') | Set-Content $compose -NoNewline
        Test-PlatformPolicy mirotalk-admin -Root $live -IncludeAcknowledged | Where-Object Rule -EQ docker-sock-bind | Should -BeNullOrEmpty
        $found = Get-PlatformModule mirotalk-admin -Root $live | Test-PlatformPolicy -Live -IncludeAcknowledged | Where-Object Rule -EQ docker-sock-bind
        $found.Live | Should -BeTrue
        $found.Acknowledged | Should -BeTrue
        Remove-Item "$live/observations/vps1000.json"
        $null = Test-PlatformPolicy mirotalk-admin -Root $live -Live -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.FullyQualifiedErrorId | Should -BeLike 'ModuleNotJudged,*'
    }

    It 'names the place where the policy of the root is wrong' {
        $bad = Join-Path $TestDrive bad
        Copy-Item $root $bad -Recurse
        "schema_version: 1`nfail-on: high`n" | Set-Content "$bad/policies/policy.yaml"
        { Test-PlatformPolicy -Root $bad } | Should -Throw -ErrorId 'PolicyInvalid,*' -ExpectedMessage '*policies/policy.yaml:2:1:*fail_on*'
    }

    It 'names modules that could not be judged, and judges the others' {
        $bad = Join-Path $TestDrive missing
        Copy-Item $root $bad -Recurse
        Remove-Item "$bad/compose/video/compose.yaml"
        $found = Test-PlatformPolicy -Root $bad -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed.TargetObject | Should -Be 'mirotalk-admin', 'mirotalk-p2p'
        $failed.FullyQualifiedErrorId | Sort-Object -Unique | Should -BeLike 'ModuleNotJudged,*'
        $found.Module | Should -Contain 'redis'
    }

    It 'keeps what is useful as JSON and as rows' {
        $row = Test-PlatformPolicy mirotalk-admin -Root $root | Where-Object Rule -EQ port-exposed
        ($row | ConvertTo-Json -Depth 5 -EnumsAsStrings | ConvertFrom-Json).Severity | Should -Be 'High'
        ($row | ConvertTo-Csv | ConvertFrom-Csv).Rule | Should -Be 'port-exposed'
    }

    It 'shows modules, severities and rules in a table of 80 columns' {
        $lines = Test-PlatformPolicy mirotalk-admin -Root $root -IncludeAcknowledged | Out-String -Width 80 -Stream
        $lines | Where-Object Length -GT 80 | Should -BeNullOrEmpty
        $lines -match 'Module: mirotalk-admin' | Should -Not -BeNullOrEmpty
        $lines -match '^Acknowledged docker-sock-bind' | Should -HaveCount 1
        $lines -match 'port-exposed' | Should -HaveCount 1
    }
}

Describe 'Get-PlatformPolicyRule' {
    It 'lists all rules, and those that are meant' {
        (Get-PlatformPolicyRule).Count | Should -BeGreaterThan 20
        (Get-PlatformPolicyRule secret-*).Id | Should -Contain 'secret-literal'
        (Get-PlatformPolicyRule docker-sock-bind).Severity | Should -Be 'High'
    }

    It 'takes the rules of findings' {
        (Test-PlatformPolicy mirotalk-admin -Root $root | Get-PlatformPolicyRule).Id | Should -Contain 'port-exposed'
    }

    It 'has the page of each' {
        foreach ($rule in Get-PlatformPolicyRule) {
            $rule.ReadPage() | Should -BeLike "# $($rule.Id)*## When to acknowledge*"
            Join-Path $RepositoryRoot $rule.Page | Should -Exist
        }
    }

    It 'says what was meant' {
        $null = Get-PlatformPolicyRule docker-socket-bind -ErrorVariable failed -ErrorAction SilentlyContinue
        $failed[0] | Should -BeLike '*did you mean docker-sock-bind?'
        $failed.FullyQualifiedErrorId | Should -BeLike 'PolicyRuleNotFound,*'
    }

    It 'completes ids' {
        (TabExpansion2 'Get-PlatformPolicyRule docker' -cursorColumn 29).CompletionMatches.CompletionText | Should -Be 'docker-sock-bind'
    }
}
