BeforeDiscovery {
    $script:isUnix = -not $IsWindows
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
}

Describe 'Get-PlatformDrift on the sample fleet' {
    It 'finds the known case: honcho-api is declared 3.0.6 and runs 3.0.3' {
        Push-Location $RepositoryRoot
        try { $drifted = Get-PlatformModule | Get-PlatformDrift | Where-Object Status -EQ Drifted } finally { Pop-Location }
        $drifted.Module | Should -Be 'honcho-api'
        $finding = $drifted | Select-Object -ExpandProperty Findings | Where-Object Severity -EQ Drift
        $finding.Code | Should -Be 'IMAGE_TAG_MISMATCH'
        $finding.Expected | Should -Be '3.0.6'
        $finding.Actual | Should -Be '3.0.3'
        $drifted.Difference | Should -Be 'image.tag: expected 3.0.6, actual 3.0.3'
    }

    It 'keeps desired, recorded and live apart' {
        $drift = Get-PlatformDrift honcho-api -Root $RepositoryRoot
        $drift.DesiredImage | Should -Be 'ghcr.io/plastic-labs/honcho:3.0.6'
        $drift.RecordedImage | Should -Be (Get-PlatformModule honcho-api -Root $RepositoryRoot).Runtime.ImageObserved
        $drift.LiveImage | Should -Be 'ghcr.io/plastic-labs/honcho:3.0.3'
    }

    It 'shows external modules as skipped' {
        (Get-PlatformDrift -Root $RepositoryRoot | Where-Object Status -EQ Skipped).Module | Should -Contain 'tailscale'
    }

    It 'gives each module of the root once, where none is named' {
        (Get-PlatformDrift -Root $RepositoryRoot).Module | Sort-Object | Should -Be (Get-PlatformModule -Root $RepositoryRoot).Id
    }

    It 'tells the age of a recorded snapshot' {
        (Get-PlatformDrift redis -Root $RepositoryRoot).SnapshotAge | Should -BeGreaterThan ([timespan]::Zero)
    }

    It 'says with -Verbose which host is read from where' {
        $said = Get-PlatformDrift redis -Root $RepositoryRoot -Verbose 4>&1 | Where-Object { $_ -is [Management.Automation.VerboseRecord] }
        "$said" | Should -Match 'rs2000: reading the recorded snapshot .*rs2000\.json'
    }
}

Describe 'Get-PlatformDrift -FindingCode' {
    It 'gives only what has such a finding, with wildcards and in any case' {
        (Get-PlatformDrift -Root $RepositoryRoot -FindingCode IMAGE_TAG_MISMATCH).Module | Should -Be 'honcho-api'
        (Get-PlatformDrift -Root $RepositoryRoot -Code image_*).Module | Sort-Object | Should -Be 'embeddings', 'honcho-api', 'mirotalk-admin'
    }
}

Describe 'Get-PlatformDrift takes' {
    It 'names, wildcards and arrays' {
        (Get-PlatformDrift honcho-*, redis -Root $RepositoryRoot).Module | Should -Be 'honcho-api', 'honcho-redis', 'redis'
    }

    It 'names from the pipeline' {
        ('redis' | Get-PlatformDrift -Root $RepositoryRoot).Module | Should -Be 'redis'
    }

    It 'rows with a column <_>' -ForEach 'Module', 'Id', 'Name' {
        $rows = $_, 'redis' | ConvertFrom-Csv
        ($rows | Get-PlatformDrift -Root $RepositoryRoot).Module | Should -Be 'redis'
    }

    It 'its own results, to look again' {
        $first = Get-PlatformDrift honcho-api -Root $RepositoryRoot
        ($first | Get-PlatformDrift -Root $RepositoryRoot).Module | Should -Be 'honcho-api'
    }

    It 'modules that were stored and read again' {
        Get-PlatformModule redis -Root $RepositoryRoot | Export-Clixml "$TestDrive/module.xml"
        (Import-Clixml "$TestDrive/module.xml" | Get-PlatformDrift -Root $RepositoryRoot).Module | Should -Be 'redis'
    }

    It 'modules of two roots at once, each with the hosts of its own' {
        $other = New-TestRoot "$TestDrive/other" -Module one -Inventory '  alpha: { transport: recorded, snapshot: none.json }'
        $results = @(Get-PlatformModule redis -Root $RepositoryRoot) + @(Get-PlatformModule -Root $other) |
            Get-PlatformDrift -ErrorAction SilentlyContinue
        $results.Module | Sort-Object | Should -Be 'one', 'redis'
        ($results | Where-Object Module -EQ redis).Status | Should -Be 'InSync'
    }

    It 'an empty pipeline, and gives nothing' {
        @() | Get-PlatformDrift -Root $RepositoryRoot | Should -BeNullOrEmpty
    }
}

