using System.Globalization;
using Platform.Docker;
using Platform.Docker.Settings;

namespace Platform.Snapshots.Answers;

/// <summary>Brings a service of a compose file into the form that containers are read in.</summary>
internal static class DeclaredConfigurationParser
{
    public static DeclaredConfiguration Parse(string name, EngineJson service, EngineJson file) => new()
    {
        Image = service["image"].Text is { Length: > 0 } image ? image : null,
        Ports =
        [
            .. service["ports"].Items
                .Select(p => PublishedPort.Format(
                    p["host_ip"].Text, p["published"].Text, string.Create(CultureInfo.InvariantCulture, $"{p["target"].Int32}/{p["protocol"].Text ?? "tcp"}")))
                .Distinct(StringComparer.Ordinal)
                .Order(StringComparer.Ordinal),
        ],
        Environment = Environment(service["environment"]),
        Mounts = ContainerConfigurationParser.Ordered(Volumes(service, file).Concat(Files(service, file))),
        Networks = Networks(service, file),
        RestartPolicy = RestartPolicy(service),
        Command = OpaqueOrNone(service["command"]),
        Entrypoint = OpaqueOrNone(service["entrypoint"]),
        User = service["user"].Text,
        Privileged = service["privileged"].Flag,
        CapabilitiesAdded = ContainerConfigurationParser.Capabilities(service["cap_add"]),
        CapabilitiesDropped = ContainerConfigurationParser.Capabilities(service["cap_drop"]),
        Healthcheck = Probe(service["healthcheck"]),
        Replicas = ServiceKeys.Replicas(service),
        Labels = ContainerConfigurationParser.Labels(service["labels"]),
        Contents = Contents(service, file, "configs"),
        SecretContents = Contents(service, file, "secrets"),
        NotUnderstood = ServiceKeys.NotUnderstood(service, file),
        Settings = DeclaredSettings.Of(name, service, file),
        LogOptions = ContainerConfigurationParser.Options(service["logging"]["options"]),
        Annotations = service["annotations"].IsEmpty ? null : ContainerConfigurationParser.Options(service["annotations"]),
    };

    private static Dictionary<string, OpaqueValue?> Environment(EngineJson entries)
    {
        Dictionary<string, OpaqueValue?> environment = new(StringComparer.Ordinal);
        foreach (var (name, value) in entries.Members) environment[name] = value.Text is { } text ? new OpaqueValue(text) : null;
        return environment;
    }

    private static OpaqueValue[]? OpaqueOrNone(EngineJson words) => words.Exists ? ContainerConfigurationParser.Opaque(words) : null;

    private static IEnumerable<MountPoint> Volumes(EngineJson service, EngineJson file)
    {
        foreach (var volume in service["volumes"].Items)
        {
            if ((volume["type"].Text, volume["target"].Text) is not ({ } type, { } target)) continue;
            var name = volume["source"].Text ?? "";
            var source = type switch
            {
                "volume" => file["volumes"][name]["name"].Text ?? name,
                "tmpfs" => "",
                _ => MountPath.Of(name),
            };
            yield return new MountPoint(type, source, MountPath.Of(target), volume["read_only"].Flag);
        }

        // A tmpfs may have options behind a colon.
        foreach (var tmpfs in service["tmpfs"].Texts)
            yield return new MountPoint("tmpfs", "", MountPath.Of(tmpfs.Split(':')[0]), ReadOnly: false);
    }

    /// <summary>Secrets and configs that are files of the host are bind mounts, read-only, at their target or default place.</summary>
    private static IEnumerable<MountPoint> Files(EngineJson service, EngineJson file)
    {
        foreach (var (key, folder) in ComposeGrants.Folders)
            foreach (var grant in service[key].Items)
                if (Mount(grant, file[key], folder) is { } mount) yield return mount;
    }

    private static MountPoint? Mount(EngineJson grant, EngineJson files, string folder)
    {
        if (grant["source"].Text is not { } source || files[source]["file"].Text is not { } path) return null;
        return new MountPoint("bind", path, ComposeGrants.PlaceOf(grant["target"].Text ?? source, folder), ReadOnly: true);
    }

    /// <summary>
    /// Configs, or secrets, whose content the file itself has, or a variable that was asked for. Compose copies it into the container that it has made.
    /// </summary>
    private static Dictionary<string, OpaqueValue>? Contents(EngineJson service, EngineJson file, string key)
    {
        Dictionary<string, OpaqueValue> contents = new(StringComparer.Ordinal);
        foreach (var grant in service[key].Items)
        {
            if (grant["source"].Text is not { } source) continue;
            var content = file[key][source]["content"].Text ?? ComposeGrants.VariableOf(file[key][source], file).Text;
            if (content is not null) contents[ComposeGrants.PlaceOf(grant["target"].Text ?? source, ComposeGrants.Folders[key])] = new OpaqueValue(content);
        }

        return contents.Count == 0 ? null : contents;
    }

    private static string[] Networks(EngineJson service, EngineJson file) => service["network_mode"].Text switch
    {
        "host" => ["host"],
        "none" => ["none"],
        var mode when SharedMode.Is(mode) => ["container"],
        "default" => ["bridge"], // the engine's own name for it
        { Length: > 0 } mode => [mode],
        _ => [.. service["networks"].Names.Distinct(StringComparer.Ordinal).Select(n => file["networks"][n]["name"].Text ?? n).Order(StringComparer.Ordinal)],
    };

    // What Compose itself makes of the two places a policy can stand in; `deploy` wins.
    private static string RestartPolicy(EngineJson service)
    {
        var policy = service["deploy"]["restart_policy"];
        if (!policy.Exists) return service["restart"].Text is { Length: > 0 } restart ? restart : "no";
        return (policy["condition"].Text, policy["max_attempts"].Exists ? policy["max_attempts"].Int32 : 0) switch
        {
            ("on-failure", > 0 and var attempts) => string.Create(CultureInfo.InvariantCulture, $"on-failure:{attempts}"),
            ("none" or "no", _) => "no",
            (null or "" or "any" or "always", _) => "always",
            var (condition, _) => condition,
        };
    }

    private static DeclaredProbe? Probe(EngineJson probe)
    {
        if (!probe.Exists) return null;
        if (probe["disable"].Flag) return new DeclaredProbe([new OpaqueValue("NONE")], null, null, null, null, null);
        return new DeclaredProbe(
            OpaqueOrNone(probe["test"]),
            GoDuration.Parse(probe["interval"].Text), GoDuration.Parse(probe["timeout"].Text), GoDuration.Parse(probe["start_period"].Text),
            GoDuration.Parse(probe["start_interval"].Text), probe["retries"] is { Exists: true } retries ? retries.Int32 : null);
    }
}
