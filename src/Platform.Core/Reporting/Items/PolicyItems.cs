using Platform.Policy;

namespace Platform.Reporting.Items;

/// <summary>What rules found, as items. What was acknowledged is among them, and marked.</summary>
internal static class PolicyItems
{
    /// <param name="findings">The findings.</param>
    /// <param name="failOn">The least severity that fails a run.</param>
    public static IEnumerable<ReportItem> Of(IEnumerable<PolicyFinding> findings, PolicySeverity failOn) => findings.Select(finding => new ReportItem
    {
        Check = ReportCheck.Policy,
        Code = finding.Rule,
        Severity = finding.Severity switch
        {
            PolicySeverity.Critical => ReportSeverity.Critical,
            PolicySeverity.High => ReportSeverity.High,
            PolicySeverity.Medium => ReportSeverity.Medium,
            _ => ReportSeverity.Low,
        },
        Module = finding.Module,
        Host = finding.Host,
        Place = new ReportPlace(finding.File, Math.Max(1, finding.Line), Math.Max(1, finding.Column)),
        Subject = finding.Subject,
        Message = finding.Message,
        Fails = finding is { IsOpen: true, InBaseline: not true } && finding.Severity >= failOn,
        Acknowledgement = finding.Acknowledgement is { } given ? $"{given}: {given.Rationale}" : null,
        Evidence = [.. Evidence(finding)],
        Fix = $"platformctl policy explain {finding.Rule}",
    });

    private static IEnumerable<ReportEvidence> Evidence(PolicyFinding finding)
    {
        yield return new ReportEvidence("subject", finding.Subject);
        if (finding.Live) yield return new ReportEvidence("seen", "on the host");
        if (finding.Certainty is Certainty.CannotTell) yield return new ReportEvidence("certainty", "hangs on a variable");
        if (finding.Lapse is { } lapse) yield return new ReportEvidence("lapsed", lapse);
        if (finding.InBaseline is true) yield return new ReportEvidence("baseline", "the baseline has it");
        if (finding.Acknowledgement is not { } given) yield break;
        if (given.ExpiresAt is { } end) yield return new ReportEvidence("accepted until", $"{end.UtcDateTime:yyyy-MM-dd}");
        if (given.ReviewWhen is { } trigger) yield return new ReportEvidence("review when", trigger);
    }
}
