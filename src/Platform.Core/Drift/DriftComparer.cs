using Platform.Compose;
using Platform.Docker;
using Platform.Drift.ComposeFile;
using Platform.Drift.Configuration;
using Platform.Files;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Drift;

/// <summary>Compares modules with what was seen of their host. Pure: no clock, no files, no host.</summary>
public static class DriftComparer
{
    /// <param name="module">A module whose host is the observed one.</param>
    /// <param name="observation">What was seen of that host, or why nothing was.</param>
    /// <param name="composeFile">Content of the module's compose file in the root; null where it cannot be read.</param>
    /// <param name="now">The operator's time, for the age of the record and of a recorded snapshot.</param>
    public static ModuleDrift Compare(PlatformModule module, HostObservation observation, byte[]? composeFile, DateTimeOffset now) =>
        Compare(module, observation, composeFile is null ? FileContent.Missing : FileContent.Of(composeFile), now);

    /// <param name="module">A module whose host is the observed one.</param>
    /// <param name="observation">What was seen of that host, or why nothing was.</param>
    /// <param name="composeFile">The module's compose file in the root.</param>
    /// <param name="now">The operator's time.</param>
    /// <param name="behind">What it brings in; null where that was not asked for.</param>
    internal static ModuleDrift Compare(
        PlatformModule module, HostObservation observation, FileContent composeFile, DateTimeOffset now, FilesBehind? behind = null)
    {
        var recorded = RecordedFacts.Of(module.Runtime, now);
        var compared = Compare(module, observation, composeFile, recorded, now, behind ?? FilesBehind.None);
        return compared with
        {
            Desired = Desired(module, FileImage.InRoot(module, composeFile)),
            Recorded = recorded,
            NotCompared = Completeness.Open(compared.Findings, observation.Accepted),
        };
    }

    private static ModuleDrift Compare(
        PlatformModule module, HostObservation observation, FileContent composeFile, RecordedFacts? recorded, DateTimeOffset now, FilesBehind behind)
    {
        if (module.IsExternal) return Verdict(module, DriftStatus.Skipped, []);
        if (!observation.IsReachable)
        {
            return Verdict(module, DriftStatus.Unreachable, [new DriftFinding(
                FindingCode.HostUnreachable, FindingSeverity.Warning, "host", null, null, observation.Failure.Message)]);
        }

        var compared = Compare(module, observation.Snapshot, composeFile, recorded, behind);
        return compared with
        {
            ObservedAt = observation.Snapshot.ObservedAt,
            SnapshotAge = observation.IsRecorded ? now - observation.Snapshot.ObservedAt : null,
        };
    }

    private static ModuleDrift Compare(
        PlatformModule module, HostSnapshot snapshot, FileContent composeFile, RecordedFacts? recorded, FilesBehind behind)
    {
        var runtime = module.Runtime;
        if (!snapshot.Projects.Contains(runtime.ComposeProject, StringComparer.Ordinal))
        {
            return Verdict(module, DriftStatus.Unreachable, [new DriftFinding(
                FindingCode.SnapshotIncomplete, FindingSeverity.Warning, "host", runtime.ComposeProject, null,
                $"the snapshot of {snapshot.Host} was made without project {runtime.ComposeProject}; make a new one")]);
        }

        var match = ContainerMatch.Find(runtime, snapshot);
        var replicas = ReplicaComparison.Declared(runtime, match.Container, snapshot, composeFile);
        List<DriftFinding> findings = [.. IdentityComparison.Compare(runtime, match, replicas, snapshot)];
        if (ComposeFileComparison.Compare(runtime, snapshot, composeFile) is { } file) findings.Add(file);
        findings.AddRange(ComposeFileComparison.CompareBehind(runtime, snapshot, behind));
        var fileImage = new FileImage(module, snapshot, composeFile, match.Container);
        if (fileImage.Disagreement is { } disagreement) findings.Add(disagreement);
        if (match.Container is not { } first) return Verdict(module, StatusOf(findings, null), Named());

        if (replicas is { } declared && ReplicaComparison.Compare(runtime, declared, match.OfService, snapshot) is { } count) findings.Add(count);
        List<LiveContainer> live = [];
        List<(ContainerSnapshot, IReadOnlyList<DriftFinding>)> compared = [];
        foreach (var container in replicas is null or 1 ? [first] : match.OfService)
        {
            List<DriftFinding> own = [];
            var image = snapshot.Images.FirstOrDefault(i => string.Equals(i.Id, container.ImageId, StringComparison.Ordinal));
            own.AddRange(StateComparison.Compare(runtime, container, snapshot.HostTime));
            var (imageFindings, facts) = ImageComparison.Compare(module, fileImage.Declared, container, image, snapshot, recorded);
            own.AddRange(imageFindings);
            if (OriginComparison.Compare(runtime, container, snapshot) is { } origin) own.Add(origin);
            if (OriginComparison.OfOverride(container, snapshot) is { } beside) own.Add(beside);
            own.AddRange(ConfigurationComparison.Compare(runtime, container, image, snapshot, fileImage));
            own.AddRange(BoundFiles.Compare(container, snapshot));
            live.Add(facts);
            compared.Add((container, own));
        }

        findings.AddRange(ReplicaComparison.Merge(compared));
        var all = new LiveFacts(live);
        return Verdict(module, StatusOf(findings, all), Named()) with { Live = all };

        IReadOnlyList<DriftFinding> Named()
        {
            if (!findings.Exists(finding => finding.IsDrift)) return findings;
            ComposeDefinition[] files = [.. behind.Included.Values.Prepend(composeFile).Where(f => f.IsRead).Select(f => ComposeDefinition.Read(f.Bytes!))];
            return [.. findings.Select(finding => DecidingVariables.Name(finding, files, runtime.ComposeService))];
        }
    }

    /// <summary>No finding is not enough for "in sync" where a container runs: its digest has to be proven.</summary>
    private static DriftStatus StatusOf(IReadOnlyList<DriftFinding> findings, LiveFacts? live)
    {
        if (findings.Any(f => f.Severity is FindingSeverity.Drift)) return DriftStatus.Drifted;
        var proven = (live is null || live.Containers.All(c => c.DigestCertainty is DigestCertainty.ProvenEqual)) && !findings.Any(LeavesDoubt);
        return proven ? DriftStatus.InSync : DriftStatus.Unverified;
    }

    // A record nobody wrote is a gap in the manifest, not a doubt about what runs.
    private static bool LeavesDoubt(DriftFinding finding) =>
        finding.Severity is FindingSeverity.Warning && finding.Code is not FindingCode.ImageNotDeclared;

    private static ModuleDrift Verdict(PlatformModule module, DriftStatus status, IReadOnlyList<DriftFinding> findings) => new()
    {
        Module = module.Id,
        Host = module.Host,
        Status = status,
        Desired = null,
        Findings = [.. findings.OrderBy(f => f.Severity)],
    };

    private static DesiredFacts Desired(PlatformModule module, string? inRoot)
    {
        var runtime = module.Runtime;
        var (image, digest) = module.Artifact is { } artifact ? (artifact.Reference, artifact.Digest) : (inRoot, null);
        return new DesiredFacts(
            runtime.DesiredState, runtime.ContainerName, runtime.ComposeService is null ? null : runtime.ComposeProject, runtime.ComposeService, image, digest);
    }
}
