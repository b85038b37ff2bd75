using System.Globalization;
using Platform.Hosts;
using Platform.Root;
using Platform.Yaml;

namespace Platform.Manifests;

/// <summary>Makes a <see cref="PlatformModule"/> of a tree that is valid by <c>module.schema.json</c>.</summary>
internal static class PlatformModuleBuilder
{
    public static PlatformModule Build(LoadedManifest manifest, RootContext context)
    {
        var root = manifest.Document.Root;
        var spec = root["spec"];
        return new PlatformModule
        {
            Id = root["id"].Text,
            Name = root["name"].Text,
            Tier = root["tier"].Text,
            Owner = root["owner"].Text,
            Runtime = Runtime(spec["runtime"], context.Inventory),
            UserFacingOutcome = Said(spec["user_facing_outcome"]),
            AcceptanceCriteria = Texts(spec["acceptance_criteria"]),
            Source = spec["source"] is { Exists: true } source && !Todo.IsIn(source)
                ? new ModuleSource(source["kind"].Text, source["location"].Text, source["version_scheme"].Text)
                : null,
            Artifact = spec["artifact"] is { Exists: true } artifact && !Todo.Is(artifact["reference"].Text)
                ? new ModuleArtifact(
                    artifact["kind"].Text, artifact["registry"].Text, artifact["reference"].Text,
                    artifact["digest"].GetString(), artifact["update_policy"].Text) { UpdatePolicyReason = artifact["update_policy_reason"].GetString() }
                : null,
            Secrets = spec["secrets"] is { Exists: true } secrets
                ? new ModuleSecrets(secrets["provider"].Text, Texts(secrets["refs"]))
                : null,
            Risk = spec["risk"] is { Exists: true } risk ? Risk(risk) : null,
            Operations = spec["operations"] is { Exists: true } operations
                ? new ModuleOperations(Said(operations["runbook"]), Said(operations["smoke_test"])) { RestoreTest = Restore(operations["restore_test"], manifest.Files) }
                : null,
            Places = new ModulePlaces(manifest.Folder.ShownPath, manifest.Document),
            Todo = Todo.PointersIn(root),
            Path = manifest.Folder.ManifestPath,
            Root = context.Root.Path,
        };
    }

    public static string DefaultProject(string host, HostInventory inventory) =>
        inventory.Find(host)?.ComposeProject ?? inventory.ComposeProject;

    private static ModuleRuntime Runtime(YamlNode runtime, HostInventory inventory)
    {
        var host = runtime["host"].Text;
        var project = runtime["compose_project"].GetString() ?? DefaultProject(host, inventory);
        var service = runtime["compose_service"].GetString();
        return new ModuleRuntime
        {
            Host = host,
            Orchestrator = runtime["orchestrator"].Text == "external" ? Orchestrator.External : Orchestrator.DockerCompose,
            ComposeProject = project,
            ComposeFile = runtime["compose_file"].GetString(),
            ComposeService = service,
            ContainerName = runtime["container_name"].GetString() ?? (service is null ? null : $"{project}-{service}-1"),
            DesiredState = runtime["desired_state"].Text switch { "stopped" => DesiredState.Stopped, "completed" => DesiredState.Completed, _ => DesiredState.Running },
            Statefulness = StatefulnessOf(runtime),
            ImageBuild = runtime["image_build"].GetString() switch
            {
                "local" => ImageBuild.Local,
                "upstream" => ImageBuild.Upstream,
                _ => null,
            },
            ImageObserved = Said(runtime["image_observed"]),
            ImageDigestPinnedInCompose = runtime["image_digest_pinned_in_compose"].TryGetBoolean(out var pinned) ? pinned : null,
            ImageAuditTs = Time(runtime["image_audit_ts"]),
        };
    }

    private static Statefulness? StatefulnessOf(YamlNode mapping) => mapping["statefulness"].GetString() switch
    {
        "stateful" => Statefulness.Stateful,
        "stateless" => Statefulness.Stateless,
        _ => null,
    };
    private static RestoreTest? Restore(YamlNode test, NamedFiles files) => Said(test["evidence"]) is { } evidence && Time(test["tested_at"]) is { } testedAt
        ? new RestoreTest(evidence, testedAt, files.RestoreEvidence is FilePlace.Inside)
        : null;

    private static ModuleRisk Risk(YamlNode risk) => new()
    {
        BlastRadius = risk["blast_radius"].Text,
        InternetExposed = risk["internet_exposed"].TryGetBoolean(out var exposed) && exposed,
        PublicReason = risk["public_reason"].GetString(),
        HumanWakeupAllowed = risk["human_wakeup_allowed"].TryGetBoolean(out var wakeup) && wakeup,
        AcknowledgedRisks = Risks(risk["acknowledged_risks"]),
    };

    private static AcknowledgedRisk[] Risks(YamlNode risks)
    {
        List<AcknowledgedRisk> list = [];
        foreach (var risk in risks.Items)
        {
            list.Add(new AcknowledgedRisk
            {
                Id = risk["id"].Text,
                Rationale = risk["rationale"].Text,
                AcknowledgedBy = risk["acknowledged_by"].Text,
                AcknowledgedAt = Time(risk["acknowledged_at"]) ?? DateTimeOffset.MinValue,
                ExpiresAt = Time(risk["expires_at"]),
                ExpiryIsUnreadable = risk["expires_at"].Exists && Time(risk["expires_at"]) is null,
                ReviewWhen = risk["review_when"] is { Exists: true } trigger ? Trigger(trigger) : null,
            });
        }

        return [.. list];
    }

    private static ReviewTrigger Trigger(YamlNode trigger) => new()
    {
        InternetExposed = trigger["internet_exposed"].TryGetBoolean(out var exposed) ? exposed : null,
        BlastRadius = trigger["blast_radius"].GetString(),
        Statefulness = StatefulnessOf(trigger),
        Host = trigger["host"].GetString(),
    };

    private static string[] Texts(YamlNode items)
    {
        List<string> list = [];
        foreach (var item in items.Items)
            if (!Todo.Is(item.Text)) list.Add(item.Text);
        return [.. list];
    }

    /// <summary>What a string says; null where nobody has written it yet.</summary>
    private static string? Said(YamlNode node) => node.GetString() is { } text && !Todo.Is(text) ? text : null;

    // RFC 3339 allows the leap second 23:59:60, which .NET's calendar has not; the second before stands for it.
    private static DateTimeOffset? Time(YamlNode node)
    {
        if (node.GetString() is not { } text) return null;
        const int Seconds = 17; // yyyy-MM-ddTHH:mm:ss
        if (text.AsSpan(Math.Min(text.Length, Seconds)).StartsWith("60")) text = $"{text.AsSpan(0, Seconds)}59{text.AsSpan(Seconds + 2)}";
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUniversalTime() : null;
    }
}
