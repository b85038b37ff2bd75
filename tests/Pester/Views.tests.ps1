BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    $script:plain = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'
    function Show { ($input | Out-String -Width 80).Split([Environment]::NewLine).TrimEnd() }
}

AfterAll {
    $PSStyle.OutputRendering = $plain
}

Describe 'Views at 80 columns' {
    It 'shows drift by host, with what differs in one line and the age of what is recorded' {
        $lines = Get-PlatformDrift -Root $RepositoryRoot | Show
        $lines | Should -Contain 'honcho-api             Drifted     image.tag: expected 3.0.6, actual 3.0.3'
        $lines -match '^Host: ' | Should -HaveCount 2
        $lines -match '^Host: rs2000, as recorded \d+ \w+ ago$' | Should -HaveCount 1
        $lines | ForEach-Object Length | Sort-Object | Select-Object -Last 1 | Should -BeLessOrEqual 80
    }

    It 'shows modules in a table' {
        $lines = Get-PlatformModule honcho-api -Root $RepositoryRoot | Show
        $lines | Should -Contain 'honcho-api           rs2000        1 running  ghcr.io/plastic-labs/honcho:3.0.6'
    }

    It 'shows desired, recorded and live in the list of a drift' {
        $text = (Get-PlatformDrift honcho-api -Root $RepositoryRoot | Format-List | Show) -join "`n"
        $text | Should -Match 'Desired +: Running ghcr\.io/plastic-labs/honcho:3\.0\.6'
        $text | Should -Match 'Recorded +: ghcr\.io/plastic-labs/honcho:\S+, of 2026-'
        $text | Should -Match 'Live +: Running .*ghcr\.io/plastic-labs/honcho:3\.0\.3'
        $text | Should -Match 'Findings +: Drift IMAGE_TAG_MISMATCH'
    }

    It 'shows findings in a table' {
        $lines = Get-PlatformDrift honcho-api -Root $RepositoryRoot | Select-Object -ExpandProperty Findings | Show
        $lines[1] | Should -Match '^Module +Severity +Message$'
        $lines -match '^honcho-api +Drift +IMAGE_TAG_MISMATCH: ' | Should -HaveCount 1
    }

    It 'shows diagnostics by file, with their place' {
        $root = New-TestRoot "$TestDrive/bad" -Module one
        (Get-Content "$root/modules/one/module.yaml" -Raw) -replace 'owner:', 'ovner:' | Set-Content "$root/modules/one/module.yaml"
        $lines = Test-PlatformManifest -Root $root | Show
        $lines | Should -Contain 'File: modules/one/module.yaml'
        $lines -match '^5:1 +Error +SCHEMA_' | Should -Not -BeNullOrEmpty
    }

    It 'shows hosts, and what came of a test' {
        (Get-PlatformHost rs2000 -Root $RepositoryRoot | Show) -match '^rs2000 +Recorded +home-platform +\S' | Should -HaveCount 1
        (Test-PlatformHost rs2000 -Root $RepositoryRoot | Show) -match '^rs2000 +yes .* recorded \d+' | Should -HaveCount 1
    }

    It 'shows the path of a snapshot from the location' {
        Push-Location $RepositoryRoot
        try { Get-PlatformHost rs2000 | Show | Should -Contain 'rs2000         Recorded  home-platform    observations/rs2000.json' }
        finally { Pop-Location }
    }

    It 'shows readiness by module, in full, as counts and as changes' {
        $lines = Get-PlatformReadiness -Root $RepositoryRoot | Show
        $lines | Should -Contain 'mirotalk-admin              0                          source, artifact, digest'
        $lines -match '^tailscale +external' | Should -HaveCount 1
        $lines | ForEach-Object Length | Sort-Object | Select-Object -Last 1 | Should -BeLessOrEqual 80
        $text = (Get-PlatformReadiness uptime-kuma -Root $RepositoryRoot | Format-List | Show) -join ''
        $text | Should -Match 'platformctl edit derive uptime-kuma'
        (Get-PlatformReadiness -Summary -Root $RepositoryRoot | Show) -match '^Source +: 13 with, 3 without$' | Should -HaveCount 1
    }

    It 'shows everything in columns of names' {
        (Get-PlatformModule honcho-* -Root $RepositoryRoot | Format-Wide | Show) -match 'honcho-api +honcho-redis' | Should -HaveCount 1
        (Get-PlatformDrift honcho-* -Root $RepositoryRoot | Format-Wide | Show) -match 'honcho-api: Drifted +honcho-redis: InSync' | Should -HaveCount 1
        (Get-PlatformDrift honcho-api -Root $RepositoryRoot).Findings | Format-Wide | Show | Should -Contain 'IMAGE_TAG_MISMATCH'
        (Get-PlatformHost -Root $RepositoryRoot | Format-Wide | Show) -match 'rs2000 +vps1000' | Should -HaveCount 1
        Test-PlatformHost rs2000 -Root $RepositoryRoot | Format-Wide | Show | Should -Contain 'rs2000: reachable'
        (Test-PlatformManifest redis -Root $RepositoryRoot -Strict | Format-Wide | Show) -match '^modules/redis/module.yaml:\d+:\d+$' | Should -HaveCount 1
    }
}

