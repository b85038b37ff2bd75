#!/usr/bin/env pwsh
<#
.SYNOPSIS
Makes what is shipped: the module as a folder and as a package, platformctl as a .NET tool and as an archive.
.DESCRIPTION
    out/Platform/VERSION/                  the module, to be copied to a folder of PSModulePath
    out/repository/Platform.VERSION.nupkg  the same as a package, for Install-PSResource or Install-Module from that folder
    out/platformctl.VERSION.nupkg          for dotnet tool install
    out/platformctl-VERSION-RID.tar.gz     to be unpacked and run on one platform, as native code of it

The version is that of Directory.Build.props. All but the archive is for every platform.
.EXAMPLE
./pack.ps1
.EXAMPLE
./pack.ps1 -RuntimeIdentifier linux-arm64 -Destination /tmp/packages
#>
[CmdletBinding()]
param(
    # Where it all goes. What is there of the same version is replaced.
    [string] $Destination = "$PSScriptRoot/out",

    # The platform of the archive, for which this machine needs a linker; that of the SDK where none is named.
    [string] $RuntimeIdentifier
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $true

. "$PSScriptRoot/packaging/Module.ps1"
. "$PSScriptRoot/packaging/Nuspec.ps1"

$null = New-Item -ItemType Directory -Path $Destination -Force
$Destination = (Resolve-Path -LiteralPath $Destination).ProviderPath
# Apart from bin/ and obj/, which belong to `dotnet build`.
$build = Join-Path $Destination 'build'

function Get-BuildProperty([string] $Name) { dotnet msbuild "$PSScriptRoot/src/Platform.Cli" "-getProperty:$Name" }

# Runs a command of the SDK and gives nothing; what it says is for people.
function Invoke-Dotnet([string[]] $Arguments) {
    & dotnet @Arguments --artifacts-path $build -c Release -maxcpucount:1 --nologo -v quiet | Out-Host
}

$version = Get-BuildProperty Version
if (-not $RuntimeIdentifier) { $RuntimeIdentifier = Get-BuildProperty NETCoreSdkRuntimeIdentifier }

$published = "$build/publish/Platform.PowerShell/release"
if (Test-Path $published) { Remove-Item $published -Recurse }
Invoke-Dotnet 'publish', "$PSScriptRoot/src/Platform.PowerShell"
$module = New-ModuleFolder -Repository $PSScriptRoot -Published $published -Version $version -Path "$Destination/Platform/$version"

$nuspec = "$build/Platform.nuspec"
ConvertTo-Nuspec -Manifest "$module/Platform.psd1" | Set-Content $nuspec
# In a folder that holds nothing else: Find-PSResource stops at a package that is no module, Find-Module warns of an archive.
$repository = "$Destination/repository"
# The analysis is about packages of libraries, and would have the assemblies below lib/.
Invoke-Dotnet 'pack', "$PSScriptRoot/src/Platform.PowerShell", '--no-build', '-o', $repository,
    "-p:NuspecFile=$nuspec", "-p:NuspecBasePath=$module", '-p:NoPackageAnalysis=true'

Invoke-Dotnet 'pack', "$PSScriptRoot/src/Platform.Cli", '-o', $Destination

$name = "platformctl-$version-$RuntimeIdentifier"
$folder = "$build/archive/$name"
if (Test-Path $folder) { Remove-Item $folder -Recurse }
Invoke-Dotnet 'publish', "$PSScriptRoot/src/Platform.Cli", '-r', $RuntimeIdentifier, '-o', $folder
Copy-Item "$PSScriptRoot/LICENSE", "$PSScriptRoot/README.md", "$PSScriptRoot/CHANGELOG.md" $folder
Copy-Item "$PSScriptRoot/schema" $folder -Recurse
tar -czf "$Destination/$name.tar.gz" -C "$build/archive" $name

Get-Item $module, "$repository/Platform.$version.nupkg", "$Destination/platformctl.$version.nupkg", "$Destination/$name.tar.gz"
