# What the hosts run is what is declared, and is proven to be. Each host is asked once, for all tests together.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '', Justification = 'used in the blocks below')]
param([string] $Root, [string[]] $HostName = '*', [string[]] $Tier = '*', [int] $MaxAuditAgeDays = 365)

BeforeDiscovery {
    . "$PSScriptRoot/Fleet.ps1"
    $script:cases = Get-ModuleCase $Root $HostName $Tier | Confirm-Case $HostName $Tier
}

Describe 'The hosts' -Tag Live, Slow {
    # Not while tests are discovered: a run that leaves this tag out asks no host.
    BeforeAll {
        . "$PSScriptRoot/Fleet.ps1"
        # A host that does not answer fails the tests of its modules, with the reason.
        $all = (Get-ModuleCase $Root $HostName $Tier).Module | Get-PlatformDrift -ErrorAction SilentlyContinue
        $script:drift = @{}
        foreach ($result in $all | Where-Object Module) { $drift[$result.Module] = $result }
        $script:orphans = $all | Where-Object { -not $_.Module }

        function Get-Message($Result, [string[]] $Severity) {
            $Result.Findings | Where-Object Severity -In $Severity | ForEach-Object { "$($_.Code): $($_.Message)" }
        }
    }

    It '<Id> is in sync' -ForEach $cases {
        $result = $drift[$Id]
        if ($result.Status -eq 'Skipped') { Set-ItResult -Skipped -Because 'its orchestrator is external' }
        # What was not compared is not in sync, whatever the reason.
        $severity = if ($result.NotCompared.Count -gt 0) { 'Drift', 'Warning' } else { 'Drift' }
        Get-Message $result $severity | Should -BeNullOrEmpty
    }

    It '<Id> runs the very image that is declared' -ForEach $cases -Tag Digest {
        $result = $drift[$Id]
        if ($result.Status -eq 'Skipped') { Set-ItResult -Skipped -Because 'its orchestrator is external' }
        if ($Module.Runtime.DesiredState -eq 'Stopped') { Set-ItResult -Skipped -Because 'it is stopped on purpose' }
        if ($Module.Runtime.ImageBuild -eq 'Local') { Set-ItResult -Skipped -Because 'its image is built on the host, and no registry knows its digest' }
        "$($result.Live?.Containers.DigestCertainty | Select-Object -Unique)" | Should -Be 'ProvenEqual' -Because ((Get-Message $result Drift, Warning) -join '; ')
    }

    It 'run no container that nobody declares' {
        $orphans | ForEach-Object { Get-Message $_ Drift } | Should -BeNullOrEmpty
    }
}
