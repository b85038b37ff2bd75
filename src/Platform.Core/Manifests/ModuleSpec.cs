namespace Platform.Manifests;

/// <summary><c>spec.source</c>: where the image comes from (R1.5).</summary>
public sealed record ModuleSource(string Kind, string Location, string VersionScheme)
{
    public override string ToString() => Location;
}

/// <summary><c>spec.artifact</c>: the artifact that is tracked, and so desired (R1.5).</summary>
/// <param name="Kind">For instance <c>oci-image</c>.</param>
/// <param name="Registry">For instance <c>upstream-registry</c>.</param>
/// <param name="Reference">The image reference as declared.</param>
/// <param name="Digest">Repository digest, <c>sha256:…</c>; null where none is declared.</param>
/// <param name="UpdatePolicy"><c>manual</c> unless something else is justified.</param>
public sealed record ModuleArtifact(string Kind, string Registry, string Reference, string? Digest, string UpdatePolicy)
{
    /// <summary>Why the policy is not <c>manual</c>; null where it is, or where nobody says why.</summary>
    public string? UpdatePolicyReason { get; init; }

    public override string ToString() => Digest is null ? Reference : $"{Reference} {Digest}";
}

/// <summary><c>spec.secrets</c>: references only, values never appear in a manifest (R1.4).</summary>
public sealed record ModuleSecrets(string Provider, IReadOnlyList<string> Refs)
{
    public override string ToString() => Refs.Count == 0 ? Provider : $"{Provider}: {string.Join(", ", Refs)}";
}

/// <summary><c>spec.risk</c> (R1.3).</summary>
public sealed record ModuleRisk
{
    /// <summary><c>self</c>, <c>dependents</c>, <c>host</c> or <c>platform</c>.</summary>
    public required string BlastRadius { get; init; }

    public bool InternetExposed { get; init; }

    /// <summary>Why the module is exposed; declared wherever it is.</summary>
    public string? PublicReason { get; init; }

    public bool HumanWakeupAllowed { get; init; }

    public IReadOnlyList<AcknowledgedRisk> AcknowledgedRisks { get; init; } = [];

    public override string ToString() => $"blast radius {BlastRadius}{(InternetExposed ? ", exposed to the internet" : "")}";
}

/// <summary>A risk somebody accepted, with what ends the acceptance (R1.3, R4.4).</summary>
public sealed record AcknowledgedRisk
{
    public required string Id { get; init; }

    public required string Rationale { get; init; }

    public required string AcknowledgedBy { get; init; }

    public required DateTimeOffset AcknowledgedAt { get; init; }

    /// <summary>When the acceptance ends; null where it has no date, or one that the calendar lacks.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>Whether <c>expires_at</c> is there and no day of the calendar (the year 0000, say).</summary>
    public bool ExpiryIsUnreadable { get; init; }

    /// <summary>What ends the acceptance besides its date; null where nothing does.</summary>
    public ReviewTrigger? ReviewWhen { get; init; }

    public override string ToString() => Id;
}

/// <summary><c>review_when</c>: the acceptance ends once the manifest says any of this (R4.4). Null where a key is not named.</summary>
public sealed record ReviewTrigger
{
    public bool? InternetExposed { get; init; }

    public string? BlastRadius { get; init; }

    public Statefulness? Statefulness { get; init; }

    public string? Host { get; init; }

    /// <summary>As the manifest has it: <c>internet_exposed: true, host: rs2000</c>.</summary>
    public override string ToString() => string.Join(", ", new[]
    {
        InternetExposed is { } exposed ? $"internet_exposed: {(exposed ? "true" : "false")}" : null,
        BlastRadius is null ? null : $"blast_radius: {BlastRadius}",
        Statefulness is { } statefulness ? $"statefulness: {(statefulness is Manifests.Statefulness.Stateful ? "stateful" : "stateless")}" : null,
        Host is null ? null : $"host: {Host}",
    }.OfType<string>());
}

/// <summary><c>spec.operations</c>: paths relative to the module's folder.</summary>
public sealed record ModuleOperations(string? Runbook, string? SmokeTest)
{
    /// <summary>That a restore was tried; null where the manifest does not say so.</summary>
    public RestoreTest? RestoreTest { get; init; }

    public override string ToString() => string.Join(", ", new[] { Runbook, SmokeTest, RestoreTest?.Evidence }.OfType<string>());
}

/// <summary><c>spec.operations.restore_test</c>: that the data of a module can be restored was tried (R5.1).</summary>
/// <param name="Evidence">The file that shows it, relative to the module's folder.</param>
/// <param name="TestedAt">When the restore was tried, UTC.</param>
/// <param name="EvidenceExists">Whether that file was in the module's folder, and not empty, when the manifest was read.</param>
public sealed record RestoreTest(string Evidence, DateTimeOffset TestedAt, bool EvidenceExists)
{
    public override string ToString() => Evidence;
}
