<#
.SYNOPSIS
Runs one Pester file, and tells what failed and what was skipped in a form for another test runner.
.DESCRIPTION
Exit codes: 0 all passed, 1 some failed, 77 all were skipped; the output says why.
#>
param(
    [Parameter(Mandatory)] [string] $Path,
    [version] $PesterVersion = '6.2.0'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'

if ($PSVersionTable.PSVersion -lt [version] '7.6') { throw "PowerShell 7.6 is needed; this is $($PSVersionTable.PSVersion)" }
Import-Module Pester -RequiredVersion $PesterVersion
$run = Invoke-Pester -Configuration @{
    Run    = @{ Path = $Path; PassThru = $true }
    Output = @{ Verbosity = 'None' }
}

foreach ($test in $run.Failed) {
    "FAILED $($test.ExpandedPath)"
    $test.ErrorRecord | ForEach-Object { "  $($_.Exception.Message)"; "  $($_.ScriptStackTrace.Split("`n")[0])" }
}
foreach ($block in @($run.FailedBlocks) + @($run.FailedContainers)) {
    "FAILED $($block.Name)"
    $block.ErrorRecord | ForEach-Object { "  $($_.Exception.Message)" }
}
foreach ($test in $run.Skipped) {
    $reason = $test.ErrorRecord | ForEach-Object { $_.TargetObject.Message -replace '^is skipped, because ', ': ' }
    "skipped $($test.ExpandedPath)$reason"
}
"$($run.PassedCount) passed, $($run.FailedCount) failed, $($run.SkippedCount) skipped"

if ($run.Result -ne 'Passed' -or $run.TotalCount -eq 0) { exit 1 }
if ($run.PassedCount -eq 0) { exit 77 }
