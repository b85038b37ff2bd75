BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    $script:mark = "$TestDrive/mark"
    $script:program = New-StandIn "$TestDrive/reach" ": >'$mark'; exit 255"
    $script:root = New-TestRoot "$TestDrive/named" -Module one -Inventory "  alpha: { transport: ssh, destination: x, ssh_command: ['$program', '--via', bastion] }"
    $script:trusting = $env:PLATFORM_TRUSTED_ROOTS
    $script:configuration = $env:XDG_CONFIG_HOME
}

AfterAll {
    $env:PLATFORM_TRUSTED_ROOTS = $trusting
    $env:XDG_CONFIG_HOME = $configuration
}

Describe 'A program that the root names' {
    BeforeEach {
        $env:PLATFORM_TRUSTED_ROOTS = $null
        $env:XDG_CONFIG_HOME = "$TestDrive/config-$(New-Guid)"
        Remove-Item -LiteralPath $mark -ErrorAction Ignore
    }

    It 'is not started without trust: <_>' -ForEach @(
        'Get-PlatformDrift -Root $root', 'Test-PlatformHost -Root $root', 'Test-PlatformHost -Quiet -Root $root',
        'Get-PlatformHost -Root $root | Test-PlatformHost', 'Save-PlatformSnapshot alpha -Root $root -Path "$TestDrive/out.json"',
        'New-PlatformPlan -Root $root'
    ) {
        $ErrorActionPreference = 'SilentlyContinue'
        & ([scriptblock]::Create($_)) *>$null
        $mark | Should -Not -Exist

        # With trust it is.
        $env:PLATFORM_TRUSTED_ROOTS = $root
        & ([scriptblock]::Create($_)) *>$null
        $mark | Should -Exist
    }

    It 'is an error with an id of its own, the words and the way out' {
        $null = Get-PlatformDrift -Root $root -ErrorVariable failures -ErrorAction SilentlyContinue
        $failures[0].FullyQualifiedErrorId | Should -BeLike 'RootNotTrusted,*'
        $failures[0].CategoryInfo.Category | Should -Be 'SecurityError'
        $failures[0].Exception.Reason | Should -Be 'NotTrusted'
        $failures[0].Exception.Message | Should -Match 'reach --via bastion'
        $failures[0].ErrorDetails.RecommendedAction | Should -Match 'Approve-PlatformRoot'
    }

    It 'is a result of Test-PlatformHost with its reason' {
        $test = Test-PlatformHost -Root $root
        $test.Reachable | Should -BeFalse
        "$($test.Reason)" | Should -Be 'NotTrusted'
    }

    It 'is not started to complete a name' {
        $line = "Test-PlatformHost -Root '$root' -Name a"
        (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText | Should -Contain 'alpha'
        $mark | Should -Not -Exist
    }

    It 'runs once the root is approved for these words, and no longer once they change' {
        $approved = Approve-PlatformRoot $root -Confirm:$false
        $approved.Trusted | Should -BeTrue
        "$($approved.TrustedBy)" | Should -Be 'User'
        $approved.Words | Should -Be $program, '--via', 'bastion'
        $approved.Users | Should -Be 'host alpha'
        $mark | Should -Not -Exist
        $null = Test-PlatformHost -Root $root
        $mark | Should -Exist

        Remove-Item -LiteralPath $mark
        $other = New-TestRoot "$TestDrive/named" -Module one -Inventory "  alpha: { transport: ssh, destination: x, ssh_command: ['$program', '--via', elsewhere] }"
        $null = Test-PlatformHost -Root $other
        $mark | Should -Not -Exist
        (Get-PlatformRoot $other).Trusted | Should -BeFalse
        Get-PlatformRoot $other -Verbose 4>&1 | Out-String | Should -Match 'trusted before.*--via bastion'
        $null = New-TestRoot "$TestDrive/named" -Module one -Inventory "  alpha: { transport: ssh, destination: x, ssh_command: ['$program', '--via', bastion] }"
    }

    It 'is not approved by -WhatIf, nor where nobody can be asked' {
        $null = Approve-PlatformRoot $root -WhatIf *>&1
        (Get-PlatformRoot $root).Trusted | Should -BeFalse
        Invoke-Pwsh "Import-Module `$module; Approve-PlatformRoot '$root'" | Out-String | Should -Match 'NonInteractive'
        (Get-PlatformRoot $root).Trusted | Should -BeFalse
    }

    It 'can be denied again' {
        $null = Approve-PlatformRoot $root -Confirm:$false
        (Deny-PlatformRoot $root).Trusted | Should -BeFalse
        $null = Test-PlatformHost -Root $root
        $mark | Should -Not -Exist
    }

    It 'is shown with all its words' {
        $text = Get-PlatformRoot $root | Out-String -Width 200
        $text | Should -Match 'False\s+host alpha\s+.*reach --via bastion'
    }
}
