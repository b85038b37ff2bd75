# README against what its commands print.

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    $script:readme = Get-Content "$RepositoryRoot/README.md" -Raw

    # A block whose second line is another than what is printed.
    function Edit-Block([string] $Line, [string] $By) {
        $readme.Contains($Line) | Should -BeTrue
        Set-Content "$TestDrive/README.md" $readme.Replace($Line, $By) -NoNewline
        "$TestDrive/README.md"
    }
}

Describe 'README' {
    It 'shows what is printed; ./docs/Update-Readme.ps1 makes it so' {
        & "$RepositoryRoot/docs/Update-Readme.ps1" -Check | ForEach-Object { "$($_.Code) prints:`n$($_.Printed)" } | Should -BeNullOrEmpty
    }

    It 'shows no output but such' {
        # A block without a language that nothing is said to print holds commands, with or without a comment.
        $inside = $isPlain = $false
        $before = ''
        $commands = foreach ($line in $readme -split '\n') {
            if ($line -match '^```') {
                $inside = -not $inside
                $isPlain = $inside -and $line -eq '```' -and $before -notmatch '^<!-- printed by'
            }
            elseif ($isPlain) { $line }
            $before = $line
        }
        $commands.Count | Should -BeGreaterThan 10
        foreach ($line in $commands) { $line | Should -Match '^(platformctl|dotnet) ' }
    }

    It 'shows a manifest that is valid' {
        $manifest = [regex]::Match($readme, '(?s)```yaml\n(schema_version: 2\n.*?)```').Groups[1].Value
        $manifest | Should -Not -BeNullOrEmpty
        Set-Content "$TestDrive/module.yaml" $manifest
        $said = & "$RepositoryRoot/bin/platformctl" validate --schema "$RepositoryRoot/schema/module.schema.json" "$TestDrive/module.yaml" 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$said"
    }

    It 'shows an inventory that is valid' {
        $inventory = [regex]::Match($readme, '(?s)```yaml\n(schema_version: 1\n.*?)```').Groups[1].Value
        $inventory | Should -Not -BeNullOrEmpty
        Set-Content "$TestDrive/hosts.yaml" $inventory
        $said = & "$RepositoryRoot/bin/platformctl" validate --schema "$RepositoryRoot/schema/hosts.schema.json" "$TestDrive/hosts.yaml" 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$said"
    }
}

Describe 'Update-Readme.ps1' {
    It 'names the block that shows something else, and mends it alone' {
        $path = Edit-Block 'actual 3.0.3' 'actual 3.0.4'
        (& "$RepositoryRoot/docs/Update-Readme.ps1" -Path $path -Check).Code |
            Should -Be 'Get-PlatformModule | Get-PlatformDrift | Where-Object Status -eq Drifted', 'platformctl drift-check'
        & "$RepositoryRoot/docs/Update-Readme.ps1" -Path $path
        Get-Content $path -Raw | ForEach-Object { $_ -replace '\b\d+ \w+ (?=ago\b|old\b)' } | Should -BeExactly ($readme -replace '\b\d+ \w+ (?=ago\b|old\b)')
    }

    It 'leaves README alone where it is right, however old the snapshots are' {
        $path = Edit-Block '9 days old' '2 hours old'
        $before = Get-Content $path -Raw
        & "$RepositoryRoot/docs/Update-Readme.ps1" -Path $path -Check | Should -BeNullOrEmpty
        & "$RepositoryRoot/docs/Update-Readme.ps1" -Path $path
        Get-Content $path -Raw | Should -BeExactly $before
    }

    It 'refuses a page that has nothing to be printed' {
        Set-Content "$TestDrive/empty.md" 'nothing'
        { & "$RepositoryRoot/docs/Update-Readme.ps1" -Path "$TestDrive/empty.md" } | Should -Throw '*printed by*'
    }
}
