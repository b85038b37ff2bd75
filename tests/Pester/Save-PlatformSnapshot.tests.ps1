BeforeDiscovery {
    $script:isUnix = -not $IsWindows
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
}

Describe 'Save-PlatformSnapshot' -Skip:(-not $isUnix) {
    BeforeEach {
        $place = Join-Path $TestDrive ([guid]::NewGuid())
        $null = New-Item -ItemType Directory $place
        $ssh = New-AnsweringSsh "$place/ssh"
        $script:root = New-TestRoot "$place/root" -Module one -Inventory @"
  alpha: { transport: ssh, destination: x, ssh_command: ['$ssh'] }
  beta: { transport: ssh, destination: x, ssh_command: ['$ssh'] }
"@
    }

    It 'writes to the observations of the root, and gives the file' {
        $file = Save-PlatformSnapshot alpha -Root $root
        $file.FullName | Should -Be "$root/observations/alpha.json"
        $snapshot = Get-Content $file -Raw | ConvertFrom-Json
        $snapshot.schema | Should -Be 'platform.snapshot/2'
        $snapshot.host | Should -Be 'alpha'
        $snapshot.projects | Should -Be 'home-platform'
        $snapshot.containers[0].name | Should -Be 'home-platform-one-1'
        $snapshot.engine.composeVersion | Should -Be '2.36.0'
        Get-ChildItem $file.DirectoryName | Should -HaveCount 1
    }

    It 'writes nothing where the observations of the root lead out of it' {
        $outside = (New-Item -ItemType Directory "$place/outside").FullName
        $null = New-Item -ItemType SymbolicLink "$root/observations" -Value $outside
        Save-PlatformSnapshot alpha -Root $root -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -Be 'SnapshotNotWritten,Platform.PowerShell.Commands.SavePlatformSnapshotCommand'
        Get-ChildItem $outside -Force | Should -BeNullOrEmpty
    }

    It 'makes a file that drift can be read from' {
        $null = Save-PlatformSnapshot alpha -Root $root
        Set-Content "$root/hosts.yaml" "schema_version: 1`nhosts:`n  alpha: { transport: recorded, snapshot: observations/alpha.json }"
        $drift = Get-PlatformDrift -Root $root
        $drift.Status | Should -Be 'Unverified'
        $drift.LiveImage | Should -Be 'example.org/one:1.0'
    }

    It 'takes a file or a folder, relative to the location' {
        Push-Location $place
        try {
            (Save-PlatformSnapshot alpha -Path mine.json -Root root).FullName | Should -Be "$place/mine.json"
            (Save-PlatformSnapshot alpha -OutFile new/ -Root root).FullName | Should -Be "$place/new/alpha.json"
            (Save-PlatformSnapshot alpha, beta -Path audit -Root root).FullName | Sort-Object |
                Should -Be "$place/audit/alpha.json", "$place/audit/beta.json"
        }
        finally { Pop-Location }
    }

    It 'takes hosts from the pipeline' {
        (Get-PlatformHost -Root $root | Save-PlatformSnapshot -Root $root).Name | Sort-Object | Should -Be 'alpha.json', 'beta.json'
        ('alpha' | Save-PlatformSnapshot -Root $root).Name | Should -Be 'alpha.json'
        (Get-PlatformModule one -Root $root | Save-PlatformSnapshot -Root $root).Name | Should -Be 'alpha.json'
    }

    It 'wants to be told which hosts, and takes * for all' {
        { Save-PlatformSnapshot -Root $root } | Should -Throw -ErrorId 'NoHostNamed,Platform.PowerShell.Commands.SavePlatformSnapshotCommand'
        Save-PlatformSnapshot * -Root $root | Should -HaveCount 2
    }

    It 'refuses to write several hosts to one file' {
        { Save-PlatformSnapshot alpha, beta -Path "$place/one.json" -Root $root } |
            Should -Throw -ErrorId 'OneFileManyHosts,Platform.PowerShell.Commands.SavePlatformSnapshotCommand'
    }

    It 'replaces a file, but not with -NoClobber' {
        Set-Content "$place/mine.json" old
        Save-PlatformSnapshot alpha -Path "$place/mine.json" -Root $root -NoClobber -ErrorVariable failed -ErrorAction SilentlyContinue |
            Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -Be 'FileExists,Platform.PowerShell.Commands.SavePlatformSnapshotCommand'
        Get-Content "$place/mine.json" | Should -Be 'old'
        $null = Save-PlatformSnapshot alpha -Path "$place/mine.json" -Root $root
        (Get-Content "$place/mine.json" -Raw | ConvertFrom-Json).host | Should -Be 'alpha'
    }

    It 'writes nothing and asks nobody with -WhatIf' {
        $asked = Join-Path $place asked
        $spy = New-StandIn "$place/spy" "echo x >>'$asked'; exit 255"
        Set-Content "$root/hosts.yaml" "schema_version: 1`nhosts:`n  alpha: { transport: ssh, destination: x, ssh_command: ['$spy'] }"
        Save-PlatformSnapshot alpha -Root $root -WhatIf | Should -BeNullOrEmpty
        Test-Path "$root/observations" | Should -BeFalse
        Test-Path $asked | Should -BeFalse
    }

    It 'keeps the old file when the host does not answer' {
        $refusing = New-StandIn "$place/refusing" 'echo "ssh: connect to host x port 22: Connection refused" >&2; exit 255'
        Set-Content "$root/hosts.yaml" "schema_version: 1`nhosts:`n  alpha: { transport: ssh, destination: x, ssh_command: ['$refusing'] }"
        Set-Content "$place/mine.json" old
        Save-PlatformSnapshot alpha -Path "$place/mine.json" -Root $root -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -Be 'HostUnreachable,Platform.PowerShell.Commands.SavePlatformSnapshotCommand'
        $failed[0].Exception.Reason | Should -Be 'ConnectionRefused'
        Get-Content "$place/mine.json" | Should -Be 'old'
    }

    It 'writes an error for a place that cannot be written' {
        Set-Content "$place/blocked" x
        Save-PlatformSnapshot alpha -Path "$place/blocked/x.json" -Root $root -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -Be 'SnapshotNotWritten,Platform.PowerShell.Commands.SavePlatformSnapshotCommand'
    }
}

Describe 'Save-PlatformSnapshot of a recorded host' {
    It 'is an error: there is nothing live' {
        Save-PlatformSnapshot rs2000 -Root $RepositoryRoot -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -Be 'HostIsRecorded,Platform.PowerShell.Commands.SavePlatformSnapshotCommand'
    }
}
