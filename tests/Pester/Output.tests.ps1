# What the module says on any stream: no secret of a host, and no character that a terminal obeys or nobody sees.

BeforeDiscovery { $isUnix = -not $IsWindows }

BeforeAll { . "$PSScriptRoot/Common.ps1" }

Describe 'What the module says of a host full of secrets' -Skip:(-not $isUnix) {
    BeforeAll {
        $secret = 'Sw0rdfish'
        $answer = "'platform-secret hunter2Sw0rdfish {`"Env`":[`"A=hunter2Sw0rdfish`"]}'"
        $faults = @{
            'ends early' = "echo $answer; echo $answer >&2; exit 3"
            'gives up' = "echo $answer >&2; exit 255"
            'is killed' = "echo $answer >&2; kill -9 `$`$"
            'answers nonsense' = "echo $answer"
        }
    }

    It 'shows none on any stream, in $Error or in an exception where ssh <_>' -ForEach 'ends early', 'gives up', 'is killed', 'answers nonsense' {
        $ssh = New-StandIn "$TestDrive/ssh-$($_ -replace ' ')" $faults[$_]
        $root = New-TestRoot "$TestDrive/root-$($_ -replace ' ')" -Module one -Inventory "  alpha: { transport: ssh, destination: x, ssh_command: ['$ssh'] }"
        $global:Error.Clear()
        $ErrorActionPreference = 'Continue' # every command is to have its say
        $said = & {
            Get-PlatformDrift -Root $root -Verbose -ErrorAction Continue
            Get-PlatformDrift -Root $root -Debug -ErrorAction Continue
            Test-PlatformHost -Root $root -Verbose
            New-PlatformPlan -Root $root -Verbose
            Save-PlatformSnapshot alpha -Root $root -Path "$TestDrive/snapshot.json" -Verbose
        } *>&1
        $global:Error | Should -Not -BeNullOrEmpty
        ($said | Out-String -Width 4000) | Should -Not -Match $secret
        ($said | Format-List * -Force | Out-String -Width 4000) | Should -Not -Match $secret
        foreach ($record in $global:Error) {
            ($record | Format-List * -Force | Out-String -Width 4000) | Should -Not -Match $secret
            for ($exception = $record.Exception; $exception; $exception = $exception.InnerException) { "$exception $($exception.Data.Values)" | Should -Not -Match $secret }
        }
    }
}

Describe 'What the module says of a hostile root' {
    BeforeAll {
        $hostile = -join [char[]](27, 7, 0x9b, 0x202e, 0x200b, 0x2028, 0xfeff)
        $escaped = -join ($hostile.ToCharArray() | ForEach-Object { '\u{0:x4}' -f [int]$_ })
        $unsafe = '[\u0007\u001b\u009b\u202e\u200b\u2028\ufeff]'
        $root = New-TestRoot "$TestDrive/hostile" -Module one, two
        Add-Content -LiteralPath "$root/modules/one/module.yaml" -Value "`"$escaped`": `"$escaped`""
    }

    It 'has no such character in the message of an error, a warning or a verbose record' {
        $global:Error.Clear()
        $ErrorActionPreference = 'Continue' # every command is to have its say
        $said = & {
            Get-PlatformModule -Root $root -Verbose
            Get-PlatformModule "no$hostile" -Root $root -Verbose
            Test-PlatformManifest -Root $root -Verbose
            Get-PlatformHost "no$hostile" -Root $root
            Get-PlatformPlan "no$hostile.json"
            Save-PlatformSnapshot "no$hostile" -Root $root -WhatIf
        } *>&1
        $records = @($said | Where-Object { $_ -is [Management.Automation.ErrorRecord] -or $_ -is [Management.Automation.InformationalRecord] })
        $records.Count | Should -BeGreaterThan 3
        foreach ($record in $records) {
            "$record" | Should -Not -Match $unsafe
            if ($record -is [Management.Automation.ErrorRecord]) { "$($record.Exception.Message) $($record.ErrorDetails)" | Should -Not -Match $unsafe }
        }
    }
}
