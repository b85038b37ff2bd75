# PowerShell completion for platformctl: platformctl completion pwsh | Out-String | Invoke-Expression
Register-ArgumentCompleter -Native -CommandName platformctl -ScriptBlock {
    param($word, $ast, $cursor)

    $position = $cursor - $ast.Extent.StartOffset
    $line = $ast.Extent.Text.PadRight($position).Substring(0, $position)
    & $ast.CommandElements[0].Value "[suggest:$position]" $line 2>$null |
        Where-Object { $_.StartsWith($word, [StringComparison]::Ordinal) -and $_ -notmatch '^/[?h]$' } |
        ForEach-Object {
            $text = if ($_ -match '[^\w./:@-]') { "'" + [Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($_) + "'" } else { $_ }
            [Management.Automation.CompletionResult]::new($text, $_, 'ParameterValue', $_)
        }
}
