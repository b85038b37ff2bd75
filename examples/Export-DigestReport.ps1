#!/usr/bin/env pwsh
#Requires -Version 7.6
<#
.SYNOPSIS
Writes which image each module should run and does run, and whether the digest is proven, as a CSV file.
.EXAMPLE
./examples/Export-DigestReport.ps1 -Path digests.csv
.EXAMPLE
./examples/Export-DigestReport.ps1 -HostName rs2000 -Path rs2000.csv
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory)] [string] $Path,

    # The platform root; found as the cmdlets find it where none is named.
    [string] $Root,

    [string[]] $HostName = '*'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module Platform

$at = if ($Root) { @{ Root = $Root } } else { @{} }
Get-PlatformModule @at -HostName $HostName | Get-PlatformDrift -ErrorAction Continue |
    Where-Object { $_.Module -and $_.Status -ne 'Skipped' } |
    Sort-Object Host, Module |
    Select-Object Host, Module, Status, DesiredImage,
        @{ Name = 'DesiredDigest'; Expression = { $_.Desired.Digest } },
        RecordedImage, LiveImage,
        @{ Name = 'LiveDigests'; Expression = { $_.Live?.Containers.Digests -join ' ' } },
        @{ Name = 'Proof'; Expression = { $_.Live?.Containers.DigestCertainty -join ' ' } } |
    Export-Csv -LiteralPath $Path
Get-Item -LiteralPath $Path
