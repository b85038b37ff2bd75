using Platform.Compose;
using Platform.Docker.Settings;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Policy.Facts;

/// <summary>
/// Reads the facts of a container out of a snapshot: what it really mounts, publishes and may do. Values of its environment stay unread: only its names
/// count, and those that its image brings are left out. How its control groups are set up is the engine's choice, and says nothing.
/// </summary>
internal static class ContainerFacts
{
    private static readonly string[] Namespaces = ["pid", "ipc", "uts", "userns_mode"];

    /// <param name="container">The container.</param>
    /// <param name="module">The module that it stands for.</param>
    /// <param name="snapshot">What was seen of its host.</param>
    public static ServiceFacts Of(ContainerSnapshot container, PlatformModule module, HostSnapshot snapshot)
    {
        var place = module.Places.Of("spec", "runtime", "compose_service");
        var surface = container.Configuration;
        var image = snapshot.Images.FirstOrDefault(i => i.Id == container.ImageId);
        return new ServiceFacts
        {
            Said = $"container {container.Name}",
            Place = place,
            IsLive = true,
            Image = new TextFact(Literal(container.ImageReference), place),
            IsBuilt = image is { RepoDigests: [] },
            Mounts = [.. surface.Mounts.Where(m => m.Type is "bind" or "npipe" && m.Source.Length > 0).Select(m => new MountFact(Literal(m.Source), Literal(m.Target), m.ReadOnly, "mounted", place))],
            Ports = [.. surface.Ports.Select(port => PortFacts.Of(port, place)).OfType<PortFact>()],
            Environment =
            [
                .. surface.Environment.Where(v => image is null || !image.Defaults.Environment.TryGetValue(v.Key, out var brought) || !brought.Equals(v.Value))
                    .Select(v => new VariableFact(v.Key, null, "environment", place)),
            ],
            Namespaces =
            [
                .. Namespaces.Where(key => Setting(surface, key) is not null).Select(key => new KeyFact(key, Literal(Setting(surface, key)!), place)), // asked for before
                .. surface.Networks.Contains("host", StringComparer.Ordinal) ? [new KeyFact("network_mode", Literal("host"), place)] : Array.Empty<KeyFact>(),
            ],
            Capabilities = [.. surface.CapabilitiesAdded.Select(name => new TextFact(Literal(name), place))],
            Devices = [.. Words(surface, "devices").Select(device => new KeyFact("devices", Literal(ColonParts.Of(device)[0]), place))],
            SecurityOptions = [.. Words(surface, "security_opt").Select(option => new TextFact(Literal(option), place))],
            Privileged = surface.Privileged ? [new KeyFact("privileged", Literal("true"), place)] : [],
            Healthcheck = surface.Healthcheck is not { } probe ? Presence.Absent : probe.Test is [var first, ..] && first.Equals(new OpaqueValue("NONE")) ? Presence.TurnedOff : Presence.Present,
            // What a container says of these came from its file, and its file is judged.
            RestartPolicy = Presence.Present,
            Limits = Presence.Present,
            LiveDigests = image is null ? null : DigestsOf(image, container, snapshot),
        };
    }

    private static IReadOnlyList<string> DigestsOf(ImageSnapshot image, ContainerSnapshot container, HostSnapshot snapshot) =>
        snapshot.Conventions.Aliases.TryParse(container.ImageReference, out var reference) ? image.DigestsIn(reference.Identity, snapshot.Conventions.Aliases) : [];

    private static ComposeText Literal(string text) => new([new ComposeTextPart(text)]);

    private static string? Setting(ContainerConfiguration surface, string key) => surface.Settings?.GetValueOrDefault(key);

    private static string[] Words(ContainerConfiguration surface, string key) => SettingsReading.Words(Setting(surface, key) ?? "");
}
