using Platform.Diagnostics;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Policy;

/// <summary>What the rules say of modules of one root, and what follows from it.</summary>
public sealed record PolicyOutcome
{
    /// <summary>How many modules were judged.</summary>
    public required int Modules { get; init; }

    /// <summary>By module, the worst first; acknowledged ones among them.</summary>
    public required IReadOnlyList<PolicyFinding> Findings { get; init; }

    /// <summary>Entries of the baseline that are found no more.</summary>
    public IReadOnlyList<BaselineEntry> Stale { get; init; } = [];

    /// <summary>What is wrong with files, so that rules could not be judged, or not by what was meant.</summary>
    public required IReadOnlyList<Diagnostic> Diagnostics { get; init; }

    public required PolicyConfiguration Configuration { get; init; }

    /// <summary>The least severity of findings that fail the run.</summary>
    public required PolicySeverity FailOn { get; init; }

    public PolicySummary Summary => PolicySummary.Of(this);

    /// <summary>1 where something could not be judged, 2 for findings at or above <see cref="FailOn"/>, else 0.</summary>
    public int ExitCode => Diagnostics.Any(d => d.Severity is DiagnosticSeverity.Error) ? ExitCodes.CannotWork : Findings.Any(Fails) ? ExitCodes.Found : ExitCodes.Success;

    /// <summary>Whether a finding fails the run.</summary>
    public bool Fails(PolicyFinding finding) => finding is { IsOpen: true, InBaseline: not true } && finding.Severity >= FailOn;

    /// <summary>Judges modules that were read.</summary>
    /// <param name="catalog">The modules, and what is wrong with others.</param>
    /// <param name="failOn">The least severity that fails the run; null for what the root says.</param>
    /// <param name="baseline">Findings that fail nothing; null for none.</param>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Stops between two modules.</param>
    /// <param name="seen">The hosts that were looked at; null where no host was asked.</param>
    public static PolicyOutcome Of(
        ModuleCatalog catalog, PolicySeverity? failOn, PolicyBaseline? baseline, DateTimeOffset now, CancellationToken cancellationToken, IReadOnlyCollection<HostObservation>? seen = null)
    {
        var configuration = PolicyConfiguration.Read(catalog.Root, out var wrong);
        var judge = new PolicyJudge(catalog.Root, configuration, now);
        List<PolicyFinding> findings = [];
        List<Diagnostic> diagnostics = [.. catalog.Diagnostics, .. wrong];
        // By other words than those that are meant nothing is judged.
        var modules = wrong.Any(d => d.Severity is DiagnosticSeverity.Error) ? [] : catalog.Modules.Concat(catalog.JudgedOnly).OrderBy(m => m.Id, StringComparer.Ordinal).ToArray();
        foreach (var module in modules)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var judgement = judge.Judge(module, seen?.FirstOrDefault(host => host.Host == module.Host));
            findings.AddRange(judgement.Findings.Select(f => baseline is null ? f : f with { InBaseline = baseline.Has(f) }));
            diagnostics.AddRange(judgement.Diagnostics);
        }

        var judged = modules.Select(module => module.Id).ToHashSet(StringComparer.Ordinal);
        var all = ModuleFolder.AllOf(catalog.Root).Select(folder => folder.Name).ToHashSet(StringComparer.Ordinal);
        return new PolicyOutcome
        {
            Modules = modules.Length,
            Findings = findings,
            Stale = baseline?.StaleAfter(findings, module => judged.Contains(module) || !all.Contains(module)) ?? [],
            Diagnostics = diagnostics,
            Configuration = configuration,
            FailOn = failOn ?? configuration.FailOn,
        };
    }
}

/// <summary>Counts of an outcome. Those by severity are of open findings: certain, and not acknowledged.</summary>
public sealed record PolicySummary
{
    public required int Modules { get; init; }

    public required int Open { get; init; }

    public required int Low { get; init; }

    public required int Medium { get; init; }

    public required int High { get; init; }

    public required int Critical { get; init; }

    public required int Acknowledged { get; init; }

    /// <summary>Findings that depend on a variable.</summary>
    public required int CannotTell { get; init; }

    /// <summary>Open findings that the baseline has.</summary>
    public required int InBaseline { get; init; }

    /// <summary>Findings that fail the run.</summary>
    public required int Failing { get; init; }

    public static PolicySummary Of(PolicyOutcome outcome)
    {
        PolicyFinding[] open = [.. outcome.Findings.Where(f => f.IsOpen)];
        return new PolicySummary
        {
            Modules = outcome.Modules,
            Open = open.Length,
            Low = open.Count(f => f.Severity is PolicySeverity.Low),
            Medium = open.Count(f => f.Severity is PolicySeverity.Medium),
            High = open.Count(f => f.Severity is PolicySeverity.High),
            Critical = open.Count(f => f.Severity is PolicySeverity.Critical),
            Acknowledged = outcome.Findings.Count(f => f.Acknowledged),
            CannotTell = outcome.Findings.Count(f => f is { Certainty: Certainty.CannotTell, Acknowledged: false }),
            InBaseline = open.Count(f => f.InBaseline == true),
            Failing = outcome.Findings.Count(outcome.Fails),
        };
    }
}
