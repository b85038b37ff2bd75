# Every example of the help, run in a copy of the sample fleet of its own.

BeforeDiscovery {
    . "$PSScriptRoot/Common.ps1"
    . "$PSScriptRoot/Examples.ps1"

    $script:examples = Get-ChildItem "$RepositoryRoot/docs/cmdlets" -Filter *-*.md | ForEach-Object { Get-PageExample $_ }
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    . "$PSScriptRoot/Examples.ps1"

    $script:before = $PSStyle.OutputRendering, $env:PSModulePath, $env:NO_COLOR
    $PSStyle.OutputRendering = 'PlainText'
    # For the examples that start a pwsh of their own, and import the module by its name there.
    $null = New-Item -ItemType Directory "$TestDrive/installed"
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
}

AfterAll {
    $PSStyle.OutputRendering, $env:PSModulePath, $env:NO_COLOR = $before
}

Describe 'The help of <Page>' -ForEach $examples {
    It '<Title>' -Skip:($IsWindows -and $Page -eq 'Save-PlatformSnapshot') {
        $root = New-SampleRoot (Join-Path $TestDrive ([guid]::NewGuid()))
        if ($Page -eq 'Save-PlatformSnapshot') { Use-AnsweringHost $root }

        $result = Invoke-Example $Code $root

        $result.Errors | Should -BeNullOrEmpty
        if ($Output) { ConvertTo-PlainLine $result.Text | Should -Match (ConvertTo-OutputPattern $Output) }
        elseif ($Code -notmatch '-WhatIf') { $result.Text.Trim() | Should -BeNullOrEmpty }
    }
}
