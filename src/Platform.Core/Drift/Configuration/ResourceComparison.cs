using System.Globalization;
using Platform.Docker;
using Platform.Snapshots;
using Platform.Snapshots.Answers;

namespace Platform.Drift.Configuration;

/// <summary>
/// Networks, or volumes, themselves: those that the compose file gives to a service and that its container has. One that is
/// <c>external</c> only has to be there.
/// </summary>
internal sealed class ResourceComparison
{
    private const string OfNetworkDrivers = "com.docker.network.";

    /// <summary>What engines note among the options of a network by themselves.</summary>
    private static readonly HashSet<string> OfEngine = new(StringComparer.Ordinal)
    {
        "com.docker.network.enable_ipv4", "com.docker.network.enable_ipv6", "com.docker.network.driver.overlay.vxlanid_list",
    };

    private readonly string _key, _word, _code, _driver;
    private readonly IReadOnlyList<ResourceDefinition>? _declared, _live;
    private readonly string? _gap;
    private readonly HostConventions _conventions;

    private ResourceComparison(
        string word, string code, string driver, IReadOnlyList<ResourceDefinition>? declared, IReadOnlyList<ResourceDefinition>? live, string? gap, HostConventions conventions) =>
        (_key, _word, _code, _driver, _declared, _live, _gap, _conventions) = (word + "s", word, code, driver, declared, live, gap, conventions);

    public static IEnumerable<DriftFinding> Compare(DeclaredConfiguration declared, ContainerConfiguration live, ComposeProjectSnapshot project, HostSnapshot snapshot)
    {
        var networks = new ResourceComparison(
            "network", FindingCode.NetworksMismatch, ResourceParser.DriverOfNetworks, project.Networks, snapshot.Networks, snapshot.GapIn(SnapshotPart.Networks), snapshot.Conventions);
        var volumes = new ResourceComparison(
            "volume", FindingCode.MountsMismatch, ResourceParser.DriverOfVolumes, project.Volumes, snapshot.Volumes, snapshot.GapIn(SnapshotPart.Volumes), snapshot.Conventions);
        return networks.Compare(declared.Networks.Intersect(live.NetworksOfItsOwn, StringComparer.Ordinal))
            .Concat(volumes.Compare(declared.Mounts.Select(mount => mount.Source).Intersect(live.NamedVolumes, StringComparer.Ordinal)));
    }

    private IEnumerable<DriftFinding> Compare(IEnumerable<string> names)
    {
        string[] used = [.. names];
        if (used.Length == 0) return [];
        if (_declared is null || _live is null)
            return [ConfigurationComparison.NotCompared($"its {_key} themselves, which the snapshot does not have; make a new one")];
        return used.SelectMany(name => Of(_declared, name) is { } declared ? Compare(declared, Of(_live, name)) : []); // a network_mode may name any network
    }