Describe 'Views at 200 columns' {
    It 'cut nothing of the sample fleet, and wrap no line: <_>' -ForEach 'Get-PlatformModule', 'Get-PlatformDrift', 'Get-PlatformHost', 'Test-PlatformHost' {
        $objects = & $_ -Root $RepositoryRoot
        $lines = ($objects | Out-String -Width 200).Split([Environment]::NewLine).TrimEnd() -notmatch '^(Host: .*)?$'
        $lines -match [char] 0x2026 | Should -BeNullOrEmpty
        $rows = $lines -notmatch '^(Module|Id|Name|Host|-+) '
        $rows | Should -HaveCount @($objects).Count
    }
}

Describe 'A container that no module declares' {
    It 'is shown without a module, in a table and a list, under strict mode too' -Skip:$IsWindows {
        Set-StrictMode -Version Latest
        $ssh = New-AnsweringSsh "$TestDrive/orphan"
        $root = New-TestRoot "$TestDrive/orphan-root" -Module two -Inventory "  alpha: { transport: ssh, destination: x, ssh_command: ['$ssh'] }"
        $orphan = Get-PlatformDrift -Root $root | Where-Object FindingCodes -EQ CONTAINER_ORPHANED
        ($orphan | Show) -match '^- +Drifted +container home-platform-one-1' | Should -HaveCount 1
        ($orphan | Format-List | Show) -match '^Live +: Running example\.org/one:1\.0' | Should -HaveCount 1
        ($orphan | ConvertTo-Csv | ConvertFrom-Csv).LiveImage | Should -Be 'example.org/one:1.0'
    }
}

Describe 'Colours' {
    AfterEach { $PSStyle.OutputRendering = 'PlainText' }

    It 'are there where the rendering allows them, and nowhere else' {
        $drift = Get-PlatformDrift honcho-api -Root $RepositoryRoot
        ($drift | Out-String).Contains([char] 27) | Should -BeFalse
        $PSStyle.OutputRendering = 'Ansi'
        ($drift | Out-String).Contains("$($PSStyle.Foreground.BrightRed)Drifted") | Should -BeTrue
    }
}

Describe 'NO_COLOR' {
    It 'is honoured where pwsh is started with it' {
        $env:NO_COLOR = '1'
        try { $text = Invoke-Fresh 'Import-Module $module; Get-PlatformDrift honcho-* -Root $root' } finally { $env:NO_COLOR = $null }
        $text -match 'Drifted' | Should -HaveCount 1
        -join $text | Should -Not -Match ([char] 27)
    }
}

Describe 'Text from a host' {
    It 'reaches the terminal without its control characters, and a program as it is' -Skip:$IsWindows {
        $ssh = New-AnsweringSsh "$TestDrive/evil" -Image 'example.org/one:\u001b[31mred'
        $root = New-TestRoot "$TestDrive/evil-root" -Module one -Inventory "  alpha: { transport: ssh, destination: x, ssh_command: ['$ssh'] }"
        $drift = Get-PlatformDrift -Root $root
        $drift.LiveImage | Should -Be "example.org/one:$([char] 27)[31mred"
        foreach ($text in ($drift | Out-String), ($drift | Format-List | Out-String), ($drift.Findings | Out-String), ($drift.Findings | Format-List | Out-String)) {
            $text.Contains([char] 27) | Should -BeFalse
        }
        ($drift | Format-List | Out-String -Width 200) | Should -Match 'u001B\[31mred'
    }
}

