# What pack.ps1 makes, each tried as a user would: from an empty folder.

BeforeDiscovery {
    . "$PSScriptRoot/Installers.ps1"
    $script:installers = Get-Installer | ForEach-Object { $_ + @{ Obstacle = Get-Obstacle $_.From } }
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    . "$PSScriptRoot/Installers.ps1"

    $script:out = "$((Resolve-Path $TestDrive).ProviderPath)/out"
    $said = & "$RepositoryRoot/pack.ps1" -Destination $out *>&1
    $script:version = ([xml] (Get-Content "$RepositoryRoot/Directory.Build.props" -Raw)).SelectSingleNode('//Version').InnerText
    $script:module = "$out/Platform/$version"
    $module | Should -Exist -Because "$said"

    # A folder of modules with what Install-PSResource leaves of a package there: all but NuGet's own parts.
    function Expand-Package([string] $Package, [string] $Folder) {
        $place = "$Folder/Platform/$version"
        Expand-Archive $Package $place
        foreach ($name in '_rels', 'package', '[Content_Types].xml', 'Platform.nuspec') { Remove-Item -LiteralPath "$place/$name" -Recurse -Force }
        $place
    }

    # In a pwsh that finds modules in that folder first.
    function Invoke-Installed([string] $Folder, [string] $Script) {
        $before = $env:PSModulePath
        $env:PSModulePath = $Folder + [IO.Path]::PathSeparator + $before
        try { Invoke-Fresh $Script } finally { $env:PSModulePath = $before }
    }

    function Get-EmptyFolder { (New-Item -ItemType Directory (Join-Path $TestDrive ([guid]::NewGuid()))).FullName }

    # Code for one processor and system does not load on others.
    function Test-Portable([string] $Path) {
        $file = [Reflection.PortableExecutable.PEReader]::new([IO.File]::OpenRead($Path))
        try { $file.PEHeaders.CorHeader.ManagedNativeHeaderDirectory.Size -eq 0 -and $file.PEHeaders.CorHeader.Flags -match 'ILOnly' } finally { $file.Dispose() }
    }
}

