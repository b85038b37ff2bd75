# Every example of the help, run in a copy of the sample fleet of its own.

BeforeDiscovery {
    . "$PSScriptRoot/Common.ps1"
    . "$PSScriptRoot/Examples.ps1"
    . "$PSScriptRoot/Hosts.ps1"
    $script:down = Get-HostObstacle

    $script:examples = Get-ChildItem "$RepositoryRoot/docs/cmdlets" -Filter *-*.md | ForEach-Object { Get-PageExample $_ }
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    . "$PSScriptRoot/Examples.ps1"

    # A journal is only read, so that one does for all. Not on TestDrive, which is emptied after each Describe.
    $script:withJournal = Join-Path ([IO.Path]::GetTempPath()) "platform-journal-$PID"
    $script:before = $PSStyle.OutputRendering, $env:PSModulePath, $env:NO_COLOR, $env:PATH
    $PSStyle.OutputRendering = 'PlainText'
    # For the examples that start a pwsh of their own, and import the module by its name there. A pwsh of a package may have
    # no program for PATH.
    $null = New-Item -ItemType Directory "$TestDrive/installed"
    if ($PwshCommand.Count -gt 1 -and -not $IsWindows) {
        $words = $PwshCommand.ForEach({ "'$($_ -replace "'", "'\''")'" })
        $null = New-StandIn "$TestDrive/pwsh" "exec $words `"`$@`""
        $env:PATH = (Resolve-Path $TestDrive).ProviderPath + [IO.Path]::PathSeparator + $env:PATH
    }
    $null = New-Item -ItemType SymbolicLink "$TestDrive/installed/Platform" -Target $RepositoryRoot
    $env:PSModulePath = (Resolve-Path "$TestDrive/installed").ProviderPath + [IO.Path]::PathSeparator + $env:PSModulePath
    $env:NO_COLOR = '1'

    # The sample's hosts are recorded. Where an example needs ones that answer, all of them do.
    function Use-AnsweringHost([string] $Root) {
        $ssh = New-AnsweringSsh "$Root-ssh"
        Set-Content "$Root/hosts.yaml" @"
schema_version: 1
hosts:
  rs2000: { transport: ssh, destination: x, ssh_command: ['$ssh'] }
  vps1000: { transport: ssh, destination: x, ssh_command: ['$ssh'] }
"@
    }

    # The sample fleet on the test hosts, with honcho-api a release behind; where a journal is read, after a plan was applied.
    function Get-LiveRoot([string] $Path, [switch] $Applied) {
        $said = & "$RepositoryRoot/tests/hosts/live-root" $Path 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$said"
        $said = & "$RepositoryRoot/tests/hosts/deploy" $Path 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$said"
        if ($Applied) {
            $plan = New-PlatformPlan honcho-api -Root $Path
            ($plan | Invoke-PlatformApply -Root $Path -Approved $plan.Id -Confirm:$false).Status | Should -Be 'Applied', 'Applied'
        }
        $Path
    }
}

AfterAll {
    Remove-Item -LiteralPath $withJournal -Recurse -Force -ErrorAction Ignore
    $PSStyle.OutputRendering, $env:PSModulePath, $env:NO_COLOR, $env:PATH = $before
}

Describe 'The help of <Page>' -ForEach ($examples | ForEach-Object { $_ + @{ Down = $script:down } }) {
    It '<Title>' -Skip:($IsWindows -and $Page -eq 'Save-PlatformSnapshot') {
        $place = Join-Path (Resolve-Path $TestDrive).ProviderPath ([guid]::NewGuid())
        $isLive = $Page -in 'Invoke-PlatformApply', 'Get-PlatformJournal'
        if ($isLive -and $Down) { Set-ItResult -Skipped -Because $Down }
        $root = if (-not $isLive) { New-SampleRoot $place }
        elseif ($Page -eq 'Invoke-PlatformApply') { Get-LiveRoot $place }
        elseif (Test-Path $withJournal) { $withJournal }
        else { Get-LiveRoot $withJournal -Applied }
        if ($Page -eq 'Save-PlatformSnapshot') { Use-AnsweringHost $root }

        if ($Code -match 'policy-baseline\.json') { & "$RepositoryRoot/bin/platformctl" policy --json --root $root | Set-Content "$root/policy-baseline.json" }

        $isAccess = $Page -match 'Access|Capability'
        if ($isAccess) {
            # State of its own, and an operator whose key lies in the root that the example runs in.
            $env:XDG_STATE_HOME, $env:XDG_CONFIG_HOME = "$place-state", "$place-config"
            $null = New-Item -ItemType Directory "$place-config/platform"
            & ssh-keygen -q -t ed25519 -N '' -C operator -f "$root/operator_key"
            Set-Content "$place-config/platform/operators" "operator $(Get-Content "$root/operator_key.pub")"
        }

        try { $result = Invoke-Example $Code $root }
        finally { if ($isAccess) { $env:XDG_STATE_HOME, $env:XDG_CONFIG_HOME = $null, $null } }

        $result.Errors | Should -BeNullOrEmpty
        if ($Output) { ConvertTo-PlainLine $result.Text | Should -Match (ConvertTo-OutputPattern $Output) }
        elseif ($Code -notmatch '-WhatIf') { $result.Text.Trim() | Should -BeNullOrEmpty }
    }
}

Describe 'What an example needs' {
    It 'is said by <Page>, <Title>, where that is a live host' -ForEach ($examples | Where-Object { $_.Page -in 'Invoke-PlatformApply', 'Get-PlatformJournal', 'Save-PlatformSnapshot' }) {
        # What only shows what would be written connects to nobody; what would be applied is checked on the host first.
        $needs = $Page -ne 'Save-PlatformSnapshot' -or $Code -notmatch '-WhatIf'
        $Text -match 'live host' | Should -Be $needs
    }
}
