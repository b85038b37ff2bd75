BeforeDiscovery {
    $script:analyzer = Get-Module PSScriptAnalyzer -ListAvailable
    # Put there by the build of the tests: a module that brings its YamlDotNet into the default load context.
    $script:otherYaml = Get-ChildItem "$PSScriptRoot/../../bin/test-modules/OtherYaml/*/YamlDotNet.dll" | ForEach-Object { $_.Directory.Name }
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    # Each has a page of help, so that a new one need not be listed here.
    $script:cmdlets = (Get-ChildItem "$RepositoryRoot/docs/cmdlets" -Filter *-*.md).BaseName | Sort-Object
    $script:count = 'try { (Get-Command -Module Platform).Count; (Get-PlatformModule redis -Root $root).Id } catch { "$_" }'
}

Describe 'Importing the module' {
    It 'gives the cmdlets, and nothing else, under the module''s name' {
        Invoke-Fresh 'Import-Module $module; (Get-Command -Module Platform).Name' | Should -Be $cmdlets
        Invoke-Fresh 'Import-Module $module; (Get-Command Get-PlatformDrift).Source; (Get-Module *Platform*).Name' |
            Should -Be 'Platform', 'Platform'
    }

    It 'has a clean manifest that names what it exports' {
        $manifest = Test-ModuleManifest $ModulePath -WarningAction Stop
        $manifest.ExportedCmdlets.Keys | Sort-Object | Should -Be $cmdlets
        $manifest.CompatiblePSEditions | Should -Be 'Core'
        $manifest.PowerShellVersion | Should -Be '7.6'
    }

    It 'works twice' { Invoke-Fresh "Import-Module `$module; Import-Module `$module; $count" | Should -Be $cmdlets.Count, 'redis' }

    It 'works again with -Force' { Invoke-Fresh "Import-Module `$module; Import-Module `$module -Force; $count" | Should -Be $cmdlets.Count, 'redis' }

    It 'works again after Remove-Module, which takes the cmdlets away' {
        Invoke-Fresh "Import-Module `$module; Remove-Module Platform; @(Get-Command Get-Platform*).Count; Import-Module `$module; $count" |
            Should -Be 0, $cmdlets.Count, 'redis'
    }

    It 'works from within another module, with -Force too' {
        Invoke-Fresh @"
`$outer = New-Module { param(`$path) Import-Module `$path -Force; function Get-Id(`$Root) { (Get-PlatformModule redis -Root `$Root).Id } } -ArgumentList `$module
Get-Id `$root
Import-Module `$module -Force; $count; Get-Id `$root
"@ | Should -Be 'redis', $cmdlets.Count, 'redis', 'redis'
    }

    It 'works in ForEach-Object -Parallel' {
        Invoke-Fresh '1..4 | ForEach-Object -Parallel { Import-Module $using:module; (Get-PlatformDrift redis -Root $using:root).Status }' |
            Should -Be 'InSync', 'InSync', 'InSync', 'InSync'
    }

    It 'works under strict mode' {
        Invoke-Fresh 'Set-StrictMode -Version Latest; Import-Module $module; (Get-PlatformDrift redis -Root $root).Status; $null = Get-PlatformDrift -Root $root | Out-String; $Error.Count' |
            Should -Be 'InSync', 0
    }

    It 'works from a path with spaces and letters beyond ASCII, and then from another one' {
        $copy = New-Item -ItemType Directory "$TestDrive/a path/$([char] 0xFC)ml$([char] 0xE4)ut/Platform"
        Copy-Item "$RepositoryRoot/Platform.psd1", "$RepositoryRoot/formats" $copy -Recurse
        $null = New-Item -ItemType Directory "$copy/bin"
        Copy-Item "$RepositoryRoot/bin/module" "$copy/bin" -Recurse
        Invoke-Fresh "Import-Module '$copy/Platform.psd1'; $count; Remove-Module Platform; Import-Module `$module; (Get-PlatformDrift redis -Root `$root).Status" |
            Should -Be $cmdlets.Count, 'redis', 'InSync'
    }
}

Describe 'Isolation' {
    It 'leaves nothing but the loader in the default load context' {
        Invoke-Fresh @'
Import-Module $module
$null = Get-PlatformDrift -Root $root | Out-String
# pwsh has a JsonSchema.Net of its own, and the runtime may load it ahead, by the profile of earlier starts.
[Runtime.Loader.AssemblyLoadContext]::Default.Assemblies.Where({ -not $_.Location -or -not $_.Location.StartsWith($PSHOME) }).GetName().Name |
    Where-Object { $_ -match '^(Platform|Yaml|Json|Humanizer|Ulid|Renci|BouncyCastle)' }
'@ | Should -Be 'Platform.PowerShell.Loading'
    }

    It 'gets along with Test-Json, for which pwsh brings a JsonSchema.Net of its own' {
        Invoke-Fresh @'
'{ "a": 1 }' | Test-Json -Schema '{ "required": ["a"] }'
Import-Module $module
(Test-PlatformManifest redis -Root $root -Quiet), ('{}' | Test-Json -Schema '{ "required": ["a"] }' -ErrorAction Ignore)
[AppDomain]::CurrentDomain.GetAssemblies().Where({ $_.GetName().Name -eq 'JsonSchema.Net' }).ForEach({ [Runtime.Loader.AssemblyLoadContext]::GetLoadContext($_) -eq [Runtime.Loader.AssemblyLoadContext]::Default }) | Sort-Object
'@ | Should -Be 'True', 'True', 'False', 'False', 'True'
    }

    It 'ships no System.Management.Automation.dll' {
        (Get-ChildItem "$RepositoryRoot/bin/module" -Filter *.dll).Name | Sort-Object |
            Should -Be 'BouncyCastle.Cryptography.dll', 'Humanizer.dll', 'Json.More.dll', 'JsonPointer.Net.dll', 'JsonSchema.Net.dll', 'Microsoft.Extensions.DependencyInjection.Abstractions.dll', 'Microsoft.Extensions.Logging.Abstractions.dll', 'Platform.Core.dll', 'Platform.PowerShell.dll', 'Platform.PowerShell.Loading.dll', 'Renci.SshNet.dll', 'Ulid.dll', 'YamlDotNet.dll'
    }

    It 'works after a module that has loaded YamlDotNet <_>' -ForEach $otherYaml {
        Invoke-Fresh @"
Import-Module "`$root/bin/test-modules/OtherYaml/$_/OtherYaml.psm1"
Import-Module `$module
(Get-PlatformModule redis -Root `$root).Id
ConvertFrom-OtherYaml 'a: 1'
(Get-OtherYamlVersion).ToString(1)
"@ | Should -Be 'redis', '1', ([version] $_).Major
    }

    It 'does not get in the way of a module that loads YamlDotNet <_> later' -ForEach $otherYaml {
        Invoke-Fresh @"
Import-Module `$module
(Get-PlatformModule redis -Root `$root).Id
Import-Module "`$root/bin/test-modules/OtherYaml/$_/OtherYaml.psm1"
ConvertFrom-OtherYaml 'a: 1'
(Get-OtherYamlVersion).ToString(1)
(Get-PlatformModule postgres -Root `$root).Id
"@ | Should -Be 'redis', '1', ([version] $_).Major, 'postgres'
    }
}

Describe 'The module''s own scripts' {
    # The reason once, not for each folder.
    if (-not $analyzer) {
        It 'pass PSScriptAnalyzer' { Set-ItResult -Skipped -Because 'PSScriptAnalyzer is not installed: Install-PSResource PSScriptAnalyzer' }
        return
    }

    It 'pass PSScriptAnalyzer: <_>' -ForEach 'Platform.psd1', 'pack.ps1', 'packaging', 'audits', 'examples', 'formats', 'src/Platform.PowerShell', 'tests/Pester' {
        Invoke-ScriptAnalyzer "$RepositoryRoot/$_" -Recurse |
            ForEach-Object { "$($_.ScriptName):$($_.Line): $($_.RuleName): $($_.Message)" } | Should -BeNullOrEmpty
    }
}
