#!/usr/bin/env pwsh
#Requires -Version 7.6
<#
.SYNOPSIS
Compares the whole fleet with its hosts, keeps what was found, and exits non-zero on drift. For cron or a systemd timer.
.DESCRIPTION
Exit codes are those of platformctl drift-check: 0 nothing has drifted, 2 something has, 5 no host was reached, 8 something
was not compared. Standard output is the summary that a timer mails; the whole is written below -Keep.
.EXAMPLE
./examples/Invoke-NightlyAudit.ps1 -Root /srv/platform -Keep /var/lib/platform-audit
#>
[CmdletBinding()]
param(
    # The platform root; found as the cmdlets find it where none is named.
    [string] $Root,

    # A folder that gets a file for each run.
    [string] $Keep = '.'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module Platform

$at = if ($Root) { @{ Root = $Root } } else { @{} }
# A host that does not answer is an error, and the audit of the others goes on.
$drift = Get-PlatformDrift @at -ErrorAction Continue

$null = New-Item -ItemType Directory -Path $Keep -Force
$drift | ConvertTo-Json -Depth 6 -EnumsAsStrings |
    Set-Content (Join-Path $Keep "drift-$([DateTimeOffset]::UtcNow.ToString('yyyyMMddTHHmmssZ')).json")

$drift | Group-Object Status -NoElement | Sort-Object Name | ForEach-Object { "$($_.Name): $($_.Count)" }
$drift | Where-Object Status -EQ Drifted | ForEach-Object { "  $($_.Host) $($_.Module ?? $_.Live.Containers.ContainerName): $($_.Difference)" }

if ($drift | Where-Object { $_.NotCompared.Count -gt 0 }) { exit $(if ($drift.ObservedAt) { 8 } else { 5 }) }
if ('Drifted' -in $drift.Status) { exit 2 }
exit 0
