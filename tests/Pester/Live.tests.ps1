# The hosts of tests/hosts. They are put into the state of the sample fleet first.

BeforeDiscovery {
    . "$PSScriptRoot/Hosts.ps1"
    $script:down = Get-HostObstacle
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
}

Describe 'On live hosts, over ssh' -ForEach @{ Down = $script:down } {
    BeforeAll {
        if ($Down) { return }

        # Not the fleet's own answer: the digests of the images differ from machine to machine.
        $live = "$((Resolve-Path $TestDrive).ProviderPath)/live"
        $said = & "$RepositoryRoot/tests/hosts/live-root" $live 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$said"
        $said = & "$RepositoryRoot/tests/hosts/deploy" $live 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$said"
    }

    BeforeEach {
        if ($Down) { Set-ItResult -Skipped -Because $Down }
    }

    It 'Get-PlatformModule | Get-PlatformDrift finds honcho-api, and nothing else' {
        $drifted = Get-PlatformModule -Root $live | Get-PlatformDrift | Where-Object Status -EQ Drifted
        $drifted.Module | Should -Be 'honcho-api'
        $finding = $drifted.Findings | Where-Object Severity -EQ Drift
        $finding.Expected, $finding.Actual | Should -Be '3.0.6', '3.0.3'
        $drifted.SnapshotAge | Should -BeNullOrEmpty
    }

    It 'Test-PlatformHost finds Docker and Compose, and the clock right' {
        $hosts = Test-PlatformHost -Root $live
        $hosts.Reachable | Should -Be $true, $true
        $hosts.DockerVersion | Should -Match '^\d+\.\d+'
        $hosts.ComposeVersion | Should -Match '^v?2\.'
        $hosts | ForEach-Object { [Math]::Abs($_.ClockOffset.TotalSeconds) | Should -BeLessThan 5 }
    }

    It 'Save-PlatformSnapshot writes what gives the same drift without the hosts' {
        $now = Get-PlatformDrift -Root $live
        $null = Get-PlatformHost -Root $live | Save-PlatformSnapshot -Root $live
        Set-Content "$live/hosts.yaml" @'
schema_version: 1
hosts:
  rs2000: { transport: recorded, snapshot: observations/rs2000.json }
  vps1000: { transport: recorded, snapshot: observations/vps1000.json }
'@
        $later = Get-PlatformDrift -Root $live
        Compare-Object $now $later -Property Module, Host, Status, Difference | Should -BeNullOrEmpty
        $later.Count | Should -Be $now.Count
    }
}
