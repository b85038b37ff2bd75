#!/usr/bin/env pwsh
#Requires -Version 7.6
<#
.SYNOPSIS
Compares a fleet from several machines at once, each with a part of the hosts, over PowerShell remoting by ssh.
.DESCRIPTION
Each machine has PowerShell 7.6 as an ssh subsystem, the module Platform, a checkout of the root at -Root and its own ways to the hosts. It looks at
its part of them (-Shard). What comes back are objects with their views, which pipe on. A machine that cannot be reached ends the script
with its error: without its part nothing is the whole.
.EXAMPLE
./examples/Invoke-FleetDrift.ps1 -HostName runner1, runner2 -Root /srv/platform | Where-Object Status -EQ Drifted
.EXAMPLE
./examples/Invoke-FleetDrift.ps1 -HostName runner1, runner2 -Root /srv/platform -OutFile fleet.html
#>
[CmdletBinding()]
param(
    # The machines; each takes a part. As ssh knows them: names, aliases of ssh_config, user@name.
    [Parameter(Mandatory, Position = 0)]
    [string[]] $HostName,

    # The platform root on the machines.
    [Parameter(Mandatory)]
    [string] $Root,

    # A file for the whole instead, in the format that its name ends with; the exit code is then that of platformctl drift-check.
    [string] $OutFile,

    # The name or path by which the machines import the module.
    [string] $Module = 'Platform',

    # Options for ssh: @{ Port = 2222; IdentityFile = '...' }
    [hashtable] $Options = @{}
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
Import-Module $Module

$sessions = @($HostName | ForEach-Object { New-PSSession -HostName $_ -Options $Options })
try {
    $work = @($sessions | ForEach-Object -Begin { $number = 0 } -Process {
            $number++
            Invoke-Command -Session $_ -AsJob -HideComputerName -ArgumentList $Root, $Module, "$number/$($sessions.Count)", ([bool] $OutFile) -ScriptBlock {
                param($root, $module, $shard, $asJson)
                Import-Module $module
                # A host that does not answer is a result of its own, and in the document.
                Get-PlatformDrift -Root $root -Shard $shard -AsJson:$asJson -ErrorAction SilentlyContinue
            }
        })
    $found = $work | Receive-Job -Wait -AutoRemoveJob
}
finally {
    $sessions | Remove-PSSession
}

if (-not $OutFile) { return $found }

$folder = New-Item -ItemType Directory (Join-Path ([IO.Path]::GetTempPath()) (New-Guid))
try {
    $number = 0
    foreach ($document in $found) { Set-Content -LiteralPath "$folder/$((++$number)).json" -Value $document }
    $merged = Merge-PlatformReport -Path "$folder/*.json" -OutFile $OutFile
}
finally {
    Remove-Item -LiteralPath $folder -Recurse
}

exit $merged.ExitCode
