using System.Management.Automation;
using Platform.Processes;
using Platform.Schema;

namespace Platform.PowerShell.Session;

/// <summary>Loads what the first cmdlet needs in the background, during the import and while the user types the next line.</summary>
public sealed class ModuleLifetime : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <summary>Connections that the session kept end with the module.</summary>
    public void OnRemove(PSModuleInfo psModuleInfo) => SessionConnections.End();

    public void OnImport()
    {
        RunningChildren.EndWithProcess();
        // An error here is met again where the schemas are needed.
        _ = Task.Run(() => (ShippedSchemas.Hosts, ShippedSchemas.Module));
    }
}
