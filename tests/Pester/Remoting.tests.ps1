# PowerShell remoting by ssh, for real: sshd's on the loopback with pwsh as subsystem, each looking at a part of the fleet.

BeforeDiscovery {
    $script:sshd = @('/usr/sbin/sshd', '/usr/bin/sshd').Where({ Test-Path $_ }, 'First')[0]
    $script:obstacle = if (-not $sshd) { 'sshd is not installed' } elseif ((id -u) -ne 0 -and -not (Test-Path /run/sshd)) { 'sshd needs /run/sshd' }
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"

    $script:place = (Resolve-Path $TestDrive).ProviderPath
    $script:daemons = @()
    $script:machines = @()
    $script:server = @('/usr/sbin/sshd', '/usr/bin/sshd').Where({ Test-Path $_ }, 'First')[0]

    function Get-FreePort {
        $listener = [Net.Sockets.TcpListener]::new([Net.IPAddress]::Loopback, 0)
        $listener.Start()
        try { $listener.LocalEndpoint.Port } finally { $listener.Stop() }
    }

    function Start-Machine([int] $Count) {
        if (-not (Test-Path /run/sshd)) { $null = New-Item -ItemType Directory /run/sshd }
        foreach ($key in 'host', 'client') { ssh-keygen -q -t ed25519 -N '' -C remoting -f "$place/$key" }
        $public = (Get-Content "$place/host.pub") -split ' '
        foreach ($number in 1..$Count) {
            $port = Get-FreePort
            Set-Content "$place/sshd-$number.conf" @"
Port $port
ListenAddress 127.0.0.1
HostKey $place/host
AuthorizedKeysFile $place/client.pub
StrictModes no
PermitRootLogin prohibit-password
PasswordAuthentication no
KbdInteractiveAuthentication no
UsePAM no
PrintMotd no
PidFile none
LogLevel ERROR
Subsystem powershell $PwshCommand -sshs -NoLogo -NoProfile
"@
            Add-Content "$place/known_hosts" "[127.0.0.1]:$port $($public[0]) $($public[1])"
            $script:daemons += Start-Process $server -ArgumentList '-D', '-f', "$place/sshd-$number.conf", '-E', "$place/sshd-$number.log" -PassThru
            $script:machines += "127.0.0.1:$port"
        }

        foreach ($machine in $machines) {
            foreach ($attempt in 1..100) {
                $client = [Net.Sockets.TcpClient]::new()
                try { $client.Connect('127.0.0.1', ($machine -split ':')[1]); break } catch { Start-Sleep -Milliseconds 50 } finally { $client.Dispose() }
            }
        }
    }

    if ($server -and ((id -u) -eq 0 -or (Test-Path /run/sshd))) { Start-Machine 3 }
    $script:options = @{ IdentityFile = "$place/client"; UserKnownHostsFile = "$place/known_hosts"; StrictHostKeyChecking = 'yes'; IdentityAgent = 'none'; IdentitiesOnly = 'yes' }
    $script:call = @{ HostName = $machines; Root = $RepositoryRoot; Module = $ModulePath; Options = $options }
}

AfterAll {
    $daemons | Where-Object { $_ -and -not $_.HasExited } | Stop-Process
}

Describe 'Invoke-FleetDrift.ps1' -ForEach @{ Obstacle = $script:obstacle } {
    It 'gets objects from three machines, with their views, that pipe on' {
        if ($Obstacle) { Set-ItResult -Skipped -Because $Obstacle }

        $found = & "$RepositoryRoot/examples/Invoke-FleetDrift.ps1" @call
        $found.Module | Sort-Object | Should -Be ((Get-PlatformModule -Root $RepositoryRoot).Id | Sort-Object)
        $found[0].PSTypeNames[0] | Should -Be 'Deserialized.Platform.Drift.ModuleDrift'
        @($found.PSComputerName | Sort-Object -Unique).Count | Should -BeLessOrEqual 3

        $lines = ($found | Sort-Object Host, Module | Out-String -Width 80) -split '\r?\n' | ForEach-Object TrimEnd
        $lines | Should -Contain 'honcho-api             Drifted     image.tag: expected 3.0.6, actual 3.0.3'
        $lines -match '^Host: rs2000, as recorded' | Should -HaveCount 1

        $drifted = $found | Where-Object Status -EQ Drifted
        $drifted.Findings.Code | Should -Contain 'IMAGE_TAG_MISMATCH'
        $drifted.Live.Containers[0].Image | Should -Be 'ghcr.io/plastic-labs/honcho:3.0.3'
        ($drifted | New-PlatformPlan -Root $RepositoryRoot -WarningAction SilentlyContinue).Changes.Module | Sort-Object -Unique | Should -Be 'honcho-api'
        ($found | Get-PlatformModule -Root $RepositoryRoot).Count | Should -Be 16
    }

    It 'makes one page of the whole, and exits as one run would' {
        if ($Obstacle) { Set-ItResult -Skipped -Because $Obstacle }

        Set-Content "$place/run.ps1" @"
`$options = @{ $(($options.GetEnumerator() | ForEach-Object { "$($_.Key) = '$($_.Value)'" }) -join '; ') }
& '$RepositoryRoot/examples/Invoke-FleetDrift.ps1' -HostName $(($machines | ForEach-Object { "'$_'" }) -join ', ') -Root '$RepositoryRoot' -Module '$ModulePath' -Options `$options -OutFile '$place/fleet.html'
exit `$LASTEXITCODE
"@
        $lines = Start-Pwsh -File "$place/run.ps1"
        $LASTEXITCODE | Should -Be 2 -Because ($lines -join "`n")
        Get-Content "$place/fleet.html" -Raw | Should -Match 'honcho-api'
    }

    It 'ends with an error where a machine is missing: without its part nothing is the whole' {
        if ($Obstacle) { Set-ItResult -Skipped -Because $Obstacle }

        $gone = "127.0.0.1:$(Get-FreePort)"
        { & "$RepositoryRoot/examples/Invoke-FleetDrift.ps1" -HostName $machines[0], $gone -Root $RepositoryRoot -Module $ModulePath -Options $options } | Should -Throw
    }
}
