# What hosts run, declared or not, and manifests of what is not; on a copy of the sample fleet, whose hosts are recorded.

BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    function Get-Copy([string] $Name) {
        $path = New-Item -ItemType Directory "$TestDrive/$Name"
        Copy-Item "$RepositoryRoot/modules", "$RepositoryRoot/compose", "$RepositoryRoot/observations", "$RepositoryRoot/hosts.yaml" $path -Recurse
        $path.FullName
    }
}

Describe 'Get-PlatformContainer' {
    It 'gives every container with its module' {
        $containers = Get-PlatformContainer -Root $RepositoryRoot -WarningAction SilentlyContinue
        $containers.Count | Should -Be 15
        $containers.Declared | Should -Not -Contain $false
        ($containers | Where-Object Name -EQ edge).Module | Should -Be 'edge'
        $containers[0] | Should -BeOfType Platform.Adopting.HostContainer
    }

    It 'says that a snapshot of declared projects has not got all of them' {
        $null = Get-PlatformContainer rs2000 -Root $RepositoryRoot -WarningVariable said -WarningAction SilentlyContinue
        $said | Should -Match 'home-backup, home-platform alone'
    }

    It 'takes hosts from the pipeline, by name and as objects' {
        (Get-PlatformHost vps1000 -Root $RepositoryRoot | Get-PlatformContainer -Root $RepositoryRoot -WarningAction Ignore).Count | Should -Be 5
        ('vps1000' | Get-PlatformContainer -Root $RepositoryRoot -WarningAction Ignore).Count | Should -Be 5
    }

    It 'chooses by project, service, name, tier and state' {
        $splat = @{ Root = $RepositoryRoot; WarningAction = 'Ignore' }
        (Get-PlatformContainer @splat -Project alerts).Name | Should -Be 'alerts-ntfy-1'
        (Get-PlatformContainer @splat -Service n8n*).Count | Should -Be 2
        (Get-PlatformContainer @splat -Name edge).Service | Should -Be 'edge'
        (Get-PlatformContainer @splat -Tier 0*).Count | Should -Be 7
        (Get-PlatformContainer @splat -Status Exited).Module | Should -Be 'stirling-pdf'
    }

    It 'writes an error for a name that means nothing' -ForEach @(
        @{ Words = @{ HostName = 'rs200' }; Id = 'HostNotFound' }
        @{ Words = @{ Project = 'nope' }; Id = 'ContainerNotFound' }
        @{ Words = @{ Service = 'nope' }; Id = 'ContainerNotFound' }
        @{ Words = @{ Name = 'nope' }; Id = 'ContainerNotFound' }
        @{ Words = @{ Tier = '7-nope' }; Id = 'TierNotFound' }
    ) {
        Get-PlatformContainer @Words -Root $RepositoryRoot -WarningAction Ignore -ErrorAction SilentlyContinue -ErrorVariable failed | Should -BeNullOrEmpty
        $failed.FullyQualifiedErrorId | Should -Contain "$Id,Platform.PowerShell.Commands.GetPlatformContainerCommand"
    }

    It 'keeps its words where it is serialised' {
        $container = Get-PlatformContainer -Name edge -Root $RepositoryRoot -WarningAction Ignore
        $again = [Management.Automation.PSSerializer]::Deserialize([Management.Automation.PSSerializer]::Serialize($container))
        $again.Status, $again.Health, $again.Module | Should -Be $container.Status, $container.Health, 'edge'
    }
}

