# Dot-sourced by each suite: the module as a checkout has it after `dotnet build`, and small platform roots.

$RepositoryRoot = (Resolve-Path "$PSScriptRoot/../..").ProviderPath
$ModulePath = Join-Path $RepositoryRoot 'Platform.psd1'
Import-Module $ModulePath

# How this pwsh is started: by its own program, or, where it came as a .NET tool or package, `dotnet exec pwsh.dll`.
$script:PwshCommand = [string[]] (Get-Process -Id $PID).Path
if ([IO.Path]::GetFileNameWithoutExtension($PwshCommand[0]) -eq 'dotnet') { $script:PwshCommand += 'exec', "$PSHOME/pwsh.dll" }

# Starts it once more, without a profile. Its output as lines; $LASTEXITCODE is its exit code.
function Start-Pwsh {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'runs what a test says')]
    param()

    $program, $first = $PwshCommand
    & $program @first -NoProfile -NonInteractive @args 2>&1
}

# A root of somebody's own must not be taken for the one a test means.
$env:PLATFORM_ROOT = $null
# The suites make roots that name stand-ins for ssh. What is refused without trust, Trust.tests.ps1 shows.
$env:PLATFORM_TRUSTED_ROOTS = [IO.Path]::GetTempPath()

# A platform root with one module for each name; hosts.yaml where its text is given.
function New-TestRoot {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'below TestDrive')]
    param(
        [Parameter(Mandatory)] [string] $Path,
        [Parameter(Mandatory)] [string[]] $Module,
        [string] $HostName = 'alpha',
        [string] $Inventory
    )

    $null = New-Item -ItemType Directory -Path $Path, "$Path/compose" -Force
    $services = foreach ($name in $Module) {
        $null = New-Item -ItemType Directory -Path "$Path/modules/$name" -Force
        Set-Content -LiteralPath "$Path/modules/$name/module.yaml" -Value @"
schema_version: 2
id: $name
name: The $name service
tier: 1-iskra-value-layer
owner: operator
spec:
  runtime:
    host: $HostName
    orchestrator: docker-compose
    compose_file: compose/compose.yaml
    compose_service: $name
    image_observed: example.org/${name}:1.0
  artifact:
    kind: oci-image
    registry: upstream-registry
    reference: example.org/${name}:1.0
    update_policy: manual
"@
        "  ${name}: { image: 'example.org/${name}:1.0' }"
    }
    Set-Content -LiteralPath "$Path/compose/compose.yaml" -Value 'services:', $services
    if ($Inventory) { Set-Content -LiteralPath "$Path/hosts.yaml" -Value "schema_version: 1`nhosts:`n$Inventory" }
    (Resolve-Path -LiteralPath $Path).ProviderPath
}

# An executable shell script that stands for a program.
function New-StandIn {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'below TestDrive')]
    param([Parameter(Mandatory)] [string] $Path, [Parameter(Mandatory)] [string] $Body)

    Set-Content -LiteralPath $Path -Value "#!/bin/sh`n$Body"
    $file = Get-Item -LiteralPath $Path
    $file.UnixFileMode = $file.UnixFileMode -bor [IO.UnixFileMode]::UserExecute
    $file.FullName
}

# A stand-in that runs the script it is sent with a docker that has one container, of the service `one`.
function New-AnsweringSsh {
    [Diagnostics.CodeAnalysis.SuppressMessageAttribute('PSUseShouldProcessForStateChangingFunctions', '', Justification = 'below TestDrive')]
    param([Parameter(Mandatory)] [string] $Folder, [string] $Image = 'example.org/one:1.0')

    $null = New-Item -ItemType Directory -Path $Folder -Force
    $folder = (Resolve-Path -LiteralPath $Folder).ProviderPath
    $id = 'c' * 64
    $imageId = 'sha256:' + 'a' * 64
    $docker = @"
case "`$1 `$2" in
  version*) echo '{"Client":{"Version":"28.2.2"},"Server":{"Version":"28.2.2","ApiVersion":"1.50","Os":"linux","Arch":"amd64"}}' ;;
  compose*) echo 2.36.0 ;;
  ps*) printf '$id\037home-platform-one-1\037"home-platform"\037"one"\037""\037""\037""\037$Image\037""\037""\n' ;;
  container*) echo '$imageId {"Id":"$id","Name":"/home-platform-one-1","Image":"$imageId","Created":"2026-01-01T00:00:00Z","RestartCount":0,"State":{"Status":"running"},"HostConfig":{},"NetworkSettings":{},"Config":{"Image":"$Image","Labels":{"com.docker.compose.project":"home-platform","com.docker.compose.service":"one","com.docker.compose.container-number":"1"}}}' ;;
  image*) echo '{"Id":"$imageId","RepoTags":["$Image"],"RepoDigests":[],"Config":{}}' ;;
esac
"@
    $null = New-StandIn "$folder/docker" $docker
    New-StandIn "$folder/ssh" "PATH='$folder':`$PATH; export PATH; exec sh"
}

# Runs a script in a process that has loaded nothing yet, with $module and $root given. Its output as lines; $LASTEXITCODE
# is that of the script.
function Invoke-Pwsh([string] $Script, [string] $Root = $RepositoryRoot) {
    Start-Pwsh -Command @"
`$module = '$($ModulePath -replace "'", "''")'
`$root = '$($Root -replace "'", "''")'
$Script
"@
}

# The same, where nothing may go wrong.
function Invoke-Fresh([string] $Script) {
    $lines = Invoke-Pwsh "`$ErrorActionPreference = 'Stop'`n$Script"
    $LASTEXITCODE | Should -Be 0 -Because ($lines -join "`n")
    $lines
}
