# The scripts of examples/, run as an operator or a runner would.

BeforeDiscovery {
    . "$PSScriptRoot/Hosts.ps1"
    $script:down = Get-HostObstacle
}

BeforeAll {
    . "$PSScriptRoot/Common.ps1"
    . "$PSScriptRoot/Examples.ps1"

    $script:place = (Resolve-Path $TestDrive).ProviderPath
    $script:before = $env:PSModulePath
    $null = New-Item -ItemType Directory "$place/installed"
    $null = New-Item -ItemType SymbolicLink "$place/installed/Platform" -Target $RepositoryRoot
    $env:PSModulePath = "$place/installed$([IO.Path]::PathSeparator)$before"

    function Invoke-Script([string] $Name, [string[]] $Arguments) {
        Start-Pwsh -File "$RepositoryRoot/examples/$Name" @Arguments
    }
}

AfterAll {
    $env:PSModulePath = $before
}

Describe 'Invoke-NightlyAudit.ps1' {
    It 'tells what has drifted, keeps the whole, and exits with 2' {
        $lines = Invoke-Script Invoke-NightlyAudit.ps1 -Arguments '-Root', $RepositoryRoot, '-Keep', "$place/kept"
        $LASTEXITCODE | Should -Be 2 -Because ($lines -join "`n")
        $lines | Should -Contain 'InSync: 12'
        $lines | Should -Contain '  rs2000 honcho-api: image.tag: expected 3.0.6, actual 3.0.3'
        $kept = Get-Content "$place/kept/drift-*.json" -Raw | ConvertFrom-Json
        ($kept | Where-Object Status -EQ Drifted).Findings.Actual | Should -Be '3.0.3'
    }

    It 'goes on without a host, and exits with 8' {
        $root = New-SampleRoot "$place/partial"
        Remove-Item "$root/observations/vps1000.json"
        $lines = Invoke-Script Invoke-NightlyAudit.ps1 -Arguments '-Root', $root, '-Keep', "$place/partial-kept"
        $LASTEXITCODE | Should -Be 8 -Because ($lines -join "`n")
        $lines | Should -Contain 'Unreachable: 5'
        "$lines" | Should -Match 'vps1000: the recorded snapshot'
    }
}

Describe 'Export-DigestReport.ps1' {
    It 'writes a row for each module, and what is proven' {
        $lines = Invoke-Script Export-DigestReport.ps1 -Arguments '-Root', $RepositoryRoot, '-Path', "$place/digests.csv"
        $LASTEXITCODE | Should -Be 0 -Because ($lines -join "`n")
        $rows = Import-Csv "$place/digests.csv"
        $rows | Should -HaveCount 15
        $honcho = $rows | Where-Object Module -EQ 'honcho-api'
        $honcho.DesiredImage, $honcho.LiveImage, $honcho.Proof | Should -Be 'ghcr.io/plastic-labs/honcho:3.0.6', 'ghcr.io/plastic-labs/honcho:3.0.3', 'ProvenDifferent'
        ($rows | Where-Object Module -EQ redis).LiveDigests | Should -Match '^sha256:[0-9a-f]{64}'
    }

    It 'chooses by host' {
        $null = Invoke-Script Export-DigestReport.ps1 -Arguments '-Root', $RepositoryRoot, '-HostName', 'vps1000', '-Path', "$place/vps.csv"
        (Import-Csv "$place/vps.csv").Host | Sort-Object -Unique | Should -Be 'vps1000'
    }
}

