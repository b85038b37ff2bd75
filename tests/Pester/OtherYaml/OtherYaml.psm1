# Stands for any module that brings a YamlDotNet of its own and loads it where everybody sees it.
Add-Type -Path "$PSScriptRoot/YamlDotNet.dll"

function ConvertFrom-OtherYaml {
    param([Parameter(Mandatory)] [string] $Text)

    $document = [YamlDotNet.RepresentationModel.YamlStream]::new()
    $document.Load([IO.StringReader]::new($Text))
    $document.Documents[0].RootNode.Children.Values | ForEach-Object Value
}

function Get-OtherYamlVersion {
    [YamlDotNet.RepresentationModel.YamlStream].Assembly.GetName().Version
}
