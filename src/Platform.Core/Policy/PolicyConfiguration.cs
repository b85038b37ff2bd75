using System.Collections.Frozen;
using System.Globalization;
using Platform.Diagnostics;
using Platform.Manifests;
using Platform.Root;
using Platform.Schema;
using Platform.Yaml;

namespace Platform.Policy;

/// <summary>What <c>policies/policy.yaml</c> of a root says of the rules; its schema is <c>schema/policy.schema.json</c>.</summary>
public sealed record PolicyConfiguration
{
    /// <summary>Where it lies, relative to the root.</summary>
    public const string RelativePath = "policies/policy.yaml";

    /// <summary>What holds where a root has no such file.</summary>
    public static PolicyConfiguration Default { get; } = new();

    /// <summary>The least severity of findings that fail a run.</summary>
    public PolicySeverity FailOn { get; init; } = PolicySeverity.High;

    /// <summary>Severities by rule that take the place of the rule's.</summary>
    public IReadOnlyDictionary<string, PolicySeverity> Severities { get; init; } = FrozenDictionary<string, PolicySeverity>.Empty;

    /// <summary>Rules that are turned off, and why.</summary>
    public IReadOnlyDictionary<string, string> Disabled { get; init; } = FrozenDictionary<string, string>.Empty;

    public PolicyThresholds Thresholds { get; init; } = new();

    /// <summary>Reads the file of a root.</summary>
    /// <param name="root">The root.</param>
    /// <param name="diagnostics">What is wrong with it; none where all is well, or where there is no such file.</param>
    /// <returns>What it says; <see cref="Default"/> where it has errors.</returns>
    public static PolicyConfiguration Read(PlatformRoot root, out IReadOnlyList<Diagnostic> diagnostics)
    {
        ArgumentNullException.ThrowIfNull(root);
        var list = new DiagnosticList(RelativePath, null);
        var document = RootDocument.Read(root, RelativePath, () => ShippedSchemas.Policy, list);
        if (document is not null) RefuseToDo(document.Root, list);
        diagnostics = list.Items;
        return document is null || list.HasErrors ? Default : Of(document.Root);
    }

    /// <summary>A rule is turned off for a reason that somebody has written.</summary>
    private static void RefuseToDo(YamlNode root, DiagnosticList list)
    {
        var index = 0;
        foreach (var item in root["disabled"].Items)
        {
            if (Placeholder.Is(item["reason"].Text))
                list.Error(ManifestCode.ValueToDo, item["reason"], string.Create(CultureInfo.InvariantCulture, $"/disabled/{index}/reason"), $"the reason for turning off {item["rule"].Text} is still to be written; write it, or leave the rule on");
            index++;
        }
    }

    private static PolicyConfiguration Of(YamlNode root)
    {
        Dictionary<string, PolicySeverity> severities = new(StringComparer.Ordinal);
        foreach (var entry in root["severities"].Entries) severities[entry.Key] = SeverityOf(entry.Value.Text);
        Dictionary<string, string> disabled = new(StringComparer.Ordinal);
        foreach (var item in root["disabled"].Items) disabled[item["rule"].Text] = item["reason"].Text;
        var thresholds = new PolicyThresholds();
        return new PolicyConfiguration
        {
            FailOn = root["fail_on"].GetString() is { } failOn ? SeverityOf(failOn) : Default.FailOn,
            Severities = severities,
            Disabled = disabled,
            Thresholds = new PolicyThresholds(
                root["thresholds"]["audit_stale_days"].TryGetInt32(out var stale) ? stale : thresholds.AuditStaleDays,
                root["thresholds"]["expires_soon_days"].TryGetInt32(out var soon) ? soon : thresholds.ExpiresSoonDays),
        };
    }

    private static PolicySeverity SeverityOf(string word) => Enum.Parse<PolicySeverity>(word, ignoreCase: true); // the schema has let it in
}
