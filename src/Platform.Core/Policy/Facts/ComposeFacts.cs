using Platform.Compose;
using Platform.Yaml;

namespace Platform.Policy.Facts;

/// <summary>Reads the facts of a service out of its compose files, in every syntax that Compose has for them.</summary>
internal static class ComposeFacts
{
    private const string HostNetwork = "host";
    private const string OfContainer = "container:";

    private static readonly string[] Namespaces = ["network_mode", "pid", "ipc", "uts", "userns_mode", "cgroup"];
    private static readonly string[] Hooks = ["post_start", "pre_stop"];
    private static readonly string[] LimitKeys = ["mem_limit", "memswap_limit", "cpus", "cpu_quota", "cpu_count", "cpu_percent", "pids_limit"];

    /// <param name="service">The service.</param>
    /// <param name="files">What reads the files that it names.</param>
    public static ServiceFacts Of(EvaluatedService service, ComposeFiles files)
    {
        var value = service.Value;
        var environment = EnvironmentFacts.Of(value, files);
        return new ServiceFacts
        {
            Said = $"service {service.Name}",
            Place = service.Place,
            Image = Text(value["image"]),
            IsBuilt = value["build"].Exists,
            Mounts = MountFacts.Of(service, files),
            ForeignVolumes = [.. value["volumes_from"].Items.Where(from => from.Text.StartsWith(OfContainer, StringComparison.Ordinal)).Select(Text).OfType<TextFact>()],
            Ports = [.. value["ports"].Items.Select(PortFacts.Of).OfType<PortFact>()],
            Environment = environment,
            OtherValues = EnvironmentFacts.OtherValues(service),
            GrantedSecrets = [.. value["secrets"].Items.Select(MountFacts.GrantedName).Where(name => name.Length > 0)],
            VariablesUsed = [.. VariablesIn(value).Concat(environment.SelectMany(v => v.Value?.Variables ?? [])).Concat(GrantedVariables(service)).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal)],
            Words = [.. Words(value["entrypoint"]), .. Words(value["command"])],
            HealthcheckWords = [.. Words(value["healthcheck"]["test"])],
            Namespaces = [.. Namespaces.Select(key => Key(key, value[key])).OfType<KeyFact>(), .. HostNetworks(value["networks"], service), .. SharedNamespaces(service)],
            Capabilities = [.. value["cap_add"].ItemsOrSelf.Select(Text).OfType<TextFact>()],
            Devices = [.. Devices(value), .. VolumeDevices(service)],
            SecurityOptions = [.. value["security_opt"].ItemsOrSelf.Select(Text).OfType<TextFact>()],
            Privileged = [.. Privileged(value)],
            ApiSocket = Text(value["use_api_socket"]),
            Healthcheck = HealthcheckOf(value["healthcheck"]),
            RestartPolicy = Says(value["restart"]) || value["deploy"]["restart_policy"].Entries.Count > 0 ? Presence.Present : Presence.Absent,
            Limits = LimitKeys.Any(key => Says(value[key])) || value["deploy"]["resources"]["limits"].Entries.Any(entry => Says(entry.Value)) ? Presence.Present : Presence.Absent,
        };
    }

    /// <summary>A scalar as a text; null where there is none.</summary>
    public static TextFact? Text(ComposeValue value) =>
        Says(value) && value.Kind is not (YamlKind.Mapping or YamlKind.Sequence) ? new TextFact(ComposeText.Parse(value.Text), value.Place) : null;

    private static KeyFact? Key(string key, ComposeValue value) => Text(value) is { } text ? new KeyFact(key, text.Text, text.Place) : null;

    private static bool Says(ComposeValue value) => value.Exists && value.Kind is not YamlKind.Null;

    private static IEnumerable<TextFact> Words(ComposeValue words) => words.ItemsOrSelf.Select(Text).OfType<TextFact>();

    /// <summary>A network whose name is that of the host's own. https://docs.docker.com/reference/compose-file/networks/#host-or-none</summary>
    private static IEnumerable<KeyFact> HostNetworks(ComposeValue networks, EvaluatedService service)
    {
        foreach (var (name, place) in Names(networks))
        {
            var definition = service.Resources["networks"][name];
            var external = definition["external"];
            // An external network has the name of its key unless it says another; it may also say so below external, as old files do.
            var real = definition["name"] is { Exists: true } named ? named.Text
                : external["name"] is { Exists: true } old ? old.Text
                : external.IsTrue ? name : "";
            if (ComposeText.Parse(real) is { WithDefaults: HostNetwork } text) yield return new KeyFact("networks", text, place);
        }
    }

    /// <summary>What a service has of the host because a service has it whose namespace it shares.</summary>
    private static IEnumerable<KeyFact> SharedNamespaces(EvaluatedService service)
    {
        foreach (var (key, said, other) in service.Shared)
        {
            if (Key(key, other[key]) is { } fact) yield return fact with { Place = said.Place };
            if (key is "network_mode") foreach (var network in HostNetworks(other["networks"], service)) yield return network with { Place = said.Place };
        }
    }

    private static IEnumerable<(string Name, Diagnostics.SourcePlace Place)> Names(ComposeValue named)
    {
        foreach (var item in named.Items)
        {
            if (item.Kind is YamlKind.Mapping) foreach (var entry in item.Entries) yield return (entry.Key, entry.Place);
            else yield return (item.Text, item.Place);
        }

        foreach (var entry in named.Entries) yield return (entry.Key, entry.Place);
    }

    // Short: host[:container[:rights]]; long: source and target. https://github.com/compose-spec/compose-spec/blob/main/05-services.md#devices
    private static IEnumerable<KeyFact> Devices(ComposeValue service)
    {
        foreach (var device in service["devices"].Items)
        {
            var said = device.Kind is YamlKind.Mapping ? Text(device["source"]) : Text(device);
            if (said is null) continue;
            var source = device.Kind is YamlKind.Mapping ? said.Text : ComposeText.Parse(ColonParts.Of(device.Text)[0]);
            yield return new KeyFact("devices", source, device.Place);
        }

        foreach (var rule in service["device_cgroup_rules"].Items)
            if (Key("device_cgroup_rules", rule) is { } fact) yield return fact;
    }

    /// <summary>Disks of the host that volumes mount. https://docs.docker.com/engine/storage/volumes/#block-storage-devices</summary>
    private static IEnumerable<KeyFact> VolumeDevices(EvaluatedService service)
    {
        foreach (var item in service.Value["volumes"].Items)
        {
            var name = MountFacts.VolumeName(item);
            if (service.Resources["volumes"][name]["driver_opts"]["device"] is { Text: ['/', 'd', 'e', 'v', '/', ..] } device && !MountFacts.IsBind(service.Resources["volumes"][name]))
                yield return new KeyFact($"volume {name}", ComposeText.Parse(device.Text), item.Place);
        }
    }

    private static IEnumerable<KeyFact> Privileged(ComposeValue service)
    {
        if (Key("privileged", service["privileged"]) is { } fact) yield return fact;
        foreach (var hook in Hooks)
            foreach (var item in service[hook].Items)
                if (Key(hook, item["privileged"]) is { } privileged) yield return privileged;
    }

    private static Presence HealthcheckOf(ComposeValue healthcheck)
    {
        if (!Says(healthcheck)) return Presence.Absent;
        if (healthcheck["disable"].IsTrue || healthcheck["test"].ItemsOrSelf is [{ Text: "NONE" }, ..]) return Presence.TurnedOff;
        return Says(healthcheck["test"]) ? Presence.Present : Presence.Absent;
    }

    private static IEnumerable<string> VariablesIn(ComposeValue value)
    {
        if (value.Kind is YamlKind.String) return ComposeText.Parse(value.Text).Variables;
        return value.Items.SelectMany(VariablesIn).Concat(value.Entries.SelectMany(entry => VariablesIn(entry.Value)));
    }

    /// <summary>The variables that its configs and secrets come from.</summary>
    private static IEnumerable<string> GrantedVariables(EvaluatedService service)
    {
        foreach (var kind in (string[])["configs", "secrets"])
        {
            foreach (var item in service.Value[kind].Items)
            {
                var definition = service.Resources[kind][MountFacts.GrantedName(item)];
                if (Text(definition["environment"]) is { Text.WithDefaults: { } variable }) yield return variable;
                foreach (var name in VariablesIn(definition)) yield return name;
            }
        }
    }
}
