using Platform.Hosts;

namespace Platform.Drift;

/// <summary>
/// Was all of a module compared? A warning says that something was not, whatever its code is, a code of later versions
/// included. The two exceptions tell of the image's digest and of the manifest.
/// </summary>
internal static class Completeness
{
    /// <summary>The part that a finding leaves open; null where it leaves none.</summary>
    public static ComparedPart? OpenBy(DriftFinding finding) => finding switch
    {
        { Severity: not FindingSeverity.Warning } => null,
        { Code: FindingCode.ImageDigestNotVerified or FindingCode.ImageNotDeclared } => null,
        { Code: FindingCode.HostUnreachable or FindingCode.SnapshotIncomplete } => ComparedPart.Host,
        { Code: FindingCode.ContainerMissing } => ComparedPart.Container,
        _ => ComparedPart.Configuration,
    };

    /// <summary>The parts that the findings leave open and the host's entry in <c>hosts.yaml</c> does not accept, ordered.</summary>
    public static ComparedPart[] Open(IEnumerable<DriftFinding> findings, IReadOnlyList<ComparedPart> accepted) =>
        [.. findings.Select(OpenBy).OfType<ComparedPart>().Except(accepted).Order()];
}
