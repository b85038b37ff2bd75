using Platform.Diagnostics;
using Platform.Files;
using Platform.Manifests;
using Platform.Root;
using Platform.Schema.Patterns;
using Platform.Text;
using Platform.Yaml;

namespace Platform.Access.Catalog;

/// <summary>What no schema can say about the catalog and the actors.</summary>
internal static class CatalogChecks
{
    /// <summary>Checks the actors by themselves.</summary>
    public static void Check(YamlNode file, DiagnosticList diagnostics)
    {
        Dictionary<string, string> names = new(StringComparer.Ordinal);
        Dictionary<string, string> users = new(StringComparer.Ordinal);
        foreach (var item in file["operators"].Items) names.TryAdd(item.Text, "an operator");
        var number = 0;
        foreach (var actor in file["actors"].Items)
        {
            var (name, user) = (actor["name"], actor["user"]);
            if (!names.TryAdd(name.Text, "an actor"))
                diagnostics.Error(CatalogCode.ActorDuplicate, name, $"/actors/{number}/name", $"{name.Text} is {names[name.Text]} already; each actor has an identity of its own");
            if (user.Exists && !users.TryAdd(user.Text, name.Text))
                diagnostics.Error(CatalogCode.ActorDuplicate, user, $"/actors/{number}/user", $"the account {user.Text} is {users[user.Text]}'s already; each actor has an account of its own");
            number++;
        }
    }

    /// <summary>Checks the catalog against the actors and the hosts.</summary>
    /// <param name="file">The catalog.</param>
    /// <param name="capabilities">What was read of it.</param>
    /// <param name="actors">Who may be named; null where that is not known.</param>
    /// <param name="context">The root, and its hosts.</param>
    /// <param name="diagnostics">Gets what is wrong.</param>
    public static void Check(YamlNode file, IReadOnlyList<Capability> capabilities, ActorDirectory? actors, RootContext context, DiagnosticList diagnostics)
    {
        HashSet<string> ids = new(StringComparer.Ordinal);
        var number = 0;
        foreach (var entry in file["capabilities"].Items)
        {
            var capability = capabilities[number];
            var pointer = $"/capabilities/{number++}";
            if (!ids.Add(capability.Id))
                diagnostics.Error(CatalogCode.CapabilityDuplicate, entry["id"], pointer + "/id", $"there is another capability {capability.Id}; give this one an id of its own");
            if (capability.MaxTtl.TotalSeconds > Sessions.AccessRequest.MostSeconds)
                diagnostics.Error(CatalogCode.TtlTooLong, entry["max_ttl"], pointer + "/max_ttl", $"{entry["max_ttl"].Text} is longer than 7d; a credential that lives longer is a standing one");
            if (actors is not null) CheckActors(entry, capability, actors, pointer, diagnostics);
            CheckAhead(entry["pre_approved"], capability, pointer, diagnostics);
            CheckBacking(entry["backing"], pointer + "/backing", context, diagnostics);
        }
    }

    private static void CheckActors(YamlNode entry, Capability capability, ActorDirectory actors, string pointer, DiagnosticList diagnostics)
    {
        var number = 0;
        foreach (var actor in entry["actors"].Items)
        {
            var at = $"{pointer}/actors/{number++}";
            var isActor = actors.Find(actor.Text) is not null;
            if (capability.Tier is CapabilityTier.Critical)
            {
                // Without a list of operators all count that stand in the file of operators, which is not of the root.
                if (isActor || (actors.Operators is not null && !actors.IsOperator(actor.Text)))
                    diagnostics.Error(CatalogCode.CriticalForOperators, actor, at, $"{actor.Text} is no operator of {ActorDirectory.RelativePath}, and tier critical is for operators alone");
            }
            else if (!isActor && !actors.IsOperator(actor.Text))
            {
                var near = NearestName.Find(actor.Text, actors.Actors.Select(a => a.Name).Concat(actors.Operators ?? []));
                diagnostics.Error(CatalogCode.ActorNotDeclared, actor, at,
                    $"{ActorDirectory.RelativePath} does not name the actor {actor.Text}" + (near is null ? "; add it there" : $"; did you mean {near}?"));
            }
        }
    }

    private static void CheckAhead(YamlNode ahead, Capability capability, string pointer, DiagnosticList diagnostics)
    {
        if (capability.PreApproved.Count > 0 && capability.Tier is not CapabilityTier.Low)
        {
            diagnostics.Error(CatalogCode.PreApprovedAboveLow, ahead, pointer + "/pre_approved",
                $"only tier low can be approved ahead, and this is {capability.Tier.ToString().ToLowerInvariant()}; an operator signs each session of it");
        }

        var number = 0;
        foreach (var actor in ahead.Items)
        {
            if (!capability.Actors.Contains(actor.Text, StringComparer.Ordinal))
                diagnostics.Error(CatalogCode.ActorNotDeclared, actor, $"{pointer}/pre_approved/{number}", $"{actor.Text} is none of the actors of this capability; add it to them, or take it away here");
            number++;
        }
    }

    private static void CheckBacking(YamlNode backing, string pointer, RootContext context, DiagnosticList diagnostics)
    {
        var number = 0;
        foreach (var host in backing["hosts"].Items)
        {
            var at = $"{pointer}/hosts/{number++}";
            if (!context.Inventory.IsDeclared || context.Diagnostics.Count > 0 || context.Inventory.Find(host.Text) is not null) continue;
            var near = NearestName.Find(host.Text, context.Inventory.Hosts.Select(h => h.Name));
            diagnostics.Error(ManifestCode.HostNotDeclared, host, at, $"hosts.yaml does not name the host {host.Text}" + (near is null ? "; add it there" : $"; did you mean {near}?"));
        }

        number = 0;
        foreach (var pattern in backing["arguments"].Items)
        {
            var at = $"{pointer}/arguments/{number++}";
            if (SchemaPattern.Fault(pattern.Text) is { } fault) diagnostics.Error(CatalogCode.ArgumentPatternInvalid, pattern, at, $"the pattern cannot be used: {fault}");
        }

        CheckSecrets(backing, pointer, context.Root, diagnostics);
    }

    /// <summary>Wherever a secret is named in a backing: a file of the root is everybody's who can read the checkout.</summary>
    private static void CheckSecrets(YamlNode node, string pointer, PlatformRoot root, DiagnosticList diagnostics)
    {
        foreach (var entry in node.Entries)
        {
            if (entry is { Key: "file", Value.Kind: YamlKind.String })
            {
                var path = Path.GetFullPath(Hosts.SshNet.UserFile.Expand(entry.Value.Text));
                if (TrustedRoots.IsWithin(RealPath.Of(path) ?? path, RealPath.Of(root.Path) ?? root.Path))
                    diagnostics.Error(CatalogCode.SecretInRoot, entry.Value, $"{pointer}/file", "a file of the platform root is no place for a secret; keep it outside the checkout, with permissions 0600");
            }
            else
            {
                CheckSecrets(entry.Value, $"{pointer}/{entry.Key}", root, diagnostics);
            }
        }
    }
}
