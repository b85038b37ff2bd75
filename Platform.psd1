@{
    RootModule           = 'bin/module/Platform.psm1'
    ModuleVersion        = '0.1.0'
    GUID                 = 'b0bf0dac-1808-4617-9e0b-beac84fa0d46'
    Author               = 'The Platform for PowerShell authors'
    CompanyName          = 'Platform for PowerShell'
    Copyright            = 'Copyright (c) 2026 The Platform for PowerShell authors. MIT licence.'
    Description          = 'Finds out which services of a fleet of Docker Compose hosts do not run what their manifests declare: reads manifests, asks each host once over ssh, and reports the drift as objects.'

    PowerShellVersion    = '7.6'
    CompatiblePSEditions = @('Core')

    FormatsToProcess     = @(
        'formats/Platform.format.ps1xml'
        'formats/Platform.Plans.format.ps1xml'
        'formats/Platform.Trust.format.ps1xml'
        'formats/Platform.Policy.format.ps1xml'
        'formats/Platform.Editing.format.ps1xml'
        'formats/Platform.Readiness.format.ps1xml'
        'formats/Platform.Registries.format.ps1xml'
        'formats/Platform.Adopting.format.ps1xml'
        'formats/Platform.Review.format.ps1xml'
        'formats/Platform.Access.format.ps1xml'
        'formats/Platform.Reporting.format.ps1xml'
    )
    TypesToProcess       = @(
        'formats/Platform.types.ps1xml'
        'formats/Platform.Plans.types.ps1xml'
        'formats/Platform.Policy.types.ps1xml'
        'formats/Platform.Editing.types.ps1xml'
        'formats/Platform.Readiness.types.ps1xml'
        'formats/Platform.Registries.types.ps1xml'
        'formats/Platform.Adopting.types.ps1xml'
        'formats/Platform.Review.types.ps1xml'
        'formats/Platform.Access.types.ps1xml'
        'formats/Platform.Reporting.types.ps1xml'
    )

    FunctionsToExport    = @()
    AliasesToExport      = @()
    VariablesToExport    = @()
    CmdletsToExport      = @(
        'Approve-PlatformAccess'
        'Approve-PlatformRoot'
        'Compare-PlatformSnapshot'
        'Deny-PlatformAccess'
        'Deny-PlatformRoot'
        'Export-PlatformReport'
        'Get-PlatformAccess'
        'Get-PlatformAccessLog'
        'Get-PlatformCapability'
        'Get-PlatformContainer'
        'Get-PlatformDrift'
        'Get-PlatformHost'
        'Get-PlatformJournal'
        'Get-PlatformModule'
        'Get-PlatformPlan'
        'Get-PlatformPolicyRule'
        'Get-PlatformReadiness'
        'Get-PlatformRoot'
        'Invoke-PlatformAccess'
        'Invoke-PlatformApply'
        'Invoke-PlatformReview'
        'Merge-PlatformReport'
        'Merge-PlatformReview'
        'New-PlatformModule'
        'New-PlatformPlan'
        'Request-PlatformAccess'
        'Resolve-PlatformImage'
        'Revoke-PlatformAccess'
        'Save-PlatformSnapshot'
        'Test-PlatformHost'
        'Test-PlatformManifest'
        'Test-PlatformPolicy'
        'Update-PlatformManifest'
    )

    PrivateData          = @{
        PSData = @{
            LicenseUri   = 'https://spdx.org/licenses/MIT.html'
            Tags         = @('Docker', 'Compose', 'Drift', 'SSH', 'Operations', 'PSEdition_Core', 'Linux', 'MacOS', 'Windows')
            ReleaseNotes = 'See CHANGELOG.md.'
        }
    }
}