    private IEnumerable<DriftFinding> Compare(ResourceDefinition declared, ResourceDefinition? live)
    {
        var field = $"{_key}.{declared.Name}";
        if (live is null)
        {
            return [_gap is { } gap ? ConfigurationComparison.NotCompared($"{field}: {gap}") : new DriftFinding(
                _code, FindingSeverity.Drift, field, $"a {_word}", "gone", $"{field}: the {_word} of the container is gone; recreate the container")];
        }

        if (declared.IsExternal) return [];
        DriftFinding?[] findings =
        [
            .. declared.Settings.Keys.Union(live.Settings.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(key => TextComparison.OfTexts(
                _code, $"{field}.{key}", Setting(declared, key), Setting(live, key), $"the {_word}")),
            Options($"{field}.driver_opts", declared, live),
            ValueComparison.OfMaps(_code, $"{field}.labels", declared.Labels, live.Labels, _conventions.Ignores),
            ValueComparison.OfMaps(_code, $"{field}.ipam.options", declared.AddressOptions, live.AddressOptions, _ => false),
            Subnets($"{field}.ipam.config", declared, live),
        ];
        return findings.OfType<DriftFinding>().Select(finding => finding with { OutlivesContainer = true });
    }

    /// <summary>The engine's default where nothing is said.</summary>
    private string Setting(ResourceDefinition resource, string key) => resource.Settings.GetValueOrDefault(key) ?? key switch
    {
        "driver" => _driver,
        "ipam.driver" => ResourceParser.DriverOfAddresses,
        "enable_ipv4" => "true",
        "internal" or "attachable" or "enable_ipv6" => "false",
        _ => "",
    };

    /// <summary>
    /// The daemon's <c>default-network-opts</c> may give a network options that nobody declared. Then other networks have them as well; where
    /// there is no other, it is a doubt. https://docs.docker.com/reference/cli/dockerd/#default-network-options
    /// </summary>
    private DriftFinding? Options(string field, ResourceDefinition declared, ResourceDefinition live) =>
        ValueComparison.UnlessGivenByEngine(withoutOthers => ValueComparison.OfMaps(
            _code, field, declared.Options, live.Options,
            option => OfEngine.Contains(option) || (option.StartsWith(OfNetworkDrivers, StringComparison.Ordinal) && (OthersHave(option, live) ?? withoutOthers))));

    /// <summary>Whether all other networks of the driver have an option with the same value; null where there is none of which no file says it.</summary>
    private bool? OthersHave(string option, ResourceDefinition live)
    {
        ResourceDefinition[] others =
        [
            .. _live!.Where(other => other.Name != live.Name && other.Name != HostSnapshot.Bridge && Setting(other, "driver") == Setting(live, "driver") && // there is a live one
                Of(_declared!, other.Name)?.Options.ContainsKey(option) != true), // the one compared is declared
        ];
        return others.Length == 0 ? null : others.All(other => live.Options[option].Equals(other.Options.GetValueOrDefault(option)));
    }

    private DriftFinding? Subnets(string field, ResourceDefinition declared, ResourceDefinition live) => TextComparison.OfSets(
        _code, field, declared.Pools.Select(pool => pool.ToString()), Asked(declared, live).Select(pool => pool.ToString()), $"the {_word}")
        ?? (declared.Pools.Count == 0 ? OddSubnet(field, live) : null);

    /// <summary>
    /// A subnet that nobody declared, and that is none of those an engine comes with. The daemon's <c>default-address-pools</c> may have given it: then
    /// the bridge of its own, or another network for which nobody declared one, is not of those either; else it is a doubt.
    /// </summary>
    private DriftFinding? OddSubnet(string field, ResourceDefinition live)
    {
        if (Setting(live, "driver") != ResourceParser.DriverOfNetworks || live.Pools.FirstOrDefault(IsOdd) is not { } odd || Of(_live!, HostSnapshot.Bridge) is null) return null; // as above
        var isOfEngine = _live!.Any(other => other.Name != live.Name && Of(_declared!, other.Name) is not { Pools.Count: > 0 } && other.Pools.Any(IsOdd));
        return isOfEngine ? null : new DriftFinding(
            _code, FindingSeverity.Warning, field, null, odd.Subnet,
            $"{field}: the compose file says nothing, the network has {odd.Subnet}; the engine's configuration may have given it, but its other networks are not of that kind");
    }

    /// <summary>
    /// Whether a subnet is none of those that an engine comes with, <c>172.17.0.0/16</c> and the like; of version 6 any may be one.
    /// https://github.com/moby/libnetwork/blob/master/ipamutils/utils.go
    /// </summary>
    private static bool IsOdd(AddressPool pool) =>
        !IsOfVersion6(pool) && !pool.Subnet.StartsWith("192.168.", StringComparison.Ordinal) &&
        !(pool.Subnet.Split('.') is ["172", var second, ..] && int.TryParse(second, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number is >= 16 and < 32);

    /// <summary>
    /// What somebody asked for among the live subnets: of a family of addresses for which the file has none, and of a gateway that it does
    /// not have, the choice is the engine's.
    /// </summary>
    private static IEnumerable<AddressPool> Asked(ResourceDefinition declared, ResourceDefinition live) =>
        from pool in live.Pools
        let isChosen = !declared.Pools.Any(other => IsOfVersion6(other) == IsOfVersion6(pool))
        where !isChosen || pool.IpRange is not null || pool.AuxAddresses.Count > 0
        select declared.Pools.Any(other => other.Subnet == pool.Subnet && other.Gateway is not null) ? pool : pool with { Gateway = null };

    private static bool IsOfVersion6(AddressPool pool) => pool.Subnet.Contains(':', StringComparison.Ordinal);

    private static ResourceDefinition? Of(IReadOnlyList<ResourceDefinition> resources, string name) => resources.FirstOrDefault(resource => resource.Name == name);
}
