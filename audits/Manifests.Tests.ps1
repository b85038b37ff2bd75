# The manifests are valid.
[Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSReviewUnusedParameter', '', Justification = 'used in the blocks below')]
param([string] $Root, [string[]] $HostName = '*', [string[]] $Tier = '*', [int] $MaxAuditAgeDays = 365)

BeforeDiscovery {
    . "$PSScriptRoot/Fleet.ps1"
    # A manifest with errors is no module, and may not even name its host or tier: it is always among the cases.
    $at = Get-RootArgument $Root
    $invalid = (Test-PlatformManifest @at | Where-Object Severity -EQ Error).Module
    $script:cases = @((Get-ModuleCase $Root $HostName $Tier).Id) + $invalid | Where-Object { $_ } | Sort-Object -Unique | ForEach-Object { @{ Id = $_ } } |
        Confirm-Case $HostName $Tier
}

Describe 'The manifest of <Id>' -ForEach $cases -Tag Manifest {
    BeforeAll { . "$PSScriptRoot/Fleet.ps1" }

    It 'is valid' {
        $at = Get-RootArgument $Root
        Test-PlatformManifest $Id @at | Where-Object Severity -EQ Error | ForEach-Object { "$_" } | Should -BeNullOrEmpty
    }
}
