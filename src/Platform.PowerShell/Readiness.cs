using System.Management.Automation;
using Platform.Processes;
using Platform.Schema;

namespace Platform.PowerShell;

/// <summary>Gets what the first cmdlet will need while the import goes on, and while whoever imports types the next line.</summary>
public sealed class Readiness : IModuleAssemblyInitializer
{
    public void OnImport()
    {
        RunningChildren.EndWithProcess();
        ShippedSchemas.CompileAhead();
    }
}
