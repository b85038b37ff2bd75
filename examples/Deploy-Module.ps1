#!/usr/bin/env pwsh
#Requires -Version 7.6
<#
.SYNOPSIS
Brings one module to what the root declares: plans, shows the plan, and applies it when somebody has approved it.
.DESCRIPTION
Without -Approved the plan is written and shown, and nothing else is done: hand its id to whoever approves. Called again with
that id it is applied. Exit codes: 0 in sync or applied, 1 not approved yet or refused, 8 applied and not
compared wholly after it, 9 failed and put back.
.EXAMPLE
./examples/Deploy-Module.ps1 honcho-api
.EXAMPLE
./examples/Deploy-Module.ps1 honcho-api -Approved 0de8747bff3baea3b998ab3a400e36d20363f07dd853b6af8b50123fae36d5cf
#>
[CmdletBinding()]
param(
    [Parameter(Mandatory, Position = 0)] [string] $Module,

    # Id of the plan that was approved.
    [string] $Approved,

    # Where the plan waits for its approval.
    [string] $Path = "$Module.plan.json",

    # The platform root; found as the cmdlets find it where none is named.
    [string] $Root,

    # Lets the plan touch a module that holds data.
    [switch] $AllowStateful
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module Platform

$at = if ($Root) { @{ Root = $Root } } else { @{} }
if (-not $Approved) {
    $plan = New-PlatformPlan $Module @at -OutFile $Path
    if (-not $plan.Changes -and -not $plan.Blocked) {
        "$Module is in sync"
        exit 0
    }
    $plan.Changes | Format-List Number, Action, From, To, Reasons, Command
    $plan.Blocked | ForEach-Object { "not planned: $($_.Message)" }
    "to apply it: $PSCommandPath $Module -Approved $($plan.Id)"
    exit 1
}

# What is refused or put back is told, and decides the exit code below.
$results = @(Invoke-PlatformApply $Path @at -Approved $Approved -AllowStateful:$AllowStateful -Confirm:$false -ErrorAction Continue)
$results | Format-Table Number, Action, Status, Message, NotCompared
$states = @($results | ForEach-Object Status)
if ($states -match 'RolledBack|Failed|InDoubt') { exit 9 }
if (-not $states -or $states -contains 'NotAttempted') { exit 1 }

Get-PlatformDrift $Module @at
if ($results | Where-Object NotCompared) { exit 8 }
exit 0
