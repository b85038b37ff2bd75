BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    function Complete([string] $Text) { (TabExpansion2 -inputScript $Text -cursorColumn $Text.Length).CompletionMatches | ForEach-Object CompletionText }
    function Get-ToolTip([string] $Text) { (TabExpansion2 -inputScript $Text -cursorColumn $Text.Length).CompletionMatches | ForEach-Object ToolTip }
    $script:root = New-TestRoot "$TestDrive/root" -Module one, only, two
}

Describe 'Completion' {
    BeforeEach { Push-Location $RepositoryRoot }
    AfterEach { Pop-Location }

    It 'completes module names of <_>' -ForEach 'Get-PlatformModule', 'Get-PlatformDrift', 'Get-PlatformReadiness', 'Test-PlatformManifest' {
        Complete "$_ hon" | Should -Be 'honcho-api', 'honcho-redis'
        Complete "$_ -Name hon" | Should -Be 'honcho-api', 'honcho-redis'
    }

    It 'completes host names of <_>' -ForEach 'Get-PlatformHost ', 'Test-PlatformHost -Name ', 'Save-PlatformSnapshot ', 'Get-PlatformModule -HostName ' {
        Complete $_ | Should -Be 'rs2000', 'vps1000'
    }

    It 'completes tiers' {
        Complete 'Get-PlatformModule -Tier 1' | Should -Be '1-iskra-value-layer'
    }

    It 'completes codes of findings' {
        Complete 'Get-PlatformDrift -FindingCode image_d' | Should -Be 'IMAGE_DIGEST_MISMATCH', 'IMAGE_DIGEST_NOT_VERIFIED'
        Complete 'Get-PlatformDrift -Code UNH' | Should -Be 'UNHEALTHY'
    }

    It 'completes further names of a list' {
        Complete 'Get-PlatformModule redis, hon' | Should -Be 'honcho-api', 'honcho-redis'
    }

    It 'asks the root that is named' {
        Complete "Get-PlatformModule -Root '$root' -Name on" | Should -Be 'one', 'only'
    }

    It 'takes that root relative to the location' {
        Push-Location $TestDrive
        try { Complete 'Get-PlatformModule -Root ./root -Name on' | Should -Be 'one', 'only' } finally { Pop-Location }
    }

    It 'quotes what needs it' {
        $null = New-Item -ItemType Directory "$root/modules/it's odd" -Force
        Complete "Get-PlatformModule -Root '$root' -Name it" | Should -Be "'it''s odd'"
    }

    It 'is silent where there is no root' {
        $null = New-Item -ItemType Directory "$TestDrive/empty" -Force
        $errors = $Error.Count
        Complete "Get-PlatformModule -Root '$TestDrive/empty' -HostName " | Should -Not -Contain 'rs2000'
        $Error.Count | Should -Be $errors
    }

    It 'takes less than a moment on 500 modules' {
        $many = New-TestRoot "$TestDrive/many" -Module (1..500 | ForEach-Object { "module-$_" })
        $null = Complete "Get-PlatformModule -Root '$many' -Name module-4"
        (Measure-Command { Complete "Get-PlatformModule -Root '$many' -Name module-4" | Should -HaveCount 111 }).TotalMilliseconds |
            Should -BeLessThan 1000
    }

    It 'says of a module what it is, where and in which tier; of a host how it is reached; of a tier how many modules it has' {
        Get-ToolTip 'Get-PlatformDrift honcho-a' | Should -Be 'Honcho API: host rs2000, tier 1-iskra-value-layer'
        Get-ToolTip 'Get-PlatformHost rs' | Should -Be 'recorded in observations/rs2000.json'
        $count = @(Get-PlatformModule -Tier 1*).Count
        Get-ToolTip 'Get-PlatformModule -Tier 1' | Should -Be "$count modules"
        Get-ToolTip "Get-PlatformModule -Root '$root' -Tier " | Should -Be '3 modules'
        $many = New-TestRoot "$TestDrive/reached" -Module one -Inventory (@(
            '  a: { transport: ssh, destination: ops@a.example, port: 2222 }', '  b: { transport: local }', '  c: { transport: sshnet, destination: ops@c.example }') -join "`n")
        Get-ToolTip "Get-PlatformHost -Root '$many' -Name " | Should -Be 'ssh to ops@a.example, port 2222', 'the docker of this machine', 'SSH.NET to ops@c.example'
    }

    It 'still names a module whose manifest cannot be read' {
        $null = New-Item -ItemType Directory "$root/modules/broken" -Force
        Set-Content "$root/modules/broken/module.yaml" 'a: ['
        Get-ToolTip "Get-PlatformModule -Root '$root' -Name brok" | Should -Be 'broken'
    }

    It 'completes plan files of <_>, plans first, and other files as the engine does' -ForEach 'Get-PlatformPlan', 'Invoke-PlatformApply' {
        $place = Join-Path (Resolve-Path $TestDrive).ProviderPath ([guid]::NewGuid())
        $null = New-Item -ItemType Directory $place, "$place/folder"
        Set-Content "$place/a.txt" ''
        Set-Content "$place/z.plan.json" '{}'
        $plan = New-PlatformPlan honcho-api -OutFile "$place/plan.json"
        Push-Location $place
        try {
            Complete "$_ " | Should -Be './plan.json', './z.plan.json', './a.txt', './folder'
            Complete "$_ -Path pl" | Should -Be './plan.json'
            (Get-ToolTip "$_ pl") | Should -BeLike "plan $($plan.Id.Substring(0, 12)): 2 changes, 0 blocked; until *UTC"
            (Get-ToolTip "$_ z.pl") | Should -Be 'no plan of this version'
        }
        finally { Pop-Location }
    }

    It 'completes ids of plans from the journal' {
        $journal = New-TestRoot "$TestDrive/journal" -Module one
        $null = New-Item -ItemType Directory "$journal/.platform" -Force
        $id = 'a1' * 32
        Set-Content "$journal/.platform/journal.jsonl" ('{"event":"Started","host":"alpha","operator":"ops@desk","plan":"' + $id + '","previous":"' + '0' * 64 + '","sequence":1,"time":"2026-05-02T12:00:00.000Z"}')
        if (-not $IsWindows) { chmod -R go-w "$journal/.platform" }
        Complete "Get-PlatformJournal -Root '$journal' -PlanId a1" | Should -Be $id
        Get-ToolTip "Get-PlatformJournal -Root '$journal' -PlanId " | Should -Be '2026-05-02 12:00 UTC, by ops@desk, to alpha'
    }

    It 'does not offer what is only for pipelines' {
        Complete 'Get-PlatformDrift -I' | Should -Be '-InputObject'
    }
}
