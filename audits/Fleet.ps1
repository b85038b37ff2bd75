# Dot-sourced by each audit: the module, and the fleet that is audited. All audits take the same parameters, so that one
# container of Pester can carry them to the whole folder.

if (-not (Get-Module Platform)) {
    # In a checkout its own build; elsewhere the one that is installed.
    $built = Test-Path "$PSScriptRoot/../bin/module/Platform.psm1"
    Import-Module $(if ($built) { "$PSScriptRoot/../Platform.psd1" } else { 'Platform' })
}

# A root that nobody names is found as the cmdlets find it.
function Get-RootArgument([string] $Root) {
    if ($Root) { @{ Root = $Root } } else { @{} }
}

# One case for each module that is meant. Manifests with errors give none: an audit of its own is about them.
function Get-ModuleCase([string] $Root, [string[]] $HostName, [string[]] $Tier) {
    $at = Get-RootArgument $Root
    Get-PlatformModule @at -HostName $HostName -Tier $Tier -ErrorAction SilentlyContinue |
        ForEach-Object { @{ Id = $_.Id; Module = $_ } }
}

# Passes cases on. An audit of nothing fails, whatever Pester makes of no cases: version 5 passes in silence, version 6 throws.
function Confirm-Case([string[]] $HostName, [string[]] $Tier) {
    $cases = @($input)
    if (-not $cases) { throw "no module to audit: HostName '$HostName', Tier '$Tier'; Test-PlatformManifest tells which manifests are invalid" }
    $cases
}