Describe 'Deploy-Module.ps1' -ForEach @{ Down = $script:down } {
    It 'plans and waits, refuses another id, applies what was approved, and is in sync then' {
        if ($Down) { Set-ItResult -Skipped -Because $Down }

        $live = "$place/deployed"
        $said = & "$RepositoryRoot/tests/hosts/live-root" $live 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$said"
        $said = & "$RepositoryRoot/tests/hosts/deploy" $live 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$said"
        $arguments = 'honcho-api', '-Root', $live, '-Path', "$place/honcho-api.json"

        $lines = Invoke-Script Deploy-Module.ps1 -Arguments $arguments
        $LASTEXITCODE | Should -Be 1 -Because ($lines -join "`n")
        $id = (Get-FileHash "$place/honcho-api.json").Hash.ToLowerInvariant()
        $lines[-1] | Should -Match "-Approved $id$"

        $lines = Invoke-Script Deploy-Module.ps1 -Arguments ($arguments + '-Approved', ('0' * 64))
        $LASTEXITCODE | Should -Be 1 -Because ($lines -join "`n")
        (Get-PlatformDrift honcho-api -Root $live).Status | Should -Be 'Drifted'

        $lines = Invoke-Script Deploy-Module.ps1 -Arguments ($arguments + '-Approved', $id)
        $LASTEXITCODE | Should -Be 0 -Because ($lines -join "`n")
        (Get-PlatformDrift honcho-api -Root $live).Status | Should -Be 'InSync'

        $lines = Invoke-Script Deploy-Module.ps1 -Arguments $arguments
        $LASTEXITCODE | Should -Be 0 -Because ($lines -join "`n")
        $lines | Should -Contain 'honcho-api is in sync'
    }
}

Describe 'workflow.yaml' {
    BeforeAll {
        $script:text = Get-Content "$RepositoryRoot/examples/workflow.yaml" -Raw
        $script:audited = New-SampleRoot "$place/audited"
        Copy-Item "$RepositoryRoot/audits" $audited -Recurse

        # The command of a step, by its name.
        function Get-StepCommand([string] $Name) {
            $step = [regex]::Match($text, "(?s)- name: $Name\n.*?run: (?:\|\n(?<block>(?: {10}[^\n]*\n?)+)|(?<line>[^\n]+))")
            if ($step.Groups['line'].Success) { $step.Groups['line'].Value } else { $step.Groups['block'].Value -replace '(?m)^ {10}' }
        }

        # As a runner does for `shell: pwsh`: a file that stops at errors, and ends with the exit code of what ran last.
        function Invoke-Step([string] $Name, [string] $Folder) {
            $file = Join-Path $place "$([guid]::NewGuid()).ps1"
            Set-Content $file '$ErrorActionPreference = ''stop''', (Get-StepCommand $Name), 'if ((Test-Path -LiteralPath variable:\LASTEXITCODE)) { exit $LASTEXITCODE }'
            Start-Pwsh -WorkingDirectory $Folder -Command ". '$file'"
        }
    }

    It 'is YAML, with what a runner asks of jobs and steps' {
        Set-Content "$place/workflow.schema.json" @'
{
  "$schema": "https://json-schema.org/draft/2020-12/schema",
  "type": "object",
  "required": ["on", "jobs"],
  "properties": {
    "jobs": {
      "minProperties": 1,
      "additionalProperties": {
        "required": ["runs-on", "steps"],
        "properties": {
          "steps": { "items": { "oneOf": [{ "required": ["uses"] }, { "required": ["run", "shell", "name"] }] } }
        }
      }
    }
  }
}
'@
        $said = & "$RepositoryRoot/bin/platformctl" validate --schema "$place/workflow.schema.json" "$RepositoryRoot/examples/workflow.yaml" 2>&1
        $LASTEXITCODE | Should -Be 0 -Because "$said"
    }

    It 'passes valid manifests' {
        $lines = Invoke-Step 'Manifests are valid' $audited
        $LASTEXITCODE | Should -Be 0 -Because ($lines -join "`n")
    }

    It 'fails for others, and says where' {
        $root = New-SampleRoot "$place/invalid"
        (Get-Content "$root/modules/redis/module.yaml" -Raw) -replace 'owner:', 'ovner:' | Set-Content "$root/modules/redis/module.yaml"
        $lines = Invoke-Step 'Manifests are valid' $root
        $LASTEXITCODE | Should -Be 1
        $lines -match '^::error file=modules/redis/module\.yaml,line=\d+,col=1::SCHEMA_' | Should -Not -BeNullOrEmpty
    }

    It 'fails on drift, after the results' {
        $lines = Invoke-Step 'Nothing has drifted' $audited
        $LASTEXITCODE | Should -Be 1
        "$lines" | Should -Match 'redis.*drift found: honcho-api'
    }

    It 'runs the audits, and leaves a report' {
        $null = Invoke-Step 'Audits' $audited
        $LASTEXITCODE | Should -BeGreaterThan 0
        [int] ([xml] (Get-Content "$audited/audit.xml" -Raw)).testsuites.failures | Should -BeGreaterThan 0
    }
}
