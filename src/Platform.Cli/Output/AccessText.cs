using System.Globalization;
using Platform.Access.Approvals;
using Platform.Access.Audit;
using Platform.Access.Catalog;
using Platform.Access.Sessions;

namespace Platform.Cli.Output;

/// <summary>Capabilities, sessions and the audit for people.</summary>
internal static class AccessText
{
    public static void Print(IReadOnlyList<Capability> capabilities)
    {
        foreach (var capability in capabilities)
        {
            MarkupLines.Write($"[bold]{capability.Id}[/]  [{Colour(capability.Tier)}]{Word(capability.Tier)}[/]  {capability.Backing.Type}, {Duration(capability.MaxTtl)} at most");
            MarkupLines.Write($"    {capability.Description}");
            MarkupLines.Write($"    for {string.Join(", ", capability.Actors)}{(capability.PreApproved.Count > 0 ? $"; approved ahead for {string.Join(", ", capability.PreApproved)}" : "")}");
        }

        if (capabilities.Count == 0) MarkupLines.Write($"this root lists no capabilities: nothing can be had");
    }

    public static void Print(IReadOnlyList<SessionView> sessions, string enforcement)
    {
        foreach (var session in sessions)
        {
            MarkupLines.Write($"{session.Id}  [{Colour(session.Status)}]{Word(session.Status)}[/]  {session.Actor}  {When(session)}");
            MarkupLines.Write($"    {session.Capability}: {session.Reason}");
        }

        if (sessions.Count == 0) MarkupLines.Write($"there are no sessions");
        MarkupLines.Write($"{enforcement}");
    }

    public static void Print(SessionView session)
    {
        MarkupLines.Write($"session     {session.Id}");
        MarkupLines.Write($"status      [{Colour(session.Status)}]{Word(session.Status)}[/]");
        MarkupLines.Write($"capability  {session.Capability} ([{Colour(session.Tier)}]{Word(session.Tier)}[/])");
        MarkupLines.Write($"actor       {session.Actor}");
        MarkupLines.Write($"reason      {session.Reason}");
        MarkupLines.Write($"requested   {session.RequestedAt:yyyy-MM-dd HH:mm:ss} UTC, for {Duration(session.Ttl)}");
        if (session.ApprovedAt is { } approved) MarkupLines.Write($"approved    {approved:yyyy-MM-dd HH:mm:ss} UTC by {session.ApprovedBy}{(session.Key is { } key ? $", {key}" : ", ahead")}");
        if (session.ApprovalFault is { } fault) MarkupLines.Write($"            [red]does not count[/]: {fault}");
        MarkupLines.Write($"expires     {session.ExpiresAt:yyyy-MM-dd HH:mm:ss} UTC, {Limit(session.Limit)}");
        if (session.StartedAt is { } started) MarkupLines.Write($"started     {started:yyyy-MM-dd HH:mm:ss} UTC, process {session.ProcessId}");
        if (session.EndedAt is { } ended) MarkupLines.Write($"ended       {ended:yyyy-MM-dd HH:mm:ss} UTC, {session.EndReason.ToString()?.ToLowerInvariant()}{(session.ExitCode is { } code ? string.Create(CultureInfo.InvariantCulture, $", exit code {code}") : "")}");
        if (session.CredentialGoneAt is { } gone) MarkupLines.Write($"taken back  {gone:yyyy-MM-dd HH:mm:ss} UTC");
        if (session.Note is { } note) MarkupLines.Write($"note        {note}");
        MarkupLines.Write($"{session.Enforcement}");
    }

    public static void Print(IReadOnlyList<AuditEntry> entries, bool isWhole)
    {
        foreach (var entry in entries)
        {
            var colour = entry.Level switch { AuditLevel.Alert => "red", AuditLevel.Warning => "yellow", _ => "grey" };
            string?[] words = [entry.Session, entry.Capability, entry.Actor, entry.Operator is { } by ? $"by {by}" : null];
            MarkupLines.Write($"{entry.Sequence,4}  {entry.Time:yyyy-MM-dd HH:mm:ss}  [{colour}]{entry.Event}[/]  {string.Join("  ", words.OfType<string>())}");
            if (entry.Message is { } message) MarkupLines.Write($"      {message}");
        }

        if (entries.Count == 0) MarkupLines.Write($"the audit is empty: nobody has asked for anything");
        else if (isWhole) MarkupLines.Write($"[green]whole[/]: no line was altered, added or removed");
    }

    /// <summary>What a person is about to sign, as lines of plain text.</summary>
    public static IEnumerable<string> Subject(SigningSubject subject)
    {
        if (subject.Plan is { } plan)
        {
            yield return $"plan {plan.Id}: {plan.Summary}";
            yield return $"expires {plan.ExpiresAt.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC";
        }

        if (subject.Request is not { } request) yield break;
        var session = new AccessSession { Request = request };
        yield return $"{request.Actor} asks for {session.Capability} ({Word(session.Tier)}), {Duration(TimeSpan.FromSeconds(request.TtlSeconds))}: {request.Reason}";
        yield return $"entry {request.Capability.GetRawText()}";
        yield return $"hosts {request.Hosts.GetRawText()}";
    }

    private static string When(SessionView session) => session.Status switch
    {
        SessionStatus.Requested or SessionStatus.Approved or SessionStatus.Active => string.Create(CultureInfo.InvariantCulture, $"until {session.ExpiresAt:yyyy-MM-dd HH:mm}"),
        _ => string.Create(CultureInfo.InvariantCulture, $"asked {session.RequestedAt:yyyy-MM-dd HH:mm}"),
    };

    private static string Limit(SessionLimit limit) => limit switch
    {
        SessionLimit.Ttl => "as was asked",
        SessionLimit.MaxTtl => "by max_ttl of the capability",
        SessionLimit.Credential => "with its credential",
        _ => "unless it is approved",
    };

    private static string Duration(TimeSpan time)
    {
        var seconds = (long)time.TotalSeconds;
        var (number, unit) = seconds % 3600 == 0 ? (seconds / 3600, 'h') : seconds % 60 == 0 ? (seconds / 60, 'm') : (seconds, 's');
        return string.Create(CultureInfo.InvariantCulture, $"{number}{unit}");
    }

    private static string Word(CapabilityTier tier) => tier.ToString().ToLowerInvariant();

    private static string Word(SessionStatus status) => status is SessionStatus.RevokeFailed ? "revoke-failed" : status.ToString().ToLowerInvariant();

    private static string Colour(CapabilityTier tier) => tier switch { CapabilityTier.Critical => "red", CapabilityTier.High => "yellow", _ => "grey" };

    private static string Colour(SessionStatus status) => status switch
    {
        SessionStatus.Approved or SessionStatus.Active => "green",
        SessionStatus.Requested => "yellow",
        SessionStatus.RevokeFailed => "red",
        _ => "grey",
    };
}