Describe 'Get-PlatformDrift and what goes wrong' {
    It 'writes an error for an unknown module, and goes on' {
        $results = Get-PlatformDrift nix, redis -Root $RepositoryRoot -ErrorVariable failed -ErrorAction SilentlyContinue
        $results.Module | Should -Be 'redis'
        $failed[0].FullyQualifiedErrorId | Should -Be 'ModuleNotFound,Platform.PowerShell.Commands.GetPlatformDriftCommand'
    }

    It 'gives the modules of an unreachable host as Unreachable, and one error for the host' {
        $root = New-TestRoot "$TestDrive/refused" -Module one, two -Inventory '  alpha: { transport: ssh, destination: 127.0.0.1, port: 9 }'
        $results = Get-PlatformDrift -Root $root -ErrorVariable failed -ErrorAction SilentlyContinue
        $results.Module | Should -Be 'one', 'two'
        $results.Status | Sort-Object -Unique | Should -Be 'Unreachable'
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'HostUnreachable,Platform.PowerShell.Commands.GetPlatformDriftCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'ConnectionError'
        $failed[0].TargetObject | Should -Be 'alpha'
        $failed[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
        if (Get-Command ssh -CommandType Application -ErrorAction Ignore) { $failed[0].Exception.Reason | Should -Be 'ConnectionRefused' }
    }

    It 'names a host that the inventory lacks' {
        $root = New-TestRoot "$TestDrive/lacking" -Module one -Inventory '  beta: { transport: local }'
        $results = Get-PlatformDrift -Root $root -ErrorVariable failed -ErrorAction SilentlyContinue
        $results.Status | Should -Be 'Unreachable'
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failed[0].ToString() | Should -Match 'hosts\.yaml'
    }

    It 'gives findings that say whose they are, as objects, JSON and CSV' {
        $findings = Get-PlatformDrift honcho-api, mirotalk-admin -Root $RepositoryRoot | Select-Object -ExpandProperty Findings
        $findings | ForEach-Object { "$($_.Module) $($_.Host)" } | Sort-Object -Unique | Should -Be 'honcho-api rs2000', 'mirotalk-admin vps1000'
        ($findings | ConvertTo-Json | ConvertFrom-Json).Module | Sort-Object -Unique | Should -Be 'honcho-api', 'mirotalk-admin'
        ($findings | ConvertTo-Csv | ConvertFrom-Csv).Host | Sort-Object -Unique | Should -Be 'rs2000', 'vps1000'
        ($findings | Format-Table | Out-String -Width 80) | Should -Match '(?m)^honcho-api +Drift +IMAGE_TAG_MISMATCH: home-platform-honcho-api-1'
    }

    It 'says in its table why a module is unverified, as the command line does' {
        $table = Get-PlatformDrift mirotalk-admin -Root $RepositoryRoot | Format-Table | Out-String -Width 80
        $table -replace '\s+', ' ' | Should -Match 'Unverified digest not proven: the image is built locally'
    }

    It 'says what is wrong with a bad inventory' {
        $root = New-TestRoot "$TestDrive/inventory" -Module one -Inventory '  alpha: { transport: pigeon }'
        { Get-PlatformDrift -Root $root } | Should -Throw 'hosts.yaml:3:*' -ErrorId 'InventoryInvalid,Platform.PowerShell.Commands.GetPlatformDriftCommand'
    }

    It 'tells modules a recorded snapshot was not asked for' {
        $root = New-TestRoot "$TestDrive/partial" -Module one -HostName rs2000 -Inventory @"
  rs2000: { transport: recorded, snapshot: observations/rs2000.json }
"@
        Copy-Item "$RepositoryRoot/observations" $root -Recurse
        (Get-Content "$root/modules/one/module.yaml" -Raw) -replace 'compose_file:', "compose_project: elsewhere`n    compose_file:" |
            Set-Content "$root/modules/one/module.yaml"
        $results = Get-PlatformDrift -Root $root -ErrorVariable failed -ErrorAction SilentlyContinue
        ($results | Where-Object Module -EQ one).Status | Should -Be 'Unreachable'
        $failed[0].FullyQualifiedErrorId | Should -Be 'SnapshotIncomplete,Platform.PowerShell.Commands.GetPlatformDriftCommand'
    }
}

Describe 'Get-PlatformDrift over a stand-in for ssh' -Skip:(-not $isUnix) {
    It 'compares what the host says' {
        $ssh = New-AnsweringSsh "$TestDrive/ssh-old" -Image 'example.org/one:0.9'
        $root = New-TestRoot "$TestDrive/answering" -Module one, two -Inventory "  alpha: { transport: ssh, destination: x, ssh_command: ['$ssh'] }"
        $results = Get-PlatformDrift -Root $root
        $results.Status | Sort-Object -Unique | Should -Be 'Drifted'
        $results[0].Difference | Should -BeLike 'image.tag: expected 1.0, actual 0.9; configuration not compared: *'
        $results[1].FindingCodes | Should -Be 'CONTAINER_MISSING'
        $results[0].SnapshotAge | Should -BeNullOrEmpty
    }

    It 'tells containers that no module declares, but only of a whole fleet' {
        $ssh = New-AnsweringSsh "$TestDrive/ssh-orphan"
        $root = New-TestRoot "$TestDrive/orphaned" -Module two, three -Inventory "  alpha: { transport: ssh, destination: x, ssh_command: ['$ssh'] }"
        $whole = Get-PlatformModule -Root $root | Get-PlatformDrift
        ($whole | Where-Object FindingCodes -EQ CONTAINER_ORPHANED).Live.Containers.ContainerName | Should -Be 'home-platform-one-1'
        (Get-PlatformDrift -Root $root).Count | Should -Be $whole.Count
        (Get-PlatformModule two -Root $root | Get-PlatformDrift).Module | Should -Be 'two'
    }

    It 'shows with -Debug the script that the host is sent, and no word of the command that could hold a secret' {
        $sent = Join-Path $TestDrive sent
        $ssh = New-StandIn "$TestDrive/listening" "cat >'$sent'; exit 255"
        $root = New-TestRoot "$TestDrive/debugged" -Module one -Inventory "  alpha: { transport: ssh, destination: x, ssh_command: ['$ssh', '--password=hunter2'] }"
        $said = Get-PlatformDrift -Root $root -Debug -ErrorAction SilentlyContinue 5>&1 | Where-Object { $_ -is [Management.Automation.DebugRecord] }
        $said.Message | Should -Match '^alpha: '
        $shown = (Get-Content $sent -Raw) -replace "`u{1f}", '\u001F' # what a terminal would obey is written out
        $said.Message | Should -BeLike "*$([WildcardPattern]::Escape($shown))"
        $said.Message | Should -Not -Match 'hunter2'
    }

    It 'asks a host once, whatever the number of its modules' {
        $count = Join-Path $TestDrive count
        $ssh = New-StandIn "$TestDrive/counting" "echo x >>'$count'; exit 255"
        $root = New-TestRoot "$TestDrive/counted" -Module one, two, three -Inventory "  alpha: { transport: ssh, destination: x, ssh_command: ['$ssh'] }"
        $null = Get-PlatformModule -Root $root | Get-PlatformDrift -ErrorAction SilentlyContinue
        Get-Content $count | Should -HaveCount 1
    }
}

Describe 'Stopping Get-PlatformDrift' -Skip:(-not $isUnix) {
    BeforeAll {
        $started = Join-Path $TestDrive started
        $slow = New-StandIn "$TestDrive/slow" "echo `$`$ >>'$started'; exec sleep 300"
        $quick = New-AnsweringSsh "$TestDrive/quick"
        $root = New-TestRoot "$TestDrive/slow-root" -Module one, two -Inventory @"
  alpha: { transport: ssh, destination: x, ssh_command: ['$slow'] }
  beta: { transport: ssh, destination: x, ssh_command: ['$quick'] }
"@
        (Get-Content "$root/modules/one/module.yaml" -Raw) -replace 'host: alpha', 'host: beta' | Set-Content "$root/modules/one/module.yaml"

        function Wait-Until([scriptblock] $Condition) {
            for ($i = 0; $i -lt 200 -and -not (& $Condition); $i++) { Start-Sleep -Milliseconds 50 }
            & $Condition | Should -BeTrue
        }
        function Get-Started { Get-Content $started | ForEach-Object { Get-Process -Id $_ -ErrorAction Ignore } }
    }

    BeforeEach {
        Set-Content $started $null
    }

    It 'returns at once and leaves no ssh process' {
        $session = [powershell]::Create().AddScript("Import-Module '$ModulePath'; Get-PlatformDrift -Root '$root'")
        try {
            $running = $session.BeginInvoke()
            Wait-Until { Get-Started }
            $watch = [Diagnostics.Stopwatch]::StartNew()
            $session.Stop()
            $watch.Elapsed.TotalSeconds | Should -BeLessThan 5
            $running.IsCompleted | Should -BeTrue
            $session.InvocationStateInfo.State | Should -Be 'Stopped'
            Wait-Until { -not (Get-Started) }
        }
        finally { $session.Dispose() }
    }

    It 'gives the results of a quick host while it waits for a slow one' {
        $session = [powershell]::Create().AddScript("Import-Module '$ModulePath'; Get-PlatformDrift -Root '$root'")
        $results = [Management.Automation.PSDataCollection[psobject]]::new()
        try {
            $null = $session.BeginInvoke([Management.Automation.PSDataCollection[psobject]] $null, $results)
            Wait-Until { $results.Count -gt 0 }
            $results[0].Module | Should -Be 'one'
            # On a busy machine progress may have begun before the quick host has answered.
            Wait-Until { [bool] ($session.Streams.Progress | Where-Object StatusDescription -Match '1 of 2 done; .*waiting for alpha') }
        }
        finally { $session.Stop(); $session.Dispose() }
    }

    It 'ends the other reads when the pipeline has enough' {
        $watch = [Diagnostics.Stopwatch]::StartNew()
        (Get-PlatformDrift -Root $root | Select-Object -First 1).Module | Should -Be 'one'
        $watch.Elapsed.TotalSeconds | Should -BeLessThan 30
        Wait-Until { -not (Get-Started) }
    }
}
