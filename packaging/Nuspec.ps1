# Dot-sourced by pack.ps1: what a package says of itself.

# The words that Publish-Module would write, so that Find-Module and Find-Command find the module by its cmdlets.
function ConvertTo-Nuspec {
    param([Parameter(Mandatory)] [string] $Manifest)

    $data = Import-PowerShellDataFile -LiteralPath $Manifest
    $cmdlets = $data.CmdletsToExport
    $tags = @('PSModule') + $data.PrivateData.PSData.Tags + 'PSIncludes_Cmdlet' + $cmdlets.ForEach({ "PSCmdlet_$_"; "PSCommand_$_" })
    $escaped = @{}
    foreach ($entry in @{
            id = [IO.Path]::GetFileNameWithoutExtension($Manifest); version = $data.ModuleVersion; authors = $data.Author; owners = $data.CompanyName
            description = $data.Description; releaseNotes = $data.PrivateData.PSData.ReleaseNotes; copyright = $data.Copyright; tags = $tags -join ' '
        }.GetEnumerator()) { $escaped[$entry.Key] = [Security.SecurityElement]::Escape($entry.Value) }

    @"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
  <metadata>
    <id>$($escaped.id)</id>
    <version>$($escaped.version)</version>
    <authors>$($escaped.authors)</authors>
    <owners>$($escaped.owners)</owners>
    <requireLicenseAcceptance>false</requireLicenseAcceptance>
    <license type="expression">MIT</license>
    <readme>README.md</readme>
    <description>$($escaped.description)</description>
    <releaseNotes>$($escaped.releaseNotes)</releaseNotes>
    <copyright>$($escaped.copyright)</copyright>
    <tags>$($escaped.tags)</tags>
  </metadata>
  <files>
    <file src="**" target="" />
  </files>
</package>
"@
}
