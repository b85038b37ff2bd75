BeforeAll {
    . "$PSScriptRoot/Common.ps1"
}

Describe 'Get-PlatformModule on the sample fleet' {
    It 'reads every module, as typed objects' {
        $modules = Get-PlatformModule -Root $RepositoryRoot
        $modules.Count | Should -Be (Get-ChildItem "$RepositoryRoot/modules" -Directory).Count
        $modules[0].PSObject.TypeNames[0] | Should -Be 'Platform.Manifests.PlatformModule'
    }

    It 'keeps desired and recorded apart' {
        $module = Get-PlatformModule honcho-api -Root $RepositoryRoot
        $module.Artifact.Reference | Should -Be 'ghcr.io/plastic-labs/honcho:3.0.6'
        $module.DesiredImage | Should -Be $module.Artifact.Reference
        $module.RecordedImage | Should -Be $module.Runtime.ImageObserved
    }

    It 'takes wildcards, arrays and any case' {
        (Get-PlatformModule honcho-*, REDIS -Root $RepositoryRoot).Id | Should -Be 'honcho-api', 'honcho-redis', 'redis'
    }

    It 'gives a module once, however often it is named' {
        (Get-PlatformModule redis, red*, redis -Root $RepositoryRoot).Id | Should -Be 'redis'
    }

    It 'filters by host and by tier, with wildcards' {
        $modules = Get-PlatformModule -HostName vps* -Tier 0* -Root $RepositoryRoot
        $modules | Should -Not -BeNullOrEmpty
        $modules.Host | Sort-Object -Unique | Should -Be 'vps1000'
        $modules.Tier | Sort-Object -Unique | Should -Be '0-platform-substrate'
    }

    It 'takes names from the pipeline, by value and by property' {
        ('redis', 'postgres' | Get-PlatformModule -Root $RepositoryRoot).Id | Should -Be 'postgres', 'redis'
        ([pscustomobject]@{ Module = 'redis' } | Get-PlatformModule -Root $RepositoryRoot).Id | Should -Be 'redis'
        (Get-PlatformModule redis -Root $RepositoryRoot | ConvertTo-Csv | ConvertFrom-Csv | Get-PlatformModule -Root $RepositoryRoot).Id |
            Should -Be 'redis'
    }

    It 'gives nothing for an empty pipeline' {
        @() | Get-PlatformModule -Root $RepositoryRoot | Should -BeNullOrEmpty
    }
}

Describe 'Get-PlatformModule and names that mean nothing' {
    It 'writes an error for an unknown name, proposes the nearest, and goes on' {
        $modules = Get-PlatformModule honcho-ap, redis -Root $RepositoryRoot -ErrorVariable failed -ErrorAction SilentlyContinue
        $modules.Id | Should -Be 'redis'
        $failed.Count | Should -Be 1
        $failed[0].FullyQualifiedErrorId | Should -Be 'ModuleNotFound,Platform.PowerShell.Commands.GetPlatformModuleCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'ObjectNotFound'
        $failed[0].TargetObject | Should -Be 'honcho-ap'
        $failed[0].ToString() | Should -Match 'did you mean honcho-api'
        $failed[0].ErrorDetails.RecommendedAction | Should -Not -BeNullOrEmpty
    }

    It 'is silent about a pattern that matches nothing' {
        Get-PlatformModule nothing-* -Root $RepositoryRoot -ErrorVariable failed | Should -BeNullOrEmpty
        $failed | Should -BeNullOrEmpty
    }
}

Describe 'Get-PlatformModule and the root' {
    BeforeAll {
        $name = "a root $([char] 0xE9)"
        $script:root = New-TestRoot "$TestDrive/$name" -Module one, two
    }

    AfterEach {
        $env:PLATFORM_ROOT = $null
    }

    It 'finds it from the location and below it' {
        Push-Location "$root/modules/one"
        try { (Get-PlatformModule).Id | Should -Be 'one', 'two' } finally { Pop-Location }
    }

    It 'takes -Root relative to the location, not to the process''s folder' {
        Push-Location $TestDrive
        try { (Get-PlatformModule -Root "./$name").Id | Should -Be 'one', 'two' } finally { Pop-Location }
    }

    It 'takes a path on a drive of PowerShell' {
        (Get-PlatformModule -Root "TestDrive:/$name").Id | Should -Be 'one', 'two'
    }

    It 'honours PLATFORM_ROOT, before the location and after -Root' {
        $env:PLATFORM_ROOT = $root
        Push-Location $RepositoryRoot
        try {
            (Get-PlatformModule).Id | Should -Be 'one', 'two'
            Get-PlatformModule -Root . | Should -Not -HaveCount 2
        }
        finally { Pop-Location }
    }

    It 'works from a location that is no folder' {
        Push-Location Env:
        try { (Get-PlatformModule -Root $root).Id | Should -Be 'one', 'two' } finally { Pop-Location }
    }

    It 'ends the call where there is none, and says the way out' {
        $null = New-Item -ItemType Directory "$TestDrive/empty" -Force
        $failed = { Get-PlatformModule -Root "$TestDrive/empty" -ErrorAction SilentlyContinue } | Should -Throw -PassThru
        $failed.FullyQualifiedErrorId | Should -Be 'RootNotFound,Platform.PowerShell.Commands.GetPlatformModuleCommand'
        $failed.ErrorDetails.RecommendedAction | Should -Match 'PLATFORM_ROOT'
    }
}

Describe 'Get-PlatformModule and a bad manifest' {
    BeforeAll {
        $root = New-TestRoot "$TestDrive/bad" -Module good, broken, typo
        Set-Content "$root/modules/broken/module.yaml" "id: broken`n  name: [`n"
        (Get-Content "$root/modules/typo/module.yaml" -Raw) -replace 'host: alpha', 'hots: alpha' |
            Set-Content "$root/modules/typo/module.yaml"
        $script:modules = Get-PlatformModule -Root $root -ErrorVariable failed -ErrorAction SilentlyContinue
    }

    It 'gives the good ones' {
        $modules.Id | Should -Be 'good'
    }

    It 'writes one error for each bad one' {
        $failed.TargetObject | Should -Be 'broken', 'typo'
        $failed.FullyQualifiedErrorId | Sort-Object -Unique |
            Should -Be 'ManifestInvalid,Platform.PowerShell.Commands.GetPlatformModuleCommand'
        $failed[0].CategoryInfo.Category | Should -Be 'InvalidData'
    }

    It 'names file, line and column, and the key that was meant' {
        $failed[1].ToString() | Should -Match '^modules/typo/module\.yaml:\d+:\d+: error '
        $failed[1].ToString() | Should -Match 'hots'
    }

    It 'is ended by ErrorAction Stop' {
        { Get-PlatformModule -Root $root -ErrorAction Stop } | Should -Throw -ErrorId 'ManifestInvalid,*'
    }
}
