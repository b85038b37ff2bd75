using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Diagnostics;
using Platform.Json;
using Platform.Manifests.Reviewers;
using Platform.Policy;
using Platform.Readiness;

namespace Platform.Review;

/// <summary>What a reviewer is given on standard input; its schema is <c>schema/review-context.schema.json</c>. No value that may be secret is in it.</summary>
public sealed record ReviewContext
{
    public const string SchemaId = "platform.review-context/1";

    private static readonly ReviewContextJson Json = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new UtcTimeConverter() },
    });

    /// <summary>Always <see cref="SchemaId"/>.</summary>
    [JsonPropertyOrder(-1)]
    public string Schema => SchemaId;

    /// <summary>Who is asked; the verdict has to say the same.</summary>
    public string? Reviewer { get; init; }

    /// <summary>In which hat; the verdict has to say the same.</summary>
    public ReviewHat? Hat { get; init; }

    /// <summary><c>git:</c> and the id of the commit that is reviewed.</summary>
    public required string Reviewed { get; init; }

    /// <summary><c>git:</c> and the id of the commit that the change starts from.</summary>
    public required string Base { get; init; }

    /// <summary>What the change touches, by path.</summary>
    public required IReadOnlyList<ChangedFile> Files { get; init; }

    /// <summary>Ids of the modules that the files are about.</summary>
    public required IReadOnlyList<string> Modules { get; init; }

    /// <summary>What the rules find in these modules, and whatever is new.</summary>
    public required IReadOnlyList<ContextFinding> Policy { get; init; }

    /// <summary>How these modules compare with their hosts now, before the change is applied; null where hosts were not asked.</summary>
    public IReadOnlyList<ContextDrift>? Drift { get; init; }

    public required ContextReadiness Readiness { get; init; }

    /// <summary>What is wrong with files of the change.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    /// <summary>As JSON for one reviewer and hat.</summary>
    public string WriteFor(string reviewer, ReviewHat hat) => System.Text.Encoding.UTF8.GetString(
        JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(this with { Reviewer = reviewer, Hat = hat }, Json.ReviewContext)));
}

/// <summary>A finding of policy, for a reviewer.</summary>
/// <param name="Rule">Id of the rule.</param>
/// <param name="Severity">Its severity.</param>
/// <param name="Module">Id of the module.</param>
/// <param name="Evidence"><c>file:line</c>.</param>
/// <param name="Message">What is wrong.</param>
/// <param name="Acknowledged">Whether somebody accepted it.</param>
/// <param name="IsNew">Whether the change brings it, or its acceptance.</param>
public sealed record ContextFinding(string Rule, PolicySeverity Severity, string Module, string Evidence, string Message, bool Acknowledged, bool IsNew);

/// <summary>A module compared with its host, for a reviewer.</summary>
/// <param name="Module">Id of the module.</param>
/// <param name="Host">Its host.</param>
/// <param name="Status">As <c>drift-check</c> has it.</param>
/// <param name="Findings">What differs or is doubtful, a sentence each.</param>
public sealed record ContextDrift(string Module, string Host, string Status, IReadOnlyList<string> Findings);

/// <summary>Readiness before the change and with it.</summary>
/// <param name="Before">Of the base.</param>
/// <param name="After">Of the change.</param>
/// <param name="Changes">The modules that are in another wave, or blocked by something else.</param>
public sealed record ContextReadiness(ContextReadinessCount Before, ContextReadinessCount After, IReadOnlyList<ReadinessChange> Changes);

/// <param name="Modules">Modules that could be judged.</param>
/// <param name="Ready">Those in a wave.</param>
/// <param name="Blocked">Those that something blocks.</param>
public sealed record ContextReadinessCount(int Modules, int Ready, int Blocked);

[JsonSerializable(typeof(ReviewContext))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class ReviewContextJson : JsonSerializerContext;
