using System.Collections.ObjectModel;
using System.Globalization;
using Platform.Docker;
using Platform.Docker.Settings;
using Platform.Snapshots;

namespace Platform.Drift.Configuration;

/// <summary>
/// Settings of a container, all of them: one that is declared has to be there, and one that is there has to be declared, or to
/// come from the image or from the engine's own configuration.
/// </summary>
internal sealed class SettingsComparison(ContainerSnapshot container, DeclaredConfiguration declared, ImageDefaults? image, HostSnapshot snapshot)
{
    /// <summary>What `daemon.json` can give to every container, and the engine notes there: https://docs.docker.com/reference/cli/dockerd/#daemon-configuration-file</summary>
    private static readonly HashSet<string> SetByDaemon = new(StringComparer.Ordinal) { "cgroup", "ipc", "logging.driver", "runtime", "shm_size", "ulimits" };

    private const string OfNetworks = "networks.";
    private const string AnnotationsKey = "annotations";
    private const string NotKept = ", which this engine, or the Compose that made the container, does not keep, or not show";

    private readonly IReadOnlyDictionary<string, string> _declared = declared.Settings ?? new Dictionary<string, string>(StringComparer.Ordinal);
    private readonly IReadOnlyDictionary<string, string> _live = container.Configuration.Settings ?? new Dictionary<string, string>(StringComparer.Ordinal);

    public IEnumerable<DriftFinding> Compare()
    {
        if (declared.Settings is null || container.Configuration.Settings is null)
            return [ConfigurationComparison.NotCompared("its other settings, which the snapshot does not have; make a new one")];
        var findings = _declared.Keys.Union(_live.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal).Select(Compare).OfType<DriftFinding>();
        return [.. findings, .. new[] { LogOptions(), Annotations() }.OfType<DriftFinding>()];
    }

    private DriftFinding? Compare(string key)
    {
        var (expected, actual) = (Expected(key), _live.GetValueOrDefault(key, ""));
        if (expected is null || expected == actual || (actual.Length == 0 && expected == SettingsReading.DefaultOf(key))) return null;
        if (actual is SettingsReading.Nowhere && expected.Length == 0) return null;
        if (actual is SettingsReading.Nowhere || (actual.Length == 0 && IsLost(key))) return ConfigurationComparison.NotCompared(key + NotKept);
        if (key is VolumeOwners.Key || (expected.Length == 0 && VolumeOwners.Explains(key, declared))) return null; // with the mounts
        if (key is LinkComparison.Key) return LinkComparison.Compare(SettingsReading.Words(expected), SettingsReading.Words(actual), container, snapshot);
        if (SharedMode.Is(expected) && SharedMode.IsOfContainer(actual)) return SharedNamespace.Compare(key, expected, actual, container, snapshot);
        if (key.StartsWith(OfNetworks, StringComparison.Ordinal) && !IsOnBothSides(key)) return null; // the network itself is a finding
        if (key.EndsWith(".aliases", StringComparison.Ordinal)) return Aliases(key, expected, actual);
        if (key is "ulimits" && SettingsReading.Words(expected).All(SettingsReading.Words(actual).Contains)) return Ulimits(expected, actual);
        if (expected.Length == 0 && _live.ContainsKey(key))
        {
            if (IsByItself(key, actual)) return null;
            if (SetByDaemon.Contains(key) && !(key is "ipc" && actual is not "shareable"))
                return IsEverywhere(key, surface => surface.Settings?.GetValueOrDefault(key, "") == actual) is true ? null : Doubt(key, actual);
        }

        return TextComparison.OfTexts(SettingConcern.CodeOf(key), key, expected, actual);
    }

    /// <summary>What should be there, empty for the engine's default; null where only the image would tell.</summary>
    private string? Expected(string key)
    {
        var fromFile = _declared.GetValueOrDefault(key, "");
        if (key is not ("working_dir" or "stop_signal" or "expose")) return fromFile;
        if (fromFile.Length > 0 && key is not "expose") return fromFile;
        if (image?.Settings is null) return null;
        var fromImage = image.Settings.GetValueOrDefault(key, "");
        return key is "expose" ? Joined(fromFile, fromImage) : fromImage;
    }

    private static string Joined(string first, string second) => string.Join(' ', SettingsReading.Words(first).Union(SettingsReading.Words(second), StringComparer.Ordinal).Order(StringComparer.Ordinal));

    /// <summary>What nobody asks for, and the engine gives all the same.</summary>
    private bool IsByItself(string key, string actual) => key switch
    {
        // With a limit comes as much swap again, or none that is limited: https://docs.docker.com/engine/containers/resource_constraints/
        "memswap_limit" => _live.TryGetValue("mem_limit", out var memory) && (actual == "-1" || Number(actual) / 2 == Number(memory)),
        // The name of the host, or of the container whose network it shares.
        "hostname" or "domainname" => declared.Networks is ["host"] or ["container"] || _declared.ContainsKey("uts"),
        _ => false,
    };

