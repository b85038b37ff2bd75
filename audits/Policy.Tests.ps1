# The rules of policy find nothing high or worse that nobody accepted. No host is asked.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '', Justification = 'used in the blocks below')]
param([string] $Root, [string[]] $HostName = '*', [string[]] $Tier = '*', [int] $MaxAuditAgeDays = 365)

BeforeDiscovery {
    . "$PSScriptRoot/Fleet.ps1"
    $script:cases = Get-ModuleCase $Root $HostName $Tier | Confirm-Case $HostName $Tier
}

Describe '<Id>' -ForEach $cases -Tag Policy {
    It 'has no open finding of policy that is high or worse' {
        # A compose file that is missing was not judged, which fails, too.
        $found = $Module | Test-PlatformPolicy -ErrorAction Stop
        $found | Where-Object { $_.Severity -in 'High', 'Critical' -and $_.Certainty -eq 'Yes' } | ForEach-Object { "$_" } | Should -BeNullOrEmpty
    }
}
