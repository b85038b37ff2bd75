using Platform.Diagnostics;
using Platform.Drift;
using Platform.Editing;
using Platform.Manifests;
using Platform.Policy;
using Platform.Readiness;

namespace Platform.Reporting;

/// <summary>All checks of a report over the modules of a catalog: manifests, policy, readiness, and drift where hosts were looked at.</summary>
public static class FleetChecks
{
    /// <param name="catalog">The modules, a shard of them where one was asked for.</param>
    /// <param name="selection">What was asked for, before it was split.</param>
    /// <param name="look">What the hosts said; null where they were not asked.</param>
    /// <param name="now">The operator's time.</param>
    /// <param name="cancellationToken">Stops between two modules.</param>
    public static ReportSources Of(ModuleCatalog catalog, ModuleSelection selection, HostsLook? look, DateTimeOffset now, CancellationToken cancellationToken)
    {
        var part = catalog.Part(selection);
        var validation = ManifestValidator.Validate(catalog.Root, part, strict: false, cancellationToken);
        var policy = PolicyOutcome.Of(catalog, failOn: null, baseline: null, now, cancellationToken);
        return new ReportSources
        {
            Verb = "report",
            At = now,
            Root = Path.GetFileName(catalog.Root.Path),
            Folders = [.. part.Folders.Select(folder => folder.Name)],
            Modules = catalog.Modules,
            ExitCode = !validation.IsValid || policy.ExitCode == ExitCodes.CannotWork ? ExitCodes.CannotWork : look?.ExitCode ?? ExitCodes.Success,
            WholeFleet = catalog.IsOfAll,
            Shard = ShardReport.Of(catalog.Shard),
            Diagnostics = validation.Diagnostics,
            Manifests = true,
            Policy = policy,
            Drift = look is null ? null : [.. look.Modules, .. look.Undeclared],
            Hosts = look?.Hosts ?? [],
            Readiness = ReadinessOf(catalog, catalog.Modules, catalog.IsOfAll, look, now, cancellationToken, out _),
        };
    }

    /// <summary>Readiness of the modules with a valid manifest.</summary>
    /// <param name="catalog">What was read of their root.</param>
    /// <param name="modules">The modules.</param>
    /// <param name="isWhole">Whether all modules of the root were asked for.</param>
    /// <param name="look">What the hosts said; null where they were not asked.</param>
    /// <param name="now">The operator's time.</param>
    /// <param name="cancellationToken">Stops between two modules.</param>
    /// <param name="invalid">Names of the modules whose manifests are invalid.</param>
    public static FleetReadiness ReadinessOf(ModuleCatalog catalog, IReadOnlyList<PlatformModule> modules, bool isWhole, HostsLook? look, DateTimeOffset now, CancellationToken cancellationToken, out IReadOnlyCollection<string> invalid)
    {
        var wrong = catalog.Diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error).Select(d => d.Module).OfType<string>().ToHashSet(StringComparer.Ordinal);
        invalid = wrong;
        PlatformModule[] judged = [.. modules.Where(module => !wrong.Contains(module.Id))];
        var policy = PolicyEvidence.Of(catalog.Root, now);
        var drift = look?.Modules.Where(d => d.Module is not null).ToDictionary(d => d.Module ?? "", StringComparer.Ordinal);
        var scope = new ReadinessScope(isWhole, look is not null, wrong) { Edits = EditOutlook.Of(catalog.Root, judged, cancellationToken) };
        return FleetReadiness.Of(judged, scope, module => policy.AddTo(drift is null ? ModuleEvidence.None : ModuleEvidence.Of(drift.GetValueOrDefault(module.Id)), module), now);
    }
}

/// <summary>What the hosts of some modules said.</summary>
/// <param name="Modules">The modules, compared, and the containers that none declares.</param>
/// <param name="Hosts">The hosts that were looked at.</param>
public sealed record HostsLook(IReadOnlyList<ModuleDrift> Modules, IReadOnlyList<HostReport> Hosts)
{
    /// <summary>Containers of projects that no module declares; they change no exit code.</summary>
    public IReadOnlyList<ModuleDrift> Undeclared { get; init; } = [];

    /// <summary>5 where no host was reached, 8 where something was not compared, else 0: drift itself is no failure of a look.</summary>
    public int ExitCode => DriftSummary.Of(Modules).ExitCode(strict: false) is var code && code is ExitCodes.Unreachable or ExitCodes.Partial ? code : ExitCodes.Success;
}
