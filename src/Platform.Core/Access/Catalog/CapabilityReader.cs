using System.Buffers;
using System.Text.Json;
using Platform.Hosts.SshNet;
using Platform.Schema;
using Platform.Schema.Evaluating;
using Platform.Yaml;

namespace Platform.Access.Catalog;

/// <summary>Reads a catalog that is valid by <c>schema/agent-capability.schema.json</c>.</summary>
internal static class CapabilityReader
{
    public static IReadOnlyList<Capability> Read(YamlNode file)
    {
        List<Capability> capabilities = [];
        foreach (var item in file["capabilities"].Items) capabilities.Add(CapabilityOf(item));
        return capabilities;
    }

    /// <summary>A capability as a request has its entry.</summary>
    /// <returns>Null where the entry is none.</returns>
    public static Capability? Read(JsonElement entry)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            writer.WriteNumber("schema_version", 1);
            writer.WriteStartArray("capabilities");
            entry.WriteTo(writer);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        var document = YamlReader.Read(buffer.WrittenSpan);
        return document.IsValid && ShippedSchemas.AgentCapability.Evaluate(document.Root).IsValid ? Read(document.Root)[0] : null;
    }

    private static Capability CapabilityOf(YamlNode entry)
    {
        var actors = Texts(entry["actors"]);
        var ahead = entry["pre_approved"];
        return new Capability
        {
            Id = entry["id"].Text,
            Tier = Enum.Parse<CapabilityTier>(entry["tier"].Text, ignoreCase: true), // the schema has let it in
            Description = entry["description"].Text,
            Actors = actors,
            MaxTtl = CapabilityDuration.Parse(entry["max_ttl"].Text) ?? TimeSpan.MaxValue, // too long, as CatalogChecks says
            PreApproved = ahead.Kind is YamlKind.Sequence ? Texts(ahead) : ahead.TryGetBoolean(out var all) && all ? actors : [],
            Backing = BackingOf(entry["backing"]),
            Entry = JsonOf(entry),
            Line = entry.Position.Line,
        };
    }

    private static Backing BackingOf(YamlNode backing) => backing["type"].Text switch
    {
        SshAgentBacking.Word => new SshAgentBacking(Texts(backing["hosts"]), SecretOf(backing["key"])),
        WrappedCommandBacking.Word => new WrappedCommandBacking(
            backing["program"].Text, Texts(backing["arguments"]), SecretsOf(backing["secrets"]), backing["input"].Exists ? SecretOf(backing["input"]) : null),
        InfisicalTokenBacking.Word => new InfisicalTokenBacking(
            new Uri(backing["url"].Text), backing["project"].Text, backing["environment"].Text, backing["path"].Text, IdentityOf(backing["identity"])),
        _ => new ForgejoPatBacking(
            new Uri(backing["url"].Text), backing["user"].Text, Texts(backing["scopes"]), Texts(backing["repositories"]),
            backing["password"].Exists ? SecretOf(backing["password"]) : null, backing["administrator"].Exists ? SecretOf(backing["administrator"]) : null),
    };

    private static SecretSource SecretOf(YamlNode secret)
    {
        if (secret["command"].Exists) return new CommandSecret(Texts(secret["command"]));
        if (secret["file"].Exists) return new FileSecret(UserFile.Expand(secret["file"].Text));
        var source = secret["infisical"];
        return new InfisicalSecret(
            new Uri(source["url"].Text), source["project"].Text, source["environment"].Text, source["path"].Text, source["name"].Text, IdentityOf(source["identity"]));
    }

    private static MachineIdentity IdentityOf(YamlNode identity) => new(identity["client_id"].Text, SecretOf(identity["client_secret"]));

    private static SortedDictionary<string, SecretSource> SecretsOf(YamlNode secrets)
    {
        SortedDictionary<string, SecretSource> sources = new(StringComparer.Ordinal);
        foreach (var entry in secrets.Entries) sources[entry.Key] = SecretOf(entry.Value);
        return sources;
    }

    private static List<string> Texts(YamlNode sequence)
    {
        List<string> texts = [];
        foreach (var item in sequence.Items) texts.Add(item.Text);
        return texts;
    }

    private static JsonElement JsonOf(YamlNode entry)
    {
        var text = JsonText.Take();
        try
        {
            text.Write(entry);
            using var document = text.Parse();
            return document.RootElement.Clone();
        }
        finally
        {
            text.Return();
        }
    }
}
