BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    $script:root = New-TestRoot "$TestDrive/root" -Module one -Inventory @'
  alpha: { transport: ssh, destination: ops@alpha.example, port: 2222, ssh_command: [tailscale, ssh] }
  beta: { transport: local }
  gamma: { transport: recorded, snapshot: observations/gamma.json }
'@
}

Describe 'Get-PlatformHost' {
    It 'lists the inventory in the order of the file, and contacts nobody' {
        $hosts = Get-PlatformHost -Root $root
        $hosts.Name | Should -Be 'alpha', 'beta', 'gamma'
        $hosts.Transport | Should -Be 'Ssh', 'Local', 'Recorded'
        $hosts[0].Port | Should -Be 2222
        $hosts[2].SnapshotPath | Should -Be "$root/observations/gamma.json"
    }

    It 'takes wildcards, arrays and any case' {
        (Get-PlatformHost ALPHA, g* -Root $root).Name | Should -Be 'alpha', 'gamma'
    }

    It 'takes names and modules from the pipeline' {
        ('beta', 'gamma' | Get-PlatformHost -Root $root).Name | Should -Be 'beta', 'gamma'
        (Get-PlatformModule -Root $root | Get-PlatformHost -Root $root).Name | Should -Be 'alpha'
    }

    It 'writes an error for an unknown host, and goes on' {
        (Get-PlatformHost nix, beta -Root $root -ErrorVariable failed -ErrorAction SilentlyContinue).Name | Should -Be 'beta'
        $failed[0].FullyQualifiedErrorId | Should -Be 'HostNotFound,Platform.PowerShell.Commands.GetPlatformHostCommand'
        $failed[0].TargetObject | Should -Be 'nix'
    }

    It 'lists the hosts the modules name, where there is no inventory' {
        $open = New-TestRoot "$TestDrive/open" -Module one, two -HostName box
        $hosts = Get-PlatformHost -Root $open
        $hosts.Name | Should -Be 'box'
        $hosts.Destination | Should -Be 'box'
        (Get-PlatformHost elsewhere -Root $open).Destination | Should -Be 'elsewhere'
    }

    It 'says what is wrong with a bad inventory' {
        $bad = New-TestRoot "$TestDrive/bad" -Module one -Inventory '  alpha: { transport: pigeon }'
        { Get-PlatformHost -Root $bad } | Should -Throw -ErrorId 'InventoryInvalid,Platform.PowerShell.Commands.GetPlatformHostCommand'
    }
}