Describe 'Round trips' {
    BeforeAll { $script:drift = Get-PlatformDrift honcho-api -Root $RepositoryRoot }

    It 'keeps the whole in JSON' {
        $read = $drift | ConvertTo-Json -Depth 5 -EnumsAsStrings | ConvertFrom-Json
        $read.Module | Should -Be 'honcho-api'
        $read.Status | Should -Be 'Drifted'
        $read.Findings[0].Expected | Should -Be '3.0.6'
        $read.Live.Containers.Image | Should -Be 'ghcr.io/plastic-labs/honcho:3.0.3'
        $read.Desired.Image | Should -Be 'ghcr.io/plastic-labs/honcho:3.0.6'
    }

    It 'makes a useful row of a CSV file' {
        $drift | Export-Csv "$TestDrive/drift.csv"
        $row = Import-Csv "$TestDrive/drift.csv"
        $row.Module, $row.Host, $row.Status, $row.Difference, $row.FindingCodes |
            Should -Be 'honcho-api', 'rs2000', 'Drifted', 'image.tag: expected 3.0.6, actual 3.0.3', 'IMAGE_TAG_MISMATCH'
        $row.DesiredImage, $row.LiveImage | Should -Be 'ghcr.io/plastic-labs/honcho:3.0.6', 'ghcr.io/plastic-labs/honcho:3.0.3'
    }

    It 'is shown the same way after Export-Clixml' {
        $drift | Export-Clixml "$TestDrive/drift.xml"
        $read = Import-Clixml "$TestDrive/drift.xml"
        $read.Findings[0].Expected | Should -Be '3.0.6'
        $read | Show | Should -Contain 'honcho-api             Drifted     image.tag: expected 3.0.6, actual 3.0.3'
    }

    It 'groups, sorts and compares' {
        $all = Get-PlatformDrift -Root $RepositoryRoot
        ($all | Group-Object Status | Where-Object Name -EQ Drifted).Count | Should -Be 1
        ($all | Sort-Object Module | Select-Object -First 1).Module | Should -Be ((Get-PlatformModule -Root $RepositoryRoot).Id | Select-Object -First 1)
        Compare-Object $all $all -Property Module, Status | Should -BeNullOrEmpty
    }
}

Describe 'A job' {
    It 'gives results that filter and look like those of the session' {
        $job = Start-Job { Import-Module $using:ModulePath; Get-PlatformDrift -Root $using:RepositoryRoot }
        try { $drift = $job | Receive-Job -Wait } finally { $job | Remove-Job -Force }
        $drifted = $drift | Where-Object Status -EQ Drifted
        $drifted.Module | Should -Be 'honcho-api'
        ($drifted.Findings | Where-Object Severity -EQ Drift).Actual | Should -Be '3.0.3'
        $drifted | Show | Should -Contain 'honcho-api             Drifted     image.tag: expected 3.0.6, actual 3.0.3'
    }
}

# Of an enumeration a job, a remote session and Import-Clixml keep the number alone.
Describe 'A word of a result' {
    BeforeAll {
        # All types that results consist of, by their properties.
        function Get-PartType([type] $Type, [Collections.Generic.HashSet[type]] $Seen) {
            if ($Type.FullName -notlike 'Platform.*' -or $Type.IsEnum -or -not $Seen.Add($Type)) { return }
            foreach ($property in $Type.GetProperties()) { foreach ($part in @($property.PropertyType) + $property.PropertyType.GenericTypeArguments) { Get-PartType $part $Seen } }
        }

        $script:types = [Collections.Generic.HashSet[type]]::new()
        foreach ($command in Get-Command -Module Platform -CommandType Cmdlet) { foreach ($output in $command.OutputType.Type) { Get-PartType $output $types } }
    }

    It 'is a word wherever it is an enumeration underneath' {
        $types.Count | Should -BeGreaterThan 20
        $numbers = foreach ($type in $types) {
            $data = Get-TypeData $type.FullName
            $known = if ($data) { $data.Members.Keys }
            foreach ($property in $type.GetProperties()) {
                $underneath = [Nullable]::GetUnderlyingType($property.PropertyType) ?? $property.PropertyType
                if ($underneath.IsEnum -and $property.Name -notin $known) { "$($type.FullName).$($property.Name)" }
            }
        }
        $numbers | Should -BeNullOrEmpty
    }

    It 'stays one in a file of Export-Clixml' {
        $file = "$TestDrive/results.xml"
        Get-PlatformDrift honcho-api -Root $RepositoryRoot | Export-Clixml $file
        $read = Import-Clixml $file
        $read.Status | Should -Be 'Drifted'
        $read.Desired.State | Should -Be 'Running'
        $read.Live.Containers[0].State | Should -Be 'Running'
        Get-PlatformHost -Root $RepositoryRoot | Export-Clixml $file
        (Import-Clixml $file).Transport | Select-Object -Unique | Should -Be 'Recorded'
    }
}
