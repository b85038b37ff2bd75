# Dot-sourced by pack.ps1: the folder of the module, as it lies in a folder of PSModulePath.

function New-ModuleFolder {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'below out/')]
    param(
        [Parameter(Mandatory)] [string] $Repository,
        # What `dotnet publish` left: assemblies, the root module, help.
        [Parameter(Mandatory)] [string] $Published,
        [Parameter(Mandatory)] [version] $Version,
        [Parameter(Mandatory)] [string] $Path
    )

    if (Test-Path -LiteralPath $Path) { Remove-Item -LiteralPath $Path -Recurse }
    $null = New-Item -ItemType Directory -Path $Path
    # Symbols stay here: a stack trace names the methods without them.
    Copy-Item "$Published/*" $Path -Recurse -Exclude *.pdb
    Copy-Item "$Repository/formats", "$Repository/schema" $Path -Recurse
    Copy-Item "$Repository/LICENSE", "$Repository/README.md", "$Repository/CHANGELOG.md" $Path

    $files = (Get-ChildItem -LiteralPath $Path -Recurse -File).FullName.ForEach({ [IO.Path]::GetRelativePath($Path, $_).Replace('\', '/') })
    $list = @($files) + 'Platform.psd1' | Sort-Object | ForEach-Object { "        '$_'" }
    $manifest = Get-Content "$Repository/Platform.psd1" -Raw
    foreach ($change in @(
            @{ Old = "RootModule           = '*'"; New = "RootModule           = 'Platform.psm1'" }
            @{ Old = "ModuleVersion        = '*'"; New = "ModuleVersion        = '$Version'" }
            @{ Old = "ReleaseNotes = '*'"; New = "ReleaseNotes = @'`n$(Get-ReleaseNote -Path "$Repository/CHANGELOG.md" -Version $Version)`n'@" }
            @{ Old = '    PrivateData          = @{'; New = "    FileList             = @(`n$($list -join "`n")`n    )`n`n    PrivateData          = @{" }
        )) { $manifest = Edit-Manifest -Manifest $manifest @change }
    Set-Content -LiteralPath "$Path/Platform.psd1" -Value $manifest -NoNewline
    (Resolve-Path -LiteralPath $Path).ProviderPath
}

# Replaces text that has to be there: a manifest that has changed is not shipped half replaced.
function Edit-Manifest {
    param([Parameter(Mandatory)] [string] $Manifest, [Parameter(Mandatory)] [string] $Old, [Parameter(Mandatory)] [string] $New)

    $pattern = [regex]::Escape($Old).Replace('\*', "[^']*")
    if ([regex]::Matches($Manifest, $pattern).Count -ne 1) { throw "Platform.psd1 has no single line: $Old" }
    [regex]::Replace($Manifest, $pattern, $New.Replace('$', '$$'))
}

# The changes of a version; what is not released yet where the change log does not know it.
function Get-ReleaseNote {
    param([Parameter(Mandatory)] [string] $Path, [Parameter(Mandatory)] [version] $Version)

    $sections = (Get-Content -LiteralPath $Path -Raw) -split '(?m)^(?=## )'
    $section = @($sections -match "^## \[$([regex]::Escape($Version))\]") + @($sections -match '^## \[Unreleased\]') | Select-Object -First 1
    $notes = ($section -replace '^## .*\n' -replace '\[([^\]]+)\]\([^)]+\)', '$1').Trim()
    if (-not $notes) { throw "$Path says nothing of $Version" }
    $notes
}
