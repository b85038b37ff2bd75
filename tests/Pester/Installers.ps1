# Dot-sourced by the suite of the packages: what installs a module from a folder of packages, and a user to install it for.

# The beginnings of scripts for Invoke-NewUser.
function Get-Installer {
    @{
        From      = 'Microsoft.PowerShell.PSResourceGet'
        Install   = 'Install-PSResource'
        Register  = 'Register-PSResourceRepository -Name $repository -Uri $packages -Trusted'
        Find      = 'Find-PSResource'
        FindBy    = 'Name *', 'Tag Docker'
        Uninstall = 'Uninstall-PSResource Platform -Scope CurrentUser -Version'
    }
    @{
        From      = 'PowerShellGet'
        Install   = 'Install-Module'
        Register  = 'Register-PSRepository -Name $repository -SourceLocation $packages -InstallationPolicy Trusted'
        Find      = 'Find-Module'
        FindBy    = 'Name *', 'Tag Docker', 'Command Get-PlatformDrift'
        Uninstall = 'Uninstall-Module Platform -RequiredVersion'
    }
}

# Why one of them cannot be tried here; nothing where it can.
function Get-Obstacle([string] $From) {
    if ($IsWindows) { 'Windows has no variable that moves the folder of a user''s modules' }
    elseif (-not (Get-Module $From -ListAvailable)) { "this pwsh has no $From" }
}

# Runs a script in a pwsh of a user whose home is that folder, so that neither the developer's repositories nor modules are
# changed. $repository is a name for the folder $packages; a warning is an error.
function Invoke-NewUser([string] $UserHome, [string] $Packages, [string] $Script) {
    $changed = @{
        HOME = $UserHome; XDG_DATA_HOME = $null; XDG_CONFIG_HOME = $null; XDG_CACHE_HOME = $null
        PSModulePath = "$UserHome/.local/share/powershell/Modules" + [IO.Path]::PathSeparator + $env:PSModulePath
    }
    $before = @{}
    foreach ($name in $changed.Keys) {
        $before[$name] = [Environment]::GetEnvironmentVariable($name)
        [Environment]::SetEnvironmentVariable($name, $changed[$name])
    }
    try {
        Invoke-Fresh @"
`$repository = 'packages-$(Split-Path $UserHome -Leaf)'
`$packages = '$($Packages -replace "'", "''")'
`$WarningPreference = 'Stop'
`$ProgressPreference = 'SilentlyContinue'
$Script
"@
    } finally {
        foreach ($name in $before.Keys) { [Environment]::SetEnvironmentVariable($name, $before[$name]) }
    }
}