Describe 'The module''s folder' {
    It 'has a manifest without a fault' {
        $manifest = Test-ModuleManifest "$module/Platform.psd1" -WarningAction Stop -ErrorAction Stop
        $manifest.Version | Should -Be $version
        $manifest.Tags | Should -Contain 'Docker'
        $manifest.ReleaseNotes | Should -Match 'Get-PlatformDrift'
        $manifest.Copyright | Should -Match 'MIT'
        $manifest.LicenseUri | Should -Match '/MIT\b'
    }

    It 'exports each cmdlet by its name, and nothing by a wildcard' {
        $data = Import-PowerShellDataFile "$module/Platform.psd1"
        $data.CmdletsToExport | Sort-Object | Should -Be ((Get-Command -Module Platform).Name | Sort-Object)
        @($data.FunctionsToExport) + $data.AliasesToExport + $data.VariablesToExport | Should -BeNullOrEmpty
    }

    It 'has the schemas, for editors' {
        (Get-ChildItem "$module/schema").Name | Sort-Object | Should -Be ((Get-ChildItem "$RepositoryRoot/schema").Name | Sort-Object)
    }

    It 'has the files that its manifest lists, and no other' {
        $files = (Get-ChildItem $module -Recurse -File).FullName.ForEach({ [IO.Path]::GetRelativePath($module, $_).Replace('\', '/') })
        (Import-PowerShellDataFile "$module/Platform.psd1").FileList | Sort-Object | Should -Be ($files | Sort-Object)
    }

    It 'has no leftovers of the build, and nothing that pwsh brings itself' {
        $files = (Get-ChildItem $module -Recurse -File).Name
        $files -match '\.(pdb|deps\.json|nuspec)$|^System\.|^Microsoft\.(?!Extensions\.(DependencyInjection|Logging)\.)|^Platform\..*\.xml$' -ne 'Platform.PowerShell.dll-Help.xml' | Should -BeNullOrEmpty
        $files -like '*.dll' | Sort-Object | Should -Be 'BouncyCastle.Cryptography.dll', 'Humanizer.dll', 'Json.More.dll', 'JsonPointer.Net.dll', 'JsonSchema.Net.dll', 'Microsoft.Extensions.DependencyInjection.Abstractions.dll', 'Microsoft.Extensions.Logging.Abstractions.dll', 'Platform.Core.dll', 'Platform.PowerShell.dll', 'Platform.PowerShell.Loading.dll', 'Renci.SshNet.dll', 'Ulid.dll', 'YamlDotNet.dll'
    }

    It 'has assemblies that load on every platform' {
        Get-ChildItem $module -Filter *.dll | ForEach-Object { Test-Portable $_ | Should -BeTrue -Because $_.Name }
    }

    It 'has the version of the checkout''s manifest' {
        (Import-PowerShellDataFile "$RepositoryRoot/Platform.psd1").ModuleVersion | Should -Be $version
    }
}

Describe 'The module''s package' {
    BeforeAll {
        $script:folder = Get-EmptyFolder
        $script:place = Expand-Package "$out/repository/Platform.$version.nupkg" $folder
    }

    It 'lies in a folder with nothing else, as one that is searched for modules has to be' {
        (Get-ChildItem "$out/repository").Name | Should -Be "Platform.$version.nupkg"
    }

    It 'holds the folder, file by file' {
        $packed = Get-ChildItem $place -Recurse -File | Get-FileHash | ForEach-Object Hash | Sort-Object
        $packed | Should -Be (Get-ChildItem $module -Recurse -File | Get-FileHash | ForEach-Object Hash | Sort-Object)
    }

    It 'says of itself what Find-PSResource and Find-Module look for' {
        $text = & { Expand-Archive "$out/repository/Platform.$version.nupkg" "$TestDrive/whole"; Get-Content "$TestDrive/whole/Platform.nuspec" -Raw }
        $said = ([xml] $text).package.metadata
        $said.id, $said.version | Should -Be 'Platform', $version
        $said.license.InnerText | Should -Be 'MIT'
        $said.authors | Should -Not -BeNullOrEmpty
        $said.releaseNotes | Should -Match 'Get-PlatformDrift'
        $tags = $said.tags -split ' '
        $tags | Should -Contain 'PSModule'
        foreach ($cmdlet in (Get-Command -Module Platform).Name) { $tags | Should -Contain "PSCmdlet_$cmdlet" }
    }

    It 'imports by its name, and finds the sample''s drift' {
        Invoke-Installed $folder 'Import-Module Platform; (Get-Module Platform).ModuleBase; (Get-PlatformDrift -Root $root | Where-Object Status -eq Drifted).Module' |
            Should -Be $place, 'honcho-api'
    }

    It 'is imported by the first use of a cmdlet, and shows its views' {
        Invoke-Installed $folder '$PSStyle.OutputRendering = "PlainText"; Get-PlatformDrift honcho-api -Root $root | Out-String -Stream | ForEach-Object TrimEnd' |
            Should -Contain 'honcho-api             Drifted     image.tag: expected 3.0.6, actual 3.0.3'
    }

    It 'has its help, topics before an import too' {
        Invoke-Installed $folder '(Get-Help about_Platform).Split("`n")[1].Trim(); @((Get-Help Get-PlatformDrift).examples.example).Count -ge 3' |
            Should -Be 'about_Platform', 'True'
    }
}

Describe '<Install> from the folder of packages' -ForEach $installers {
    # The reason once, not for each test.
    if ($Obstacle) {
        It 'is tried' { Set-ItResult -Skipped -Because $Obstacle }
        return
    }

    BeforeAll {
        $script:user = Get-EmptyFolder
        Invoke-NewUser $user "$out/repository" "$Register; $Install Platform -Repository `$repository -Scope CurrentUser"
    }

    It 'leaves a module that is imported by its name, and reads the sample fleet' {
        Invoke-NewUser $user "$out/repository" 'Import-Module Platform; (Get-Module Platform).ModuleBase; @(Get-PlatformModule -Root $root).Count' |
            Should -Be "$user/.local/share/powershell/Modules/Platform/$version", (Get-ChildItem "$RepositoryRoot/modules" -Directory).Count
    }

    It 'has been told what the module is' {
        $found = Invoke-NewUser $user "$out/repository" "$Find Platform -Repository `$repository | ConvertTo-Json -WarningAction Ignore" | ConvertFrom-Json
        $manifest = Import-PowerShellDataFile "$module/Platform.psd1"
        $found.Description | Should -Be $manifest.Description
        $found.Author | Should -Be $manifest.Author
        $found.LicenseUri | Should -Match '/MIT\b'
        $found.ReleaseNotes | Should -Match 'Get-PlatformDrift'
        foreach ($tag in $manifest.PrivateData.PSData.Tags) { $found.Tags | Should -Contain $tag }
    }

    It 'finds the version, and nothing else, by <_>' -ForEach $FindBy {
        Invoke-NewUser $user "$out/repository" "$Find -$_ -Repository `$repository | ForEach-Object { `$_.Name; [string] `$_.Version }" |
            Should -Be 'Platform', $version
    }

    It 'has an opposite that leaves nothing behind' {
        Invoke-NewUser $user "$out/repository" "$Uninstall $version"
        "$user/.local/share/powershell/Modules/Platform" | Should -Not -Exist
    }
}

Describe 'platformctl' {
    It 'is installed as a .NET tool' {
        $place = Get-EmptyFolder
        # Only what was packed here; a configuration of the machine does not come into it.
        Set-Content "$place/nuget.config" "<configuration><packageSources><clear /><add key=`"packed`" value=`"$out`" /></packageSources></configuration>"
        $said = dotnet tool install platformctl --version $version --tool-path "$place/tools" --configfile "$place/nuget.config" 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$said"
        & "$place/tools/platformctl" --version | Should -Match "^$([regex]::Escape($version))"
        $report = & "$place/tools/platformctl" drift-check --root $RepositoryRoot --json | ConvertFrom-Json
        $LASTEXITCODE | Should -Be 2
        ($report.modules | Where-Object status -EQ drifted).module | Should -Be 'honcho-api'
    }

    It 'is unpacked from its archive' -Skip:$IsWindows {
        $place = Get-EmptyFolder
        $archive = Get-Item "$out/platformctl-$version-*.tar.gz"
        tar -xzf $archive -C $place
        $folder = Get-Item "$place/*"
        $folder.Name | Should -Be ($archive.Name -replace '\.tar\.gz$')
        (Get-ChildItem $folder).Name | Should -Contain 'LICENSE'
        Get-ChildItem $folder -Filter *.pdb | Should -BeNullOrEmpty
        (& "$folder/platformctl" drift-check honcho-api --root $RepositoryRoot) -join "`n" | Should -Match 'expected 3\.0\.6, actual 3\.0\.3'
        $LASTEXITCODE | Should -Be 2
    }
}
