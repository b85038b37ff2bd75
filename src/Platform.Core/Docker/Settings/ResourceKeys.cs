namespace Platform.Docker.Settings;

/// <summary>
/// The keys that the networks and volumes of a compose file may have, all of which are compared. A key that does not stand here, of a later
/// Compose say, is not compared, and is named.
/// </summary>
/// <remarks>The keys are those of https://github.com/compose-spec/compose-go/blob/main/schema/compose-spec.json; a test holds them together.</remarks>
internal static class ResourceKeys
{
    private static readonly SortedSet<string> Compared = new(StringComparer.Ordinal)
    {
        "networks.attachable", "networks.driver", "networks.driver_opts", "networks.enable_ipv4", "networks.enable_ipv6", "networks.external",
        "networks.internal", "networks.ipam.config.aux_addresses", "networks.ipam.config.gateway", "networks.ipam.config.ip_range",
        "networks.ipam.config.subnet", "networks.ipam.driver", "networks.ipam.options", "networks.labels", "networks.name",
        "volumes.driver", "volumes.driver_opts", "volumes.external", "volumes.labels", "volumes.name",
    };

    /// <summary>All keys that are compared, ordered.</summary>
    public static IReadOnlyCollection<string> All => Compared;

    /// <summary>The keys of networks or volumes that are not compared, each with the name that stands in the file: <c>networks.home.scope</c>.</summary>
    /// <param name="kind"><c>networks</c> or <c>volumes</c>.</param>
    /// <param name="names">Those that a service uses.</param>
    /// <param name="file">The whole file.</param>
    public static IEnumerable<string> NotUnderstood(string kind, IEnumerable<string> names, EngineJson file) =>
        names.SelectMany(name => Walk(kind + ".", file[kind][name]).Select(key => $"{kind}.{name}.{key[(kind.Length + 1)..]}"));

    private static IEnumerable<string> Walk(string prefix, EngineJson node) => node.Members
        .Where(member => !(member.Value.IsEmpty || member.Name.StartsWith("x-", StringComparison.Ordinal)))
        .SelectMany(member => Unknown(prefix + member.Name, member.Value));

    private static IEnumerable<string> Unknown(string key, EngineJson value) =>
        Compared.Contains(key) ? []
        : !Compared.Any(known => known.StartsWith(key + ".", StringComparison.Ordinal)) ? [key]
        : value.IsList ? value.Items.SelectMany(item => Walk(key + ".", item))
        : Walk(key + ".", value);
}
