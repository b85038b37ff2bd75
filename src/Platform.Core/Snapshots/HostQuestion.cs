using Platform.Hosts;
using Platform.Shell;
using Platform.Text;

namespace Platform.Snapshots;

/// <summary>A host, and what to ask of it; or the reason why it is not asked at all.</summary>
public sealed record HostQuestion
{
    private HostQuestion(string name, HostDefinition? host, SnapshotRequest request, HostFailure? refusal)
    {
        (Name, Host, Request, Refusal) = (name, host, request, refusal);
    }

    public string Name { get; }

    public HostDefinition? Host { get; }

    public SnapshotRequest Request { get; }

    public HostFailure? Refusal { get; }

    /// <summary>Asks a host. A request with a name that may not reach a shell becomes a refusal.</summary>
    public static HostQuestion Ask(HostDefinition host, SnapshotRequest request)
    {
        var bad = request.Projects.FirstOrDefault(p => !ShellName.IsComposeProject(p))
            ?? request.Services.FirstOrDefault(s => !ShellName.IsComposeService(s))
            ?? request.ContainerNames.FirstOrDefault(n => !ShellName.IsContainer(n))
            ?? request.Files.Concat(request.SecretFiles).FirstOrDefault(f => !ShellName.IsRelativePath(f))
            ?? request.Contents.Select(content => content.ToString()).FirstOrDefault(c => !ServiceFile.IsChecked(c, ShellName.IsAbsolutePath))
            ?? request.Variables.Select(variable => variable.ToString()).FirstOrDefault(v => !ProjectVariable.IsChecked(v))
            ?? (host.PlatformDirectory is { } directory && !ShellName.IsAbsolutePath(directory) ? directory : null)
            ?? (host is { Transport: TransportKind.Ssh or TransportKind.SshNet, Destination: var to } && !ShellName.IsSshDestination(to ?? "") ? to ?? "" : null);
        return bad is null
            ? new HostQuestion(host.Name, host, request, null)
            : Refuse(host.Name, new HostFailure(
                HostFailureReason.InvalidName,
                $"'{TerminalText.Clean(bad)}' is not a name that may reach a shell; nothing was run on {host.Name}"));
    }

    /// <summary>Asks a host by its name. One that the inventory does not know becomes a refusal.</summary>
    public static HostQuestion Ask(HostInventory inventory, string name, SnapshotRequest request) => inventory.Find(name) is { } host
        ? Ask(host, request)
        : Refuse(name, new HostFailure(
            HostFailureReason.NotInInventory, $"hosts.yaml does not name the host {TerminalText.Clean(name)}; add it there"));

    /// <summary>A host that is not asked.</summary>
    public static HostQuestion Refuse(string name, HostFailure reason) => new(name, null, SnapshotRequest.Probe, reason);
}
