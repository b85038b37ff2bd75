using System.Globalization;
using System.Text;
using Platform.Manifests;
using Platform.Text;
using Platform.Yaml.Editing;
using Platform.Yaml;

namespace Platform.Adopting;

/// <summary>Writes the manifest of what is adopted. What nobody can see on a host stands as <c>TODO: …</c>.</summary>
internal static class ManifestText
{
    private const int LongestComment = 200;

    /// <param name="id">Id of the module.</param>
    /// <param name="service">What is adopted.</param>
    /// <param name="source">Its compose file; null for what Compose did not start.</param>
    /// <param name="facts">What is known of its image.</param>
    /// <param name="observedAt">When the host was seen.</param>
    /// <param name="options">What a person says of it.</param>
    /// <param name="hint">Whether the root has the schemas, so that an editor can be told of them.</param>
    public static string Of(string id, AdoptedService service, ServiceSource? source, ObservedFacts facts, DateTimeOffset observedAt, AdoptOptions options, bool hint)
    {
        var text = new StringBuilder();
        if (hint) text.Append("# yaml-language-server: $schema=../../schema/module.schema.json\n");
        text.Append("schema_version: 2\n");
        Line(text, 0, "id", id);
        Line(text, 0, "name", service.Service ?? service.First.Name);
        Line(text, 0, "tier", options.Tier ?? $"{Todo.Prefix} a digit for the order and a name, 2-tools for instance");
        Line(text, 0, "owner", options.Owner ?? $"{Todo.Prefix} who answers for it");
        text.Append("spec:\n");
        Line(text, 1, "user_facing_outcome", $"{Todo.Prefix} what a user gets from it");
        text.Append("  acceptance_criteria:\n    - ").Append(Scalar($"{Todo.Prefix} how one sees that it works")).Append('\n');
        text.Append("  runtime:\n");
        Runtime(text, service, source, facts, observedAt);
        if (facts.Source is not { } image || service.IsExternal) return text.ToString();
        text.Append("  source:\n");
        Line(text, 2, "kind", "upstream-image");
        Line(text, 2, "location", image.Repository);
        Line(text, 2, "version_scheme", "upstream-tag");
        if (!facts.HasArtifact) return text.ToString();
        text.Append("  artifact:\n");
        Line(text, 2, "kind", "oci-image");
        Line(text, 2, "registry", "upstream-registry");
        Line(text, 2, "reference", image.Reference);
        if (facts.Digest is { } digest) Line(text, 2, "digest", digest);
        Line(text, 2, "update_policy", "manual");
        return text.ToString();
    }

    private static void Runtime(StringBuilder text, AdoptedService service, ServiceSource? source, ObservedFacts facts, DateTimeOffset observedAt)
    {
        Line(text, 2, "host", service.Host);
        Line(text, 2, "orchestrator", service.IsExternal ? "external" : "docker-compose");
        if (source is not null)
        {
            Line(text, 2, "compose_project", service.Project!); // a service of Compose has both
            Line(text, 2, "compose_file", source.Path);
            Line(text, 2, "compose_service", service.Service!);
        }

        if (ContainerName(service, source) is { } name) Line(text, 2, "container_name", name);
        if (!service.IsExternal && ObservedState.Of(service.Containers).Desired is { } desired) Line(text, 2, "desired_state", desired);
        var data = DataMounts.Of(service.First);
        Line(text, 2, "statefulness", data.Count > 0 ? "stateful" : "stateless", data.Count > 0 ? string.Join(", ", data) : null);
        if (facts.Build is { } build) Line(text, 2, "image_build", build);
        if (facts.Observed is { } observed) Line(text, 2, "image_observed", observed);
        if (!service.IsExternal) text.Append("    image_digest_pinned_in_compose: ").Append(facts.IsPinned ? "true" : "false").Append('\n');
        Line(text, 2, "image_audit_ts", observedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
    }

    /// <summary>The name where it is another than the default; several containers have none of their own.</summary>
    private static string? ContainerName(AdoptedService service, ServiceSource? source)
    {
        if (service.IsExternal) return service.First.Name;
        if (service.Containers.Count > 1 || (source is not null && source.Definition.ReplicasOf(service.Service!) is not 1)) return null;
        return service.First.Name == $"{service.Project}-{service.Service}-1" ? null : service.First.Name;
    }

    private static void Line(StringBuilder text, int depth, string key, string value, string? comment = null)
    {
        text.Append(' ', depth * 2).Append(key).Append(": ").Append(Scalar(value));
        if (comment is not null) text.Append(" # ").Append(TerminalText.Clean(comment, LongestComment));
        text.Append('\n');
    }

    private static string Scalar(string value) => ScalarText.Of(new YamlScalar(YamlKind.String, value), SpanForm.Plain, SpanForm.DoubleQuoted, inFlow: false);
}
