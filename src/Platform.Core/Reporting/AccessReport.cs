using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Access;
using Platform.Access.Audit;
using Platform.Access.Catalog;
using Platform.Access.Sessions;

namespace Platform.Reporting;

/// <summary>The document of the <c>platformctl access</c> verbs that are about sessions, with <c>--json</c>; its schema is <c>schema/access.schema.json</c>.</summary>
/// <param name="ExitCode">The exit code of the run.</param>
/// <param name="Summary">Counts.</param>
/// <param name="Enforcement">By what it is enforced: <c>not enforced: same account</c>, or the account of a broker.</param>
/// <param name="Refusal">Why something was not done; null where it was.</param>
/// <param name="Signature">Absolute path of the signature that was written; null where none was.</param>
/// <param name="Sessions">The sessions, the oldest first.</param>
/// <param name="Faults">What stands among the sessions and is none.</param>
public sealed record AccessReport(
    int ExitCode, AccessSummary Summary, string Enforcement, AccessRefusal? Refusal, string? Signature, IReadOnlyList<SessionView> Sessions, IReadOnlyList<string> Faults)
{
    [JsonPropertyOrder(-1)]
    public string Schema => "platform.access/1";

    public static AccessReport Of(int exitCode, string enforcement, AccessRefusal? refusal, IReadOnlyList<SessionView> sessions, IReadOnlyList<string>? faults = null, string? signature = null) => new(
        exitCode,
        new AccessSummary(sessions.Count, sessions.Count(s => s.Status is SessionStatus.Requested or SessionStatus.Approved or SessionStatus.Active), sessions.Count(s => s.Status is SessionStatus.RevokeFailed)),
        enforcement, refusal, signature, sessions, faults ?? []);
}

/// <summary>Counts of sessions.</summary>
/// <param name="Sessions">All that are shown.</param>
/// <param name="Open">Those that are requested, approved or active.</param>
/// <param name="RevokeFailed">Those whose credential could not be taken back.</param>
public sealed record AccessSummary(int Sessions, int Open, int RevokeFailed);

/// <summary>The document of <c>platformctl access catalog --json</c>; its schema is <c>schema/access-catalog.schema.json</c>.</summary>
/// <param name="ExitCode">The exit code of the run.</param>
/// <param name="Summary">Counts.</param>
/// <param name="Capabilities">In the order of the catalog.</param>
public sealed record AccessCatalogReport(int ExitCode, AccessCatalogSummary Summary, IReadOnlyList<CapabilityReport> Capabilities)
{
    [JsonPropertyOrder(-1)]
    public string Schema => "platform.access-catalog/1";

    public static AccessCatalogReport Of(IReadOnlyList<Capability> capabilities) =>
        new(0, new AccessCatalogSummary(capabilities.Count), [.. capabilities.Select(CapabilityReport.Of)]);
}

/// <param name="Capabilities">Those that are shown.</param>
public sealed record AccessCatalogSummary(int Capabilities);

/// <summary>A capability.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Tier">Its tier.</param>
/// <param name="Description">What it is for.</param>
/// <param name="Actors">Who may ask.</param>
/// <param name="MaxTtlSeconds">The longest life of a session.</param>
/// <param name="PreApproved">Actors that need no approval for each session, in a root that is trusted for it.</param>
/// <param name="Backing">The type of its backing.</param>
/// <param name="Entry">The whole entry as the file has it: what an operator signs.</param>
public sealed record CapabilityReport(
    string Id, CapabilityTier Tier, string Description, IReadOnlyList<string> Actors, long MaxTtlSeconds, IReadOnlyList<string> PreApproved, string Backing, JsonElement Entry)
{
    public static CapabilityReport Of(Capability capability) => new(
        capability.Id, capability.Tier, capability.Description, capability.Actors, (long)capability.MaxTtl.TotalSeconds, capability.PreApproved, capability.Backing.Type, capability.Entry);
}

/// <summary>The document of <c>platformctl access log --json</c>; its schema is <c>schema/access-log.schema.json</c>.</summary>
/// <param name="ExitCode">The exit code of the run.</param>
/// <param name="Summary">Counts.</param>
/// <param name="Entries">The entries, the oldest first.</param>
/// <param name="Faults">What shows that the audit was altered or cut.</param>
public sealed record AccessLogReport(int ExitCode, AccessLogSummary Summary, IReadOnlyList<AuditEntry> Entries, IReadOnlyList<string> Faults)
{
    [JsonPropertyOrder(-1)]
    public string Schema => "platform.access-log/1";
}

/// <param name="Entries">Those that are shown.</param>
/// <param name="Faults">What is wrong with the whole audit.</param>
public sealed record AccessLogSummary(int Entries, int Faults);
