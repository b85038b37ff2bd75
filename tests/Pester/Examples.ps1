# Dot-sourced: examples of Markdown pages, and how they are run. Needs Common.ps1.

# The examples of a page: title, code, and what it prints where the page says so.
function Get-PageExample {
    param([Parameter(Mandatory)] [string] $Path)

    foreach ($section in (Get-Content -LiteralPath $Path -Raw) -split '(?m)^(?=#{2,3} )' -match '^### Example ') {
        @{
            Page   = [IO.Path]::GetFileNameWithoutExtension($Path)
            Title  = ($section -split '\n')[0].Substring(4)
            Text   = $section
            Code   = [regex]::Match($section, '(?s)```powershell\n(.*?)\n```').Groups[1].Value
            Output = [regex]::Match($section, '(?s)```output\n(.*?)\n```').Groups[1].Value
        }
    }
}

# A copy of the sample fleet, which an example may write to.
function New-SampleRoot {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'below TestDrive')]
    param([Parameter(Mandatory)] [string] $Path)

    $null = New-Item -ItemType Directory -Path $Path
    Copy-Item "$RepositoryRoot/modules", "$RepositoryRoot/compose", "$RepositoryRoot/observations", "$RepositoryRoot/policies", "$RepositoryRoot/hosts.yaml" $Path -Recurse
    (Resolve-Path -LiteralPath $Path).ProviderPath
}

# What a terminal of 80 columns would show, and the errors of cmdlets; in a runspace that knows the module alone.
function Invoke-Example {
    param([Parameter(Mandatory)] [string] $Code, [Parameter(Mandatory)] [string] $Root)

    $session = [powershell]::Create()
    try {
        $null = $session.AddScript('param($module, $root) Import-Module $module; Set-Location -LiteralPath $root').
            AddParameters(@{ module = $ModulePath; root = $Root }).Invoke()
        $session.Commands.Clear()
        $text = $session.AddScript(". {`n$Code`n} 2>&1 | Tee-Object -Variable shown | Out-String -Width 80").Invoke() -join ''
        $session.Commands.Clear()
        # A program's words on its error output are no error of a cmdlet.
        $errors = $session.AddScript('$shown | Where-Object { $_ -is [Management.Automation.ErrorRecord] }').Invoke().Where({ $_.FullyQualifiedErrorId -notlike 'NativeCommandError*' })
        [pscustomobject]@{ Text = $text; Errors = @($errors) }
    }
    finally { $session.Dispose() }
}

# Expected output as a pattern: an age is any age, a line that is an ellipsis any lines, and blank lines do not count.
function ConvertTo-OutputPattern {
    param([Parameter(Mandatory)] [string] $Output)

    $lines = $Output -split '\r?\n' | ForEach-Object TrimEnd | Where-Object { $_ } | ForEach-Object {
        if ($_ -eq [string] [char] 0x2026) { '(?:.*\n)*?' }
        else { ([regex]::Escape($_) -replace 'recorded\\ \d+\\ \w+\\ ago', 'recorded \d+ \w+ ago') + '\n' }
    }
    '^' + (-join $lines) + '$'
}

function ConvertTo-PlainLine {
    param([Parameter(Mandatory)] [AllowEmptyString()] [string] $Text)

    -join ($Text -split '\r?\n' | ForEach-Object TrimEnd | Where-Object { $_ } | ForEach-Object { "$_`n" })
}
