using Platform.Yaml;

namespace Platform.Schema;

/// <summary>The schemas of the files the platform reads, compiled when first asked for.</summary>
public static class ShippedSchemas
{
    private static readonly Lazy<JsonSchema> LazyModule = new(() => Compile("module.schema.json"));
    private static readonly Lazy<JsonSchema> LazyModuleStrict = new(() => Compile("module-strict.schema.json"));
    private static readonly Lazy<JsonSchema> LazyHosts = new(() => Compile("hosts.schema.json"));
    private static readonly Lazy<JsonSchema> LazySnapshot = new(() => Compile("snapshot.schema.json"));
    private static readonly Lazy<JsonSchema> LazyPolicy = new(() => Compile("policy.schema.json"));
    private static readonly Lazy<JsonSchema> LazyPolicyReport = new(() => Compile("policy-report.schema.json"));
    private static readonly Lazy<JsonSchema> LazyPlan = new(() => Compile("plan.schema.json"));
    private static readonly Lazy<JsonSchema> LazyReviewers = new(() => Compile("reviewers.schema.json"));
    private static readonly Lazy<JsonSchema> LazyReview = new(() => Compile("review.schema.json"));
    private static readonly Lazy<JsonSchema> LazyDecision = new(() => Compile("decision.schema.json"));
    private static readonly Lazy<JsonSchema> LazyDrift = new(() => Compile("drift.schema.json"));
    private static readonly Lazy<JsonSchema> LazyValidation = new(() => Compile("validation.schema.json"));
    private static readonly Lazy<JsonSchema> LazyReport = new(() => Compile("report.schema.json"));
    private static readonly Lazy<JsonSchema> LazyReadiness = new(() => Compile("readiness.schema.json"));

    private static readonly Lazy<JsonSchema> LazyAgentCapability = new(() => Compile("agent-capability.schema.json"));
    private static readonly Lazy<JsonSchema> LazyUserConfiguration = new(() => Compile("user-configuration.schema.json"));
    private static readonly Lazy<JsonSchema> LazyActors = new(() => Compile("actors.schema.json"));

    /// <summary><c>schema/module.schema.json</c>.</summary>
    public static JsonSchema Module => LazyModule.Value;

    /// <summary><c>schema/module-strict.schema.json</c>.</summary>
    public static JsonSchema ModuleStrict => LazyModuleStrict.Value;

    /// <summary><c>schema/hosts.schema.json</c>.</summary>
    public static JsonSchema Hosts => LazyHosts.Value;

    /// <summary><c>schema/snapshot.schema.json</c>.</summary>
    public static JsonSchema Snapshot => LazySnapshot.Value;

    /// <summary><c>schema/plan.schema.json</c>.</summary>
    public static JsonSchema Plan => LazyPlan.Value;

    /// <summary><c>schema/policy.schema.json</c>.</summary>
    public static JsonSchema Policy => LazyPolicy.Value;

    /// <summary><c>schema/policy-report.schema.json</c>.</summary>
    public static JsonSchema PolicyReport => LazyPolicyReport.Value;

    /// <summary><c>schema/drift.schema.json</c>.</summary>
    public static JsonSchema Drift => LazyDrift.Value;

    /// <summary><c>schema/validation.schema.json</c>.</summary>
    public static JsonSchema Validation => LazyValidation.Value;

    /// <summary><c>schema/report.schema.json</c>.</summary>
    public static JsonSchema Report => LazyReport.Value;

    /// <summary><c>schema/readiness.schema.json</c>.</summary>
    public static JsonSchema Readiness => LazyReadiness.Value;

    /// <summary><c>schema/reviewers.schema.json</c>.</summary>
    public static JsonSchema Reviewers => LazyReviewers.Value;

    /// <summary><c>schema/review.schema.json</c>.</summary>
    public static JsonSchema Review => LazyReview.Value;

    /// <summary><c>schema/decision.schema.json</c>.</summary>
    public static JsonSchema Decision => LazyDecision.Value;
    /// <summary><c>schema/agent-capability.schema.json</c>.</summary>
    public static JsonSchema AgentCapability => LazyAgentCapability.Value;

    /// <summary><c>schema/actors.schema.json</c>.</summary>
    public static JsonSchema Actors => LazyActors.Value;

    /// <summary><c>schema/user-configuration.schema.json</c>.</summary>
    public static JsonSchema UserConfiguration => LazyUserConfiguration.Value;

    // The metaschema check is left to a test: it would cost every run what only a change of the schema can break.
    private static JsonSchema Compile(string name) => JsonSchema.Compile(
        Read(name).Root,
        SchemaOptions.Shipped with { Resolve = Resolve }).GetSchema();

    private static YamlDocument? Resolve(string uri) => uri switch
    {
        "urn:platform:schema:module:2" => Read("module.schema.json"),
        "urn:platform:schema:review:1" => Read("review.schema.json"),
        _ => null,
    };

    /// <summary>The text of a schema, as it ships.</summary>
    internal static byte[] TextOf(string name)
    {
        using var stream = typeof(ShippedSchemas).Assembly.GetManifestResourceStream("schema/" + name)
            ?? throw new InvalidOperationException($"the assembly lacks its resource schema/{name}");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }

    // JSON is YAML, whose reader every run needs anyway; the one for JSON would be loaded for a schema alone.
    private static YamlDocument Read(string name) => YamlReader.Read(TextOf(name), name);
}
