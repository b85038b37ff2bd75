using System.Management.Automation;
using Platform.Processes;
using Platform.Schema;

namespace Platform.PowerShell.Session;

/// <summary>Gets what the first cmdlet will need while the import goes on, and while whoever imports types the next line.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <summary>When the module goes, so do the connections that its session kept.</summary>
    public void OnRemove(PSModuleInfo psModuleInfo) => SessionConnections.End();

    public void OnImport()
    {
        RunningChildren.EndWithProcess();
        // What goes wrong here is met again by whoever needs them.
        _ = Task.Run(() => (ShippedSchemas.Hosts, ShippedSchemas.Module));
    }
}
