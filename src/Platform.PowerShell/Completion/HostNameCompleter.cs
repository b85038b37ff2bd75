using Platform.Hosts;
using Platform.Root;

namespace Platform.PowerShell.Completion;

/// <summary>Names of hosts: those of <c>hosts.yaml</c>, or of the modules where there is none. The tooltip says how each is reached.</summary>
public sealed class HostNameCompleter : RootCompleter
{
    private protected override IEnumerable<Candidate> Candidates(PlatformRoot root, Func<string, bool> isMeant) =>
        RootHosts.Read(root, CancellationToken.None).Hosts.Where(host => isMeant(host.Name)).Select(host => new Candidate(host.Name, AboutOf(host, root)));

    private static string AboutOf(HostDefinition host, PlatformRoot root) => host.Transport switch
    {
        TransportKind.Recorded => $"recorded in {(host.SnapshotPath is { } path ? Path.GetRelativePath(root.Path, path) : "a snapshot")}",
        TransportKind.Local => "the docker of this machine",
        TransportKind.SshNet => $"SSH.NET to {Destination(host)}",
        _ => $"ssh to {Destination(host)}",
    };

    private static string Destination(HostDefinition host) =>
        string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{host.Destination ?? host.Name}{(host.Port is { } port ? $", port {port}" : "")}");
}