    /// <summary>
    /// What an engine throws away where the kernel can't do it, what newer ones show in another place, and not of containers that are
    /// stopped, and what <see href="https://github.com/docker/compose/commit/048fd136d">Compose passes on from 2.27.1 on</see>.
    /// </summary>
    private bool IsLost(string key) =>
        key is "blkio_config.weight" or "blkio_config.weight_device" ||
        (key is "mac_address" && !(Api < new Version(1, 44))) ||
        (key.EndsWith(".driver_opts", StringComparison.Ordinal) && ComposeVersion.IsOlder(container.ComposeVersion, new Version(2, 27, 1)));

    /// <summary>Null for what is no number: a recorded snapshot may hold anything.</summary>
    private static decimal? Number(string text) => decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>Limits that are not the declared ones: the engine adds those of its configuration that have other names.</summary>
    private DriftFinding? Ulimits(string expected, string actual)
    {
        string[] added = [.. SettingsReading.Words(actual).Except(SettingsReading.Words(expected), StringComparer.Ordinal)];
        bool?[] everywhere = [.. added.Select(word => IsEverywhere("ulimits", surface => SettingsReading.Words(surface.Settings?.GetValueOrDefault("ulimits") ?? "").Contains(word, StringComparer.Ordinal)))];
        if (everywhere.All(has => has is true)) return null;
        return expected.Length == 0 || everywhere.Any(has => has is null)
            ? Doubt("ulimits", string.Join(' ', added))
            : TextComparison.OfTexts(FindingCode.LimitsMismatch, "ulimits", expected, actual);
    }

    /// <summary>
    /// Whether all containers of the host that were not told otherwise have it so: then the engine's configuration says it. Null where there
    /// is none that was not told.
    /// </summary>
    private bool? IsEverywhere(string key, Func<ContainerConfiguration, bool> has)
    {
        var untold = snapshot.Containers.Where(c => c.Configuration.Settings is not null && !IsTold(c, key)).ToArray();
        return untold.Length == 0 ? null : untold.All(c => has(c.Configuration));
    }

    private bool IsTold(ContainerSnapshot other, string key) =>
        snapshot.ProjectOf(other)?.ServiceOf(other)?.Settings?.ContainsKey(key) == true;

    /// <summary>
    /// Names that the container has, or had when Compose made it, are aliases by themselves, and may stand in the file too. So is its host name:
    /// https://github.com/moby/moby/blob/v20.10.24/daemon/container_operations.go (updateNetworkConfig)
    /// </summary>
    private DriftFinding? Aliases(string key, string expected, string actual)
    {
        string[] own = [container.Name, $"{container.ComposeProject}-{container.ComposeService}-{container.ComposeNumber}", _live.GetValueOrDefault("hostname", container.Name)];
        return TextComparison.OfSets(
            FindingCode.NetworksMismatch, key, SettingsReading.Words(expected).Except(own, StringComparer.Ordinal), SettingsReading.Words(actual).Except(own, StringComparer.Ordinal));
    }

    private bool IsOnBothSides(string key)
    {
        var end = key.LastIndexOf('.');
        if (end < OfNetworks.Length) return false;
        var network = key[OfNetworks.Length..end];
        return declared.Networks.Contains(network, StringComparer.Ordinal) && container.Configuration.Networks.Contains(network, StringComparer.Ordinal);
    }

    private DriftFinding? LogOptions()
    {
        var (expected, actual) = (declared.LogOptions, container.Configuration.LogOptions);
        return expected is null || actual is null ? null : ValueComparison.UnlessGivenByEngine(withoutOthers => ValueComparison.OfMaps(
            FindingCode.LoggingMismatch, "logging.options", expected, actual,
            name => IsEverywhere("logging.driver", surface => surface.LogOptions?.GetValueOrDefault(name)?.Equals(actual[name]) is true) ?? withoutOthers));
    }

    private DriftFinding? Annotations()
    {
        var (expected, actual) = (declared.Annotations ?? ReadOnlyDictionary<string, OpaqueValue>.Empty, container.Configuration.Annotations ?? ReadOnlyDictionary<string, OpaqueValue>.Empty);
        return expected.Count > 0 && actual.Count == 0 && !(Api >= new Version(1, 43))
            ? ConfigurationComparison.NotCompared(AnnotationsKey + NotKept)
            : ValueComparison.OfMaps(FindingCode.SettingsMismatch, AnnotationsKey, expected, actual, _ => false);
    }

    /// <summary>https://docs.docker.com/reference/api/engine/version-history/</summary>
    private Version? Api { get; } = Version.TryParse(snapshot.Engine.ApiVersion, out var api) ? api : null;

    private static DriftFinding Doubt(string key, string actual) => new(
        SettingConcern.CodeOf(key), FindingSeverity.Warning, key, null, actual,
        $"{key}: the compose file says nothing, the container has {actual}; the engine's configuration may have given it, but not every container of the host has it");
}
