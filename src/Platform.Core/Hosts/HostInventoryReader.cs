using Platform.Docker;
using Platform.Hosts.SshNet;
using Platform.Root;
using Platform.Yaml;

namespace Platform.Hosts;

/// <summary>Reads a <c>hosts.yaml</c> that is valid by <c>schema/hosts.schema.json</c>.</summary>
internal static class HostInventoryReader
{
    public static HostInventory Read(YamlNode file, string rootPath)
    {
        var defaults = file["defaults"];
        var project = defaults["compose_project"].GetString() ?? HostInventory.DefaultComposeProject;
        var conventions = ConventionsOf(file);
        Dictionary<string, HostDefinition> hosts = new(StringComparer.Ordinal);
        foreach (var entry in file["hosts"].Entries)
        {
            var host = entry.Value;
            hosts[entry.Key] = new HostDefinition
            {
                Name = entry.Key,
                Transport = host["transport"].Text switch
                {
                    "local" => TransportKind.Local,
                    "recorded" => TransportKind.Recorded,
                    "sshnet" => TransportKind.SshNet,
                    _ => TransportKind.Ssh,
                },
                Destination = host["destination"].GetString(),
                Port = host["port"].TryGetInt32(out var port) ? port : null,
                Ssh = SshOf(entry.Key, host["ssh_command"], rootPath),
                IdentityFile = host["identity_file"].GetString() is { } identity ? UserFile.Expand(identity) : null,
                KnownHostsFile = host["known_hosts"].GetString() is { } known ? UserFile.Expand(known) : null,
                SnapshotPath = host["snapshot"].GetString() is { } path ? Path.GetFullPath(Path.Combine(rootPath, path)) : null,
                SnapshotRoot = rootPath,
                PlatformDirectory = host["platform_dir"].GetString(),
                AcceptNotCompared = host["accept_not_compared"].Count > 0 ? [ComparedPart.Configuration] : [], // the schema knows no other
                ApplyRequires = ApplyRequirements.Of(host["apply"]["require"]),
                DockerHost = host["docker_host"].GetString(),
                Conventions = conventions,
                ComposeProject = host["compose_project"].GetString() ?? project,
                ConnectTimeout = Seconds("connect_timeout_seconds", host, defaults) ?? HostInventory.DefaultConnectTimeout,
                CommandTimeout = Seconds("command_timeout_seconds", host, defaults) ?? HostInventory.DefaultCommandTimeout,
            };
        }

        return new HostInventory(hosts, project) { Conventions = conventions };
    }

    private static HostConventions ConventionsOf(YamlNode file)
    {
        Dictionary<string, string> aliases = new(StringComparer.Ordinal);
        foreach (var alias in file["registry_aliases"].Entries) aliases[alias.Key] = alias.Value.Text;
        List<string> labels = [];
        foreach (var prefix in file["ignore_labels"].Items) labels.Add(prefix.Text);
        List<string> insecure = [];
        foreach (var registry in file["insecure_registries"].Items) insecure.Add(registry.Text);
        return new HostConventions(new RegistryAliases(aliases), labels) { InsecureRegistries = insecure };
    }

    /// <summary>The word <c>ssh</c> alone is what would run without it, and names no program of the root's own.</summary>
    private static RootProgram SshOf(string host, YamlNode words, string rootPath)
    {
        if (words.Count == 0) return HostDefinition.PlainSsh;
        List<string> list = [];
        foreach (var word in words.Items) list.Add(word.Text);
        return list is ["ssh"] ? HostDefinition.PlainSsh : RootProgram.Named(rootPath, $"host {host}", [.. list]);
    }

    private static TimeSpan? Seconds(string key, YamlNode host, YamlNode defaults) =>
        host[key].TryGetInt32(out var own) ? TimeSpan.FromSeconds(own)
        : defaults[key].TryGetInt32(out var common) ? TimeSpan.FromSeconds(common)
        : null;
}
