BeforeDiscovery {
    . "$PSScriptRoot/Common.ps1"

    $script:cmdlets = (Get-Command -Module Platform).Name
    $script:topics = (Get-ChildItem "$RepositoryRoot/docs/cmdlets" -Filter about_*.md).BaseName
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    # What a parameter is, as one line, so that a difference reads well: as the engine knows it, and as the help says it.
    function Get-Real($Parameter) {
        $pipeline = @(if ($Parameter.ValueFromPipelineByPropertyName) { 'ByPropertyName' }; if ($Parameter.ValueFromPipeline) { 'ByValue' })
        $position = if ($Parameter.Position -lt 0) { 'named' } else { $Parameter.Position }
        $wildcards = $Parameter.Attributes.TypeId -contains [Management.Automation.SupportsWildcardsAttribute]
        "-$($Parameter.Name) $($Parameter.ParameterType.Name), required $($Parameter.IsMandatory), position $position, " +
        "pipeline $(if ($pipeline) { "True ($($pipeline -join ', '))" } else { 'False' }), wildcards $wildcards, " +
        "aliases $(($Parameter.Aliases | Sort-Object) -join ' ')"
    }

    function Get-Told($Parameter) {
        "-$($Parameter.name) $($Parameter.type.name), required $($Parameter.required), position $($Parameter.position), " +
        "pipeline $($Parameter.pipelineInput), wildcards $($Parameter.globbing), " +
        "aliases $(($Parameter.aliases -split ', ' -ne 'none' | Sort-Object) -join ' ')"
    }

    # Those that people are meant to see.
    function Select-Shown {
        process { if ($_.Name -notin [Management.Automation.Cmdlet]::CommonParameters -and -not (Test-Hidden $_)) { $_ } }
    }

    function Test-Hidden($Parameter) { @($Parameter.Attributes).Where({ $_ -is [Management.Automation.ParameterAttribute] -and $_.DontShow }).Count -gt 0 }

    function Get-PageLine([string] $Name) { Get-Content "$RepositoryRoot/docs/cmdlets/$Name.md" }
}

Describe 'The pages' {
    It 'are of cmdlets that exist, and of all of them' {
        (Get-ChildItem "$RepositoryRoot/docs/cmdlets" -Filter *-*.md).BaseName | Sort-Object |
            Should -Be ((Get-Command -Module Platform).Name | Sort-Object)
    }

    It 'are linked where others name them' {
        foreach ($page in Get-ChildItem "$RepositoryRoot/docs/cmdlets" -Filter *.md) {
            [regex]::Matches((Get-Content $page -Raw), '\]\(([^)]+\.md)\)').ForEach({ $_.Groups[1].Value }) | Where-Object { $_ } |
                ForEach-Object { Join-Path $page.DirectoryName $_ | Should -Exist }
        }
    }
}

Describe 'Get-Help <_>' -ForEach $cmdlets {
    BeforeAll {
        $script:command = Get-Command $_
        $script:help = Get-Help $_ -Full
    }

    It 'says what it is for' {
        $help.Synopsis | Should -Match '\.$'
        $help.description.Text | Should -Not -BeNullOrEmpty
        $help.alertSet.alert.Text | Should -Not -BeNullOrEmpty
        $help.relatedLinks.navigationLink.linkText | Should -Not -BeNullOrEmpty
    }

    It 'offers no page online, for there is none' {
        $help | Out-String | Should -Not -Match '-Online'
    }

    It 'has three examples or more, each with words about it' {
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
        foreach ($example in $help.examples.example) {
            $example.code | Should -Not -BeNullOrEmpty
            $example.remarks.Text | Should -Not -BeNullOrEmpty -Because $example.title
        }
    }

    It 'describes every parameter, and no other' {
        $shown = $command.ParameterSets.Parameters | Select-Shown | ForEach-Object Name | Sort-Object -Unique
        $help.parameters.parameter.name | Sort-Object | Should -Be $shown
        foreach ($parameter in $help.parameters.parameter) { $parameter.description.Text | Should -Not -BeNullOrEmpty -Because $parameter.name }
    }

    It 'says of every parameter in every set what the cmdlet does' {
        $sets = [regex]::Matches((Get-PageLine $_ | Out-String), '(?m)^## SYNTAX\s+(?:### (?<name>\w+)(?: \(Default\))?\s+```[^`]+```\s+)*').Groups |
            Where-Object Name -EQ name | ForEach-Object Captures | ForEach-Object Value
        $command.ParameterSets.Name | Sort-Object | Should -Be (($sets ?? '__AllParameterSets') | Sort-Object)
        for ($i = 0; $i -lt @($help.syntax.syntaxItem).Count; $i++) {
            $set = $command.ParameterSets | Where-Object Name -EQ (@($sets ?? '__AllParameterSets')[$i])
            $real = $set.Parameters | Select-Shown | ForEach-Object { Get-Real $_ } | Sort-Object
            @($help.syntax.syntaxItem)[$i].parameter | ForEach-Object { Get-Told $_ } | Sort-Object | Should -Be $real
        }
    }

    It 'shows the syntax that the engine shows' {
        $hidden = $command.ParameterSets.Parameters | Where-Object { Test-Hidden $_ } | ForEach-Object Name | Sort-Object -Unique
        $real = (Get-Command $_ -Syntax) -split '\r?\n' -ne '' | ForEach-Object {
            $line = $_
            foreach ($name in $hidden) { $line = $line -replace " \[-$name <\S+>\]" }
            $line
        }
        Get-PageLine $_ | Where-Object { $_ -like "$($command.Name) *<CommonParameters>*" } | Should -Be $real
    }

    It 'names the types it gives' {
        $help.returnValues.returnValue.type.name | Sort-Object | Should -Be ($command.OutputType.Name | Sort-Object -Unique)
    }
}

Describe 'Get-Help <_>' -ForEach $topics {
    It 'shows the topic, no wider than 80 columns' {
        $text = Get-Help $_
        $text | Should -Match "^TOPIC\s+$_\s"
        $text -split '\r?\n' | ForEach-Object { $_.Length } | Sort-Object | Select-Object -Last 1 | Should -BeLessThan 80
    }

    It 'lists it with its short description' {
        (Get-Help about_Platform* | Where-Object Name -EQ $_).Synopsis | Should -Match '\.$'
    }

    It 'speaks of cmdlets that exist' {
        [regex]::Matches((Get-Help $_), '\b\w+-Platform\w+\b').Value | Sort-Object -Unique | Where-Object { $_ } |
            ForEach-Object { Get-Command $_ -Module Platform -ErrorAction Ignore | Should -Not -BeNullOrEmpty -Because $_ }
    }
}

Describe 'about_Platform_Drift' {
    It 'lists every code that Tab completes' {
        $codes = (TabExpansion2 'Get-PlatformDrift -FindingCode ' 31).CompletionMatches.CompletionText
        $told = [regex]::Matches((Get-Help about_Platform_Drift), '(?m)^    ([A-Z]+_[A-Z_]+|UNHEALTHY)  ').ForEach({ $_.Groups[1].Value })
        $told | Sort-Object | Should -Be ($codes | Sort-Object)
    }
}
