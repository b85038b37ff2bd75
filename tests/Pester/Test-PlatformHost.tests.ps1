BeforeDiscovery {
    $script:isUnix = -not $IsWindows
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
}

Describe 'Test-PlatformHost' {
    It 'reads recorded hosts, and says that they are' {
        $results = Test-PlatformHost -Root $RepositoryRoot | Sort-Object Host
        $results.Host | Should -Be 'rs2000', 'vps1000'
        $results.Reachable | Should -Be $true, $true
        $results[0].Transport | Should -Be 'Recorded'
        $results[0].SnapshotAge | Should -BeGreaterThan ([timespan]::Zero)
        $results[0].ClockOffset | Should -BeNullOrEmpty
    }

    It 'gives an unreachable host as a result with its reason, not as an error' {
        $root = New-TestRoot "$TestDrive/refused" -Module one -Inventory '  alpha: { transport: ssh, destination: 127.0.0.1, port: 9 }'
        $result = Test-PlatformHost -Root $root -ErrorVariable failed
        $failed | Should -BeNullOrEmpty
        $result.Reachable | Should -BeFalse
        $result.Reason | Should -Not -BeNullOrEmpty
        $result.Message | Should -Not -BeNullOrEmpty
        Test-PlatformHost -Root $root -Quiet | Should -BeExactly $false
    }

    It 'says of a recorded host whose snapshot is gone that it is' {
        $root = New-TestRoot "$TestDrive/gone" -Module one -Inventory '  alpha: { transport: recorded, snapshot: gone.json }'
        (Test-PlatformHost alpha -Root $root).Reason | Should -Be 'SnapshotUnreadable'
    }

    It 'writes an error for an unknown host' {
        Test-PlatformHost nix -Root $RepositoryRoot -Quiet -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeExactly $false
        $failed[0].FullyQualifiedErrorId | Should -Be 'HostNotFound,Platform.PowerShell.Commands.TestPlatformHostCommand'
    }

    It 'takes hosts, names, modules and drift from the pipeline, each host once' {
        (Get-PlatformHost rs2000 -Root $RepositoryRoot | Test-PlatformHost).Host | Should -Be 'rs2000'
        ('rs2000' | Test-PlatformHost -Root $RepositoryRoot).Host | Should -Be 'rs2000'
        (Get-PlatformModule honcho-* -Root $RepositoryRoot | Test-PlatformHost -Root $RepositoryRoot).Host | Should -Be 'rs2000'
        (Get-PlatformDrift honcho-* -Root $RepositoryRoot | Test-PlatformHost -Root $RepositoryRoot).Host | Should -Be 'rs2000'
    }
}

Describe 'Test-PlatformHost over a stand-in for ssh' -Skip:(-not $isUnix) {
    BeforeAll {
        $ssh = New-AnsweringSsh "$TestDrive/ssh"
        $script:root = New-TestRoot "$TestDrive/answering" -Module one -Inventory "  alpha: { transport: ssh, destination: x, ssh_command: ['$ssh'] }"
    }

    It 'tells versions, latency and the clock' {
        $result = Test-PlatformHost -Root $root
        $result.Reachable | Should -BeTrue
        $result.DockerVersion | Should -Be '28.2.2'
        $result.ComposeVersion | Should -Be '2.36.0'
        $result.Latency | Should -BeGreaterThan ([timespan]::Zero)
        [Math]::Abs($result.ClockOffset.TotalSeconds) | Should -BeLessThan 3
        Test-PlatformHost -Root $root -Quiet | Should -BeExactly $true
    }

    It 'says with -Verbose who is asked, and how' {
        $said = Test-PlatformHost -Root $root -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        "$said" | Should -Match 'alpha: asking over ssh: .*ssh x'
    }
}
