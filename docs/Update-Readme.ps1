#!/usr/bin/env pwsh
<#
.SYNOPSIS
Puts into README what its commands print.
.DESCRIPTION
A block of README below one of these lines shows what the code in that line prints:

    <!-- printed by: CODE -->                          in a copy of the sample fleet
    <!-- printed by, with no module declared: CODE --> in a copy without modules/, which keeps what earlier blocks wrote

A block that differs in the age of a snapshot alone stays as it is. Run `dotnet build` first.
.EXAMPLE
./docs/Update-Readme.ps1
.EXAMPLE
./docs/Update-Readme.ps1 -Check
Changes nothing, and gives the blocks that show something else.
#>
[CmdletBinding()]
param(
    [string] $Path = "$PSScriptRoot/../README.md",

    # Give the blocks that differ (Code, Shown, Printed), and change nothing.
    [switch] $Check
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

$repository = (Resolve-Path "$PSScriptRoot/..").ProviderPath
$marked = [regex] '(?m)^<!-- printed by(?<bare>, with no module declared)?: (?<code>.+?) -->\n```(?<language>\w*)\n(?<shown>(?:(?!```).*\n)*)```$'

# A copy, for what blocks write.
function Copy-SampleFleet([string] $Folder, [switch] $Bare) {
    $null = New-Item -ItemType Directory -Path $Folder
    Copy-Item "$repository/compose", "$repository/observations", "$repository/policies", "$repository/hosts.yaml" $Folder -Recurse
    if ($Bare) { $null = New-Item -ItemType Directory -Path "$Folder/modules" }
    else { Copy-Item "$repository/modules" $Folder -Recurse }
}

# What a command prints: a program's lines as they are, objects as a terminal of 80 columns shows them.
function Get-Printed([string] $Code, [string] $Root) {
    $session = [powershell]::Create()
    try {
        $null = $session.AddScript('param($repository, $root) Import-Module "$repository/Platform.psd1"; Set-Location -LiteralPath $root; $PSStyle.OutputRendering = "PlainText"; Set-Alias platformctl (Get-Command "$repository/bin/platformctl").Source').
            AddParameters(@{ repository = $repository; root = $Root }).Invoke()
        $session.Commands.Clear()
        # README shows no errors: one is a fault of the line.
        $said = $session.AddScript("`$said = @(. { $Code } 2>&1); if (`$bad = `$said.Where({ `$_ -is [Management.Automation.ErrorRecord] })) { throw ""`$bad"" }; if (`$said.Where({ `$_ -isnot [string] })) { `$said | Out-String -Width 80 } else { `$said -join ""``n"" }").Invoke() -join ''
    }
    catch { throw "'$Code' ended with an error: $($_.Exception.InnerException.Message)" }
    finally { $session.Dispose() }
    $lines = $said -split '\r?\n' | ForEach-Object TrimEnd
    ($lines -join "`n").Trim("`n") + "`n"
}

# The snapshots of the sample fleet grow older from day to day.
function Remove-Age([string] $Text) { $Text -replace '\b\d+ \w+ (?=ago\b|old\b)', 'N ' }

$before = $env:PLATFORM_ROOT, $env:NO_COLOR
$scene = Join-Path ([IO.Path]::GetTempPath()) "platform-readme-$([guid]::NewGuid())"
try {
    $env:PLATFORM_ROOT, $env:NO_COLOR = $null, '1'
    $null = New-Item -ItemType Directory -Path $scene
    Copy-SampleFleet "$scene/fleet"
    Copy-SampleFleet "$scene/bare" -Bare

    $text = [IO.File]::ReadAllText((Resolve-Path -LiteralPath $Path).ProviderPath)
    $blocks = $marked.Matches($text)
    if ($blocks.Count -eq 0) { throw "$Path has no line '<!-- printed by: CODE -->' with a block below it." }

    $different = foreach ($block in $blocks) {
        $shown = $block.Groups['shown'].Value
        $printed = Get-Printed $block.Groups['code'].Value ($block.Groups['bare'].Success ? "$scene/bare" : "$scene/fleet")
        if ((Remove-Age $shown) -cne (Remove-Age $printed)) {
            [pscustomobject]@{ Code = $block.Groups['code'].Value; Shown = $shown; Printed = $printed; Place = $block.Groups['shown'] }
        }
    }

    if ($Check) { $different | Select-Object Code, Shown, Printed }
    else {
        # From the last, so that places before it stay right.
        foreach ($block in @($different | Sort-Object { $_.Place.Index } -Descending)) {
            $text = $text.Remove($block.Place.Index, $block.Place.Length).Insert($block.Place.Index, $block.Printed)
        }
        if ($different) { [IO.File]::WriteAllText((Resolve-Path -LiteralPath $Path).ProviderPath, $text) }
    }
}
finally {
    $env:PLATFORM_ROOT, $env:NO_COLOR = $before
    Remove-Item -LiteralPath $scene -Recurse -Force -ErrorAction Ignore
}
