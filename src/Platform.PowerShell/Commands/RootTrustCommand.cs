using System.Management.Automation;
using Platform.Manifests;
using Platform.Root;

namespace Platform.PowerShell.Commands;

/// <summary>What the cmdlets about trust in a root share: which root, and what it names.</summary>
public abstract class RootTrustCommand : PlatformCommand
{
    /// <summary>Platform roots. Without one PLATFORM_ROOT, else the location or its nearest parent that is one.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    public string[]? Root { get; set; }

    protected sealed override void ProcessRecord()
    {
        foreach (var named in Root ?? [null!]) Handle(FindRoot(named)); // null: the root in use
    }

    private protected abstract void Handle(PlatformRoot root);

    /// <summary>What the root's files name. Files that are not valid name nothing, and end the call.</summary>
    private protected RootPrograms ProgramsOf(PlatformRoot root) => RootReading.ReadCapabilities(this, root).Programs();

    /// <summary>Writes a program for each object, and why trust is not believed where it is not.</summary>
    private protected void Write(RootTrust trust)
    {
        if (trust.Fault is { } fault) WriteWarning(fault);
        WriteObject(trust.Programs, enumerateCollection: true);
    }
}
