using Platform.Root;

namespace Platform.PowerShell.Completion;

/// <summary>Names of hosts: those of <c>hosts.yaml</c>, or of the modules where there is none.</summary>
public sealed class HostNameCompleter : RootCompleter
{
    private protected override IEnumerable<string> Names(PlatformRoot root) => RootHosts.Read(root, CancellationToken.None).Hosts.Select(h => h.Name);
}
