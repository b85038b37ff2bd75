BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    function Complete([string] $Text) { (TabExpansion2 -inputScript $Text -cursorColumn $Text.Length).CompletionMatches | ForEach-Object CompletionText }
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

    It 'does not offer what is only for pipelines' {
        Complete 'Get-PlatformDrift -I' | Should -Be '-InputObject'
    }
}
