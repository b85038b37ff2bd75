BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    $script:good = New-TestRoot "$TestDrive/good" -Module one, two
    $bad = New-TestRoot "$TestDrive/bad" -Module one, two
    $text = (Get-Content "$bad/modules/one/module.yaml" -Raw) -replace 'orchestrator:', 'orchestrater:'
    Set-Content "$bad/modules/one/module.yaml" $text
}

Describe 'Test-PlatformManifest' {
    It 'says nothing of a fleet where all is well' {
        Test-PlatformManifest -Root $RepositoryRoot | Should -BeNullOrEmpty
        Test-PlatformManifest -Root $RepositoryRoot -Quiet | Should -BeTrue
    }

    It 'gives a diagnostic with file, line, column and code' {
        $found = Test-PlatformManifest -Root $bad
        $found[0].PSObject.TypeNames[0] | Should -Be 'Platform.Diagnostics.Diagnostic'
        $found.File | Sort-Object -Unique | Should -Be 'modules/one/module.yaml'
        $found.Module | Sort-Object -Unique | Should -Be 'one'
        $unknown = $found | Where-Object Message -Match 'orchestrater'
        $unknown.Line | Should -Be 9
        $unknown.Column | Should -Be 5
        $unknown.Message | Should -Match 'orchestrator'
    }

    It 'gives a Boolean with -Quiet, and nothing else' {
        Test-PlatformManifest -Root $bad -Quiet | Should -BeExactly $false
        Test-PlatformManifest two -Root $bad -Quiet | Should -BeExactly $true
    }

    It 'takes names and wildcards' {
        Test-PlatformManifest two -Root $bad | Should -BeNullOrEmpty
        Test-PlatformManifest o* -Root $bad | Should -Not -BeNullOrEmpty
    }

    It 'is not content with a name it does not know' {
        Test-PlatformManifest three -Root $good -Quiet -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeFalse
        $failed[0].FullyQualifiedErrorId | Should -Be 'ModuleNotFound,Platform.PowerShell.Commands.TestPlatformManifestCommand'
    }

    It 'asks for more with -Strict' {
        Test-PlatformManifest -Root $good -Quiet | Should -BeTrue
        Test-PlatformManifest -Root $good -Strict -Quiet | Should -BeFalse
        (Test-PlatformManifest -Root $good -Strict).Severity | Sort-Object -Unique | Should -Be 'Error'
    }

    It 'says with -Verbose what it looked at' {
        $said = Test-PlatformManifest -Root $bad -Quiet -Verbose 4>&1
        "$said" | Should -Match '2 modules, 1 of them invalid'
    }
}

Describe 'Test-PlatformManifest -Path' {
    It 'takes a folder, a manifest, a root and wildcards' -ForEach 'modules/one', 'modules/one/module.yaml', '.', 'modules', 'modules/*/module.yaml' {
        Push-Location $bad
        try { (Test-PlatformManifest -Path $_).Module | Sort-Object -Unique | Should -Be 'one' } finally { Pop-Location }
    }

    It 'validates the module that is named, not its neighbours' {
        Test-PlatformManifest -Path "$bad/modules/two" | Should -BeNullOrEmpty
    }

    It 'writes an error for a path that is not there, and goes on' {
        $found = Test-PlatformManifest -Path "$bad/modules/nix", "$bad/modules/one" -ErrorVariable failed -ErrorAction SilentlyContinue
        $found | Should -Not -BeNullOrEmpty
        $failed[0].FullyQualifiedErrorId | Should -Be 'PathNotFound,Platform.PowerShell.Commands.TestPlatformManifestCommand'
    }

    It 'writes an error for a path that is no module' {
        Test-PlatformManifest -Path "$bad/compose" -Quiet -ErrorVariable failed -ErrorAction SilentlyContinue | Should -BeFalse
        $failed[0].FullyQualifiedErrorId | Should -Be 'PathNotInRoot,Platform.PowerShell.Commands.TestPlatformManifestCommand'
    }
}

Describe 'Test-PlatformManifest in a pipeline' {
    It 'takes modules, with the root they were read from' {
        Get-PlatformModule -Root $good | Test-PlatformManifest -Quiet | Should -BeTrue
        (Get-PlatformModule one -Root $good | Test-PlatformManifest -Strict).Module | Sort-Object -Unique | Should -Be 'one'
    }

    It 'takes folders and files' {
        (Get-ChildItem "$bad/modules" | Test-PlatformManifest).Module | Sort-Object -Unique | Should -Be 'one'
        (Get-ChildItem "$bad/modules" -Recurse -Filter module.yaml | Test-PlatformManifest).Module | Sort-Object -Unique | Should -Be 'one'
    }

    It 'takes rows with a column Module' {
        $rows = 'Module', 'one' | ConvertFrom-Csv
        ($rows | Test-PlatformManifest -Root $bad).Module | Sort-Object -Unique | Should -Be 'one'
    }

    It 'takes its own diagnostics, to look again' {
        (Test-PlatformManifest -Root $bad | Test-PlatformManifest -Root $bad).Count | Should -Be (Test-PlatformManifest -Root $bad).Count
    }

    It 'gives nothing for an empty pipeline' {
        @() | Test-PlatformManifest | Should -BeNullOrEmpty
    }
}
