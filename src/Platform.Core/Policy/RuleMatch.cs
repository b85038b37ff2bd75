using Platform.Diagnostics;

namespace Platform.Policy;

/// <summary>What one rule found, before anybody asks whether it is acknowledged.</summary>
/// <param name="Subject">What it is about, the same however the file is written: <c>volume /var/run/docker.sock</c>. Never a value that may be secret.</param>
/// <param name="Message">One or two sentences, with the way out.</param>
/// <param name="Place">Where it is said.</param>
internal sealed record RuleMatch(string Subject, string Message, SourcePlace Place)
{
    /// <summary>Where it differs from that of the rule.</summary>
    public PolicySeverity? Severity { get; init; }

    public Certainty Certainty { get; init; } = Certainty.Yes;

    /// <summary>Whether it gives the container the host, so that a smaller blast radius is understated.</summary>
    public bool GivesControl { get; init; }

    /// <summary>The acknowledgement that it is about, which does not cover it; null for none.</summary>
    public int? About { get; init; }

    /// <summary>Whether it was seen on the host.</summary>
    public bool IsLive { get; init; }
}
