# The audits of audits/, on the sample fleet, each run in a pwsh of its own.

BeforeDiscovery {
    # The build of the tests puts both there: operators have one or the other.
    $script:versions = (Get-ChildItem "$PSScriptRoot/../../bin/test-modules/Pester" -Directory).Name
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    # Gives Pester's result as a table of names and messages.
    function Invoke-Audit([string] $Data = '@{}', [string] $More = '', [string] $Folder = "$RepositoryRoot/audits", [string] $Pester = (Get-Module Pester).Version) {
        $lines = Start-Pwsh -WorkingDirectory $RepositoryRoot -Command @"
Import-Module Pester -RequiredVersion $Pester
`$data = $Data
`$data.MaxAuditAgeDays = 36500
`$c = New-PesterConfiguration
`$c.Run.Container = New-PesterContainer -Path '$Folder' -Data `$data
`$c.Run.PassThru = `$true
`$c.Output.Verbosity = 'None'
$More
`$run = Invoke-Pester -Configuration `$c
[pscustomobject]@{
    Passed  = @(`$run.Passed.ExpandedPath)
    Failed  = @(`$run.Failed | ForEach-Object { @{ Name = `$_.ExpandedName; Path = `$_.ExpandedPath; Message = "`$(`$_.ErrorRecord)" } })
    Skipped = @(`$run.Skipped.ExpandedPath)
    Broken  = @(@(`$run.FailedContainers) + `$run.FailedBlocks | Where-Object { `$_ } | ForEach-Object { "`$(`$_.ErrorRecord)" })
} | ConvertTo-Json -Depth 4
"@
        $lines -join "`n" | ConvertFrom-Json
    }
}

Describe 'Invoke-Pester ./audits on the sample fleet, in Pester <_>' -ForEach $versions {
    BeforeAll {
        $script:files = "$((Resolve-Path $TestDrive).ProviderPath)/junit.xml"
        $script:run = Invoke-Audit -Pester $_ -More "`$c.TestResult.Enabled = `$true; `$c.TestResult.OutputFormat = 'JUnitXml'; `$c.TestResult.OutputPath = '$files'"
    }

    It 'breaks nowhere' {
        $run.Broken | Should -BeNullOrEmpty
    }

    It 'fails where the fleet is not as it should be, and nowhere else, as docs/audits.md says' {
        $run.Failed.Path | Sort-Object | Should -Be @(
            'stirling-pdf.has a smoke test'
            'tailscale.has a smoke test'
            'The hosts.embeddings runs the very image that is declared'
            'The hosts.honcho-api is in sync'
            'The hosts.honcho-api runs the very image that is declared'
        )
        Get-Content "$RepositoryRoot/docs/audits.md" -Raw |
            Should -Match "$($run.Passed.Count) pass, $($run.Failed.Count) fail and $($run.Skipped.Count) are skipped"
    }

    It 'carries the finding in the message' {
        ($run.Failed | Where-Object Name -EQ 'honcho-api is in sync').Message | Should -Match 'IMAGE_TAG_MISMATCH: .*honcho:3\.0\.3, desired is 3\.0\.6'
        ($run.Failed | Where-Object Name -Like 'embeddings*').Message | Should -Match 'digest not proven'
    }

    It 'skips what is external' {
        $run.Skipped | Should -Contain 'The hosts.tailscale is in sync'
    }

    It 'writes JUnit''s form, messages and all' {
        $report = [xml] (Get-Content $files -Raw)
        [int] $report.testsuites.failures | Should -Be $run.Failed.Count
        $report.SelectNodes('//failure/@message').Value -match 'honcho:3\.0\.3' | Should -Not -BeNullOrEmpty
    }
}

Describe 'An audit' {
    It 'is of the hosts and tiers that are named' {
        $run = Invoke-Audit "@{ Root = '$RepositoryRoot'; HostName = 'vps*'; Tier = '0*' }"
        $run.Broken | Should -BeNullOrEmpty
        $run.Passed -match '^The hosts\.\S+ is in sync' | Should -Be @('edge', 'ntfy', 'uptime-kuma' | ForEach-Object { "The hosts.$_ is in sync" })
    }

    It 'asks no host without the tag Live' -Skip:$IsWindows {
        $asked = Join-Path $TestDrive asked
        $ssh = New-StandIn "$TestDrive/ssh" "echo asked >'$asked'; exit 255"
        $root = New-TestRoot "$TestDrive/live" -Module one -Inventory "  alpha: { transport: ssh, destination: x, ssh_command: ['$ssh'] }"
        (Invoke-Audit "@{ Root = '$root' }" '$c.Filter.ExcludeTag = "Live"').Passed | Should -Contain 'The manifest of one.is valid'
        $asked | Should -Not -Exist
        (Invoke-Audit "@{ Root = '$root' }").Failed.Message -match 'HOST_UNREACHABLE' | Should -Not -BeNullOrEmpty
        $asked | Should -Exist
    }

    It 'fails for a manifest that is not valid, with its place' {
        $root = New-TestRoot "$TestDrive/bad" -Module good, bad -Inventory '  alpha: { transport: recorded, snapshot: none.json }'
        (Get-Content "$root/modules/bad/module.yaml" -Raw) -replace 'owner:', 'ovner:' | Set-Content "$root/modules/bad/module.yaml"
        $run = Invoke-Audit "@{ Root = '$root' }" '$c.Filter.Tag = "Manifest"'
        $run.Failed.Path | Should -Be 'The manifest of bad.is valid'
        $run.Failed.Message | Should -Match 'modules/bad/module\.yaml:5:1'
        $run.Passed | Should -Contain 'The manifest of good.is valid'
    }

    It 'fails where no module is meant, and says so, in Pester <_>' -ForEach $versions {
        $run = Invoke-Audit "@{ Root = '$RepositoryRoot'; HostName = 'nowhere' }" -Pester $_
        $run.Passed | Should -BeNullOrEmpty
        $run.Broken | Should -HaveCount 4
        foreach ($message in $run.Broken) { $message | Should -Match "no module to audit: HostName 'nowhere', Tier '\*'" }
    }

    It 'of one''s own is written as docs/audits.md shows' {
        $folder = (New-Item -ItemType Directory "$TestDrive/audits").FullName
        $code = [regex]::Match((Get-Content "$RepositoryRoot/docs/audits.md" -Raw), '(?s)```powershell\n(param\(.*?)\n```').Groups[1].Value
        Copy-Item "$RepositoryRoot/audits/Fleet.ps1" $folder
        Set-Content "$folder/Public.Tests.ps1" $code
        $before = $env:PSModulePath
        $null = New-Item -ItemType SymbolicLink "$TestDrive/installed/Platform" -Target $RepositoryRoot -Force
        $env:PSModulePath = "$((Resolve-Path "$TestDrive/installed").ProviderPath)$([IO.Path]::PathSeparator)$before"
        try { $run = Invoke-Audit -Folder $folder } finally { $env:PSModulePath = $before }
        $run.Broken | Should -BeNullOrEmpty
        $run.Passed | Should -Contain 'edge, which the internet can reach.declares a digest'
    }
}
