# What people wrote down is there, and not too old.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '', Justification = 'used in the blocks below')]
param([string] $Root, [string[]] $HostName = '*', [string[]] $Tier = '*', [int] $MaxAuditAgeDays = 365)

BeforeDiscovery {
    . "$PSScriptRoot/Fleet.ps1"
    $script:cases = Get-ModuleCase $Root $HostName $Tier | Confirm-Case $HostName $Tier
}

Describe '<Id>' -ForEach $cases -Tag Record {
    It "was audited within the last $MaxAuditAgeDays days" {
        if ("$($Module.Runtime.Orchestrator)" -eq 'External') { Set-ItResult -Skipped -Because 'its orchestrator is external' }
        $oldest = [DateTimeOffset]::UtcNow.AddDays(-$MaxAuditAgeDays)
        $Module.Runtime.ImageAuditTs | Should -BeGreaterThan $oldest -Because "image_observed '$($Module.Runtime.ImageObserved)' is of that day"
    }

    It 'has a <What>' -ForEach @{ What = 'runbook'; Property = 'Runbook' }, @{ What = 'smoke test'; Property = 'SmokeTest' } {
        $file = $Module.Operations?.$Property
        $file | Should -Not -BeNullOrEmpty -Because "spec.operations of $Id should name one"
        Get-Content -LiteralPath (Join-Path (Split-Path $Module.Path) $file) -Raw | Should -Not -BeNullOrEmpty
    }
}
