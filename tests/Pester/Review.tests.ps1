BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    . "$PSScriptRoot/Examples.ps1"

    function Write-Verdict([string] $Path, [string] $Reviewer, [string] $Hat, [string] $Verdict = 'OK', [string[]] $More = @()) {
        @('schema: platform.review/1', "reviewer: $Reviewer", "hat: $Hat", "verdict: $Verdict", 'confidence: 0.88') + $More | Set-Content $Path
    }

    $script:folder = "$TestDrive/verdicts"
    $null = New-Item -ItemType Directory $folder
    foreach ($reviewer in 'claude', 'codex', 'gemini') { foreach ($hat in 'tech', 'product') { Write-Verdict "$folder/$reviewer-$hat.yaml" $reviewer $hat } }
    Write-Verdict "$folder/codex-tech.yaml" codex tech NOT_OK 'risks: [{ severity: high, title: It gives root, evidence: "compose/a.yaml:21", recommendation: Use a proxy }]'
}

Describe 'Merge-PlatformReview' {
    It 'decides the real case: elevated, deferred, one dissent, one question' {
        $decision = Merge-PlatformReview $folder -Root $RepositoryRoot
        $decision.Status, $decision.Action | Should -Be 'Elevated', 'Defer'
        $decision.Status | Should -BeOfType string
        $decision.Hats.Tech.Ok, $decision.Hats.Tech.Total, $decision.Hats.Product.Ok | Should -Be 2, 3, 3
        $decision.Dissents | Should -HaveCount 1
        $decision.Dissents[0].Reviewer, $decision.Dissents[0].Hat, $decision.Dissents[0].Verdict | Should -Be 'codex', 'Tech', 'NotOk'
        $decision.OperatorQuestions | Should -HaveCount 1
        $decision.SingleReviewerHighRisks[0].Severity | Should -Be 'High'
    }

    It 'takes files by the pipeline, by wildcard and by property, in any order' {
        $one = Merge-PlatformReview "$folder/*.yaml" -AsMarkdown
        (Get-ChildItem $folder | Sort-Object Name -Descending | Merge-PlatformReview -AsMarkdown) | Should -Be $one
        ([pscustomobject]@{ Path = $folder } | Merge-PlatformReview -AsMarkdown) | Should -Be $one
        $one | Should -BeLike '## Review: ELEVATED*'
    }

    It 'is shown in 80 columns, as a table and in full' {
        $lines = (Merge-PlatformReview $folder | Out-String -Width 80).Split([Environment]::NewLine).TrimEnd()
        $lines -match '^ELEVATED +defer +2 of 3 +3 of 3 +codex alone sees' | Should -HaveCount 1
        $lines | ForEach-Object Length | Sort-Object | Select-Object -Last 1 | Should -BeLessOrEqual 80
        $text = Merge-PlatformReview $folder | Format-List | Out-String -Width 200
        $text | Should -Match 'Seen by one +: compose/a\.yaml:21: high: It gives root'
        $text | Should -Match 'Dissents +: codex, tech: NOT_OK'
    }

    It 'gives objects that serialise to something useful' {
        $decision = Merge-PlatformReview $folder
        ($decision | ConvertTo-Json -Depth 6 | ConvertFrom-Json).OperatorQuestions | Should -HaveCount 1
        $decision | Export-Clixml "$TestDrive/decision.xml"
        $read = Import-Clixml "$TestDrive/decision.xml"
        $read.Status, $read.SingleReviewerHighRisks[0].Title, $read.Verdicts.Count | Should -Be 'Elevated', 'It gives root', 6
    }

    It 'ends where a verdict cannot be read, with its place' {
        Write-Verdict "$TestDrive/bad.yaml" claude technical
        { Merge-PlatformReview "$TestDrive/bad.yaml" } | Should -Throw -ErrorId 'VerdictInvalid,*' -ExpectedMessage '*bad.yaml:3:6: error SCHEMA_ENUM*'
        { Merge-PlatformReview $folder, "$folder/../verdicts/codex-tech.yaml" } | Should -Not -Throw
        Copy-Item "$folder/codex-tech.yaml" "$TestDrive/again.yaml"
        { Merge-PlatformReview $folder, "$TestDrive/again.yaml" } | Should -Throw -ErrorId 'VerdictInvalid,*' -ExpectedMessage '*codex has given a verdict as tech in *'
        Merge-PlatformReview "$TestDrive/no.yaml" -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -BeLike 'VerdictNotFound,*'
    }

    It 'asks the quorum of the root, and ends where that is wrong' {
        $root = New-TestRoot "$TestDrive/quorum" -Module one
        $null = New-Item -ItemType Directory "$root/policies"
        Set-Content "$root/policies/reviewers.yaml" "schema_version: 1`nquorum: { reviewers: 4 }"
        (Merge-PlatformReview $folder -Root $root).Missing | Should -HaveCount 2
        Set-Content "$root/policies/reviewers.yaml" "schema_version: 1`nquorum: 4"
        { Merge-PlatformReview $folder -Root $root } | Should -Throw -ErrorId 'ReviewersInvalid,*'
        (Test-PlatformManifest -Root $root).Code | Should -Contain 'SCHEMA_TYPE'
    }
}

Describe 'Invoke-PlatformReview' -Skip:($IsWindows -or -not (Get-Command git -ErrorAction Ignore)) {
    BeforeAll {
        $script:root = New-SampleRoot "$((Resolve-Path $TestDrive).ProviderPath)/reviewed"
        Push-Location $root
        git init --quiet
        git add .
        git -c user.name=a -c user.email=a@b.example commit --quiet -m base
        git branch base
        (Get-Content compose/video/compose.yaml -Raw).Replace('127.0.0.1:9999:3000', '9999:3000') | Set-Content compose/video/compose.yaml -NoNewline
        git -c user.name=a -c user.email=a@b.example commit --quiet -a -m expose
        Pop-Location
    }

    It 'judges a change by the rules of the root' {
        $decision = Invoke-PlatformReview base -Root $root
        $decision.Status, $decision.Verdicts[0].Reviewer | Should -Be 'Elevated', 'policy'
        $decision.SingleReviewerHighRisks.Rule | Should -Be 'port-exposed'
        $decision.Missing | Should -HaveCount 6
        $decision.Reviewed | Should -Match '^git:[0-9a-f]{40}$'
    }

    It 'merges verdicts that are there' {
        (Invoke-PlatformReview base -Path "$folder/claude-*.yaml" -Root $root -SkipDrift).Hats.Tech.Total | Should -Be 1
    }

    It 'starts and posts nothing with -WhatIf, and refuses what is no address, no base or no token' {
        Invoke-PlatformReview base -Root $root -WhatIf | Should -BeNullOrEmpty
        { Invoke-PlatformReview base -Root $root -PostTo 'ops/platform#1' } | Should -Throw -ErrorId 'AddressInvalid,*'
        { Invoke-PlatformReview no-such-branch -Root $root } | Should -Throw -ErrorId 'NotReviewed,*' -ExpectedMessage '*names no commit*'
        $before, $env:FORGEJO_TOKEN = $env:FORGEJO_TOKEN, $null
        try { $decision = Invoke-PlatformReview base -Root $root -SkipDrift -PostTo 'http://127.0.0.1:1/a/b/pulls/1' -ErrorAction SilentlyContinue -ErrorVariable failed }
        finally { $env:FORGEJO_TOKEN = $before }
        $decision.Status | Should -Be 'Elevated'
        $failed.FullyQualifiedErrorId | Should -BeLike 'NotPosted,*'
    }
}