Describe 'New-PlatformModule' {
    It 'writes what -WhatIf shows, and nothing with it' {
        $root = Get-Copy whatif
        Remove-Item "$root/modules/redis" -Recurse
        $pending = Get-PlatformContainer -Root $root -WarningAction Ignore | Where-Object -Not Declared | New-PlatformModule -Root $root -Tier 0-platform-substrate -Owner operator -WhatIf -WarningAction Ignore
        $pending.Module, $pending.Status | Should -Be 'redis', 'Pending'
        "$root/modules/redis" | Should -Not -Exist

        $written = Get-PlatformContainer -Root $root -WarningAction Ignore | Where-Object -Not Declared | New-PlatformModule -Root $root -Tier 0-platform-substrate -Owner operator -WarningAction Ignore
        $written.Status | Should -Be 'Written'
        Get-Content "$root/modules/redis/module.yaml" -Raw | Should -Be $pending.Manifest
        Test-PlatformManifest -Root $root -Quiet | Should -BeTrue
        (Get-PlatformDrift redis -Root $root).Status | Should -Be 'InSync'
    }

    It 'refuses what it cannot write, and goes on with the others' {
        $root = Get-Copy refused
        Remove-Item "$root/modules/redis", "$root/modules/n8n", "$root/compose/automation" -Recurse
        Remove-Item "$root/modules/n8n-worker" -Recurse
        $results = New-PlatformModule rs2000 -Root $root -Tier 1-data -WarningAction Ignore -ErrorAction SilentlyContinue -ErrorVariable failed
        ($results | Where-Object Module -EQ redis).Status | Should -Be 'Written'
        ($results | Where-Object Status -EQ Refused).Service | Should -Be 'n8n', 'n8n-worker'
        $failed.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'NotAdopted,Platform.PowerShell.Commands.NewPlatformModuleCommand'
        ($results | Where-Object Service -EQ n8n).Refusal.Code | Should -Be 'ADOPT_COMPOSE_FILE_NOT_IN_ROOT'
    }

    It 'says that a declared service needs nothing' {
        (New-PlatformModule rs2000 -Service redis -Root $RepositoryRoot -WarningAction Ignore).Status | Should -Be 'Unchanged'
    }

    It 'ends with one error where <Id>' -ForEach @(
        @{ Id = 'AdoptOptionInvalid'; Words = @{ Tier = 'lab' } }
        @{ Id = 'ManifestInvalid'; Words = @{ Tier = '1-lab' } }
    ) {
        $root = Get-Copy "bad-$Id"
        if ($Id -eq 'ManifestInvalid') { Set-Content "$root/modules/redis/module.yaml" 'id: [' }
        { New-PlatformModule rs2000 -Root $root @Words } | Should -Throw -ErrorId "$Id,Platform.PowerShell.Commands.NewPlatformModuleCommand"
    }
}

Describe 'Filters' {
    It '-HostName and -Tier of <_> choose modules, and refuse what means nothing' -ForEach 'Get-PlatformModule', 'Get-PlatformDrift', 'Get-PlatformReadiness', 'Test-PlatformPolicy', 'Test-PlatformManifest', 'New-PlatformPlan' {
        & $_ -Root $RepositoryRoot -HostName vps1000 -Tier 0* -ErrorAction SilentlyContinue -ErrorVariable none | Out-Null
        $none | Should -BeNullOrEmpty
        & $_ -Root $RepositoryRoot -HostName nowhere -ErrorAction SilentlyContinue -ErrorVariable failed | Out-Null
        @($failed.FullyQualifiedErrorId) -like 'HostNotFound,*' | Should -Not -BeNullOrEmpty
        & $_ -Root $RepositoryRoot -Tier 9-nope -ErrorAction SilentlyContinue -ErrorVariable failed | Out-Null
        @($failed.FullyQualifiedErrorId) -like 'TierNotFound,*' | Should -Not -BeNullOrEmpty
    }

    It '-Status shows results of that status alone' {
        (Get-PlatformDrift -Root $RepositoryRoot -Status Drifted).Module | Should -Be 'honcho-api'
        (Get-PlatformReadiness -Root $RepositoryRoot -Status External).Module | Should -Be 'tailscale'
        (Test-PlatformPolicy -Root $RepositoryRoot -Status Acknowledged).Acknowledged | Should -Not -Contain $false
        { Get-PlatformDrift -Root $RepositoryRoot -Status Nope } | Should -Throw
    }

    It 'choose among piped modules, too' {
        (Get-PlatformModule -Root $RepositoryRoot | Get-PlatformDrift -HostName vps1000).Host | Select-Object -Unique | Should -Be 'vps1000'
    }

    It 'answer with false where nothing was judged' {
        Test-PlatformManifest -Root $RepositoryRoot -HostName nowhere -Quiet -ErrorAction Ignore | Should -BeFalse
        Test-PlatformPolicy -Root $RepositoryRoot -Tier 9-nope -Quiet -ErrorAction Ignore | Should -BeFalse
    }
}
