using namespace System.Runtime.Loader

# Loads the cmdlets into a load context of their own. The loader is all that enters the default one; it is found, not
# loaded again, when the module is imported a second time in one process.
if (-not ('Platform.PowerShell.Loading.ModuleLoadContext' -as [type])) {
    $null = [AssemblyLoadContext]::Default.LoadFromAssemblyPath("$PSScriptRoot/Platform.PowerShell.Loading.dll")
}

$cmdlets = [Platform.PowerShell.Loading.ModuleLoadContext]::Load($PSScriptRoot)
$inner = Microsoft.PowerShell.Core\Import-Module -Assembly $cmdlets -PassThru

# The engine keeps the inner module when this one goes, and an import that finds it there exports nothing
# (PowerShell/PowerShell#20710). So it has to go, too.
$ExecutionContext.SessionState.Module.OnRemove = {
    Microsoft.PowerShell.Core\Remove-Module -ModuleInfo $inner -ErrorAction Ignore
}
