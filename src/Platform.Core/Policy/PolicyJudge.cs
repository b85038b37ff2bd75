using Platform.Compose;
using Platform.Diagnostics;
using Platform.Drift;
using Platform.Manifests;
using Platform.Policy.Facts;
using Platform.Root;
using Platform.Snapshots;
using Platform.Text;

namespace Platform.Policy;

/// <summary>Judges the modules of one root by all rules. It reads files of the root, each once, and changes nothing. Safe to use from several threads.</summary>
public sealed class PolicyJudge
{
    private readonly PolicyConfiguration _configuration;
    private readonly RootFence _fence;
    private readonly ComposeFiles _files;
    private readonly DateTimeOffset _now;
    private readonly HashSet<string> _disabled;

    /// <param name="root">The root.</param>
    /// <param name="configuration">What it says of the rules.</param>
    /// <param name="now">UTC.</param>
    public PolicyJudge(PlatformRoot root, PolicyConfiguration configuration, DateTimeOffset now)
    {
        (_configuration, _now) = (configuration, now);
        _fence = new RootFence(root);
        _files = new ComposeFiles(root, _fence);
        _disabled = configuration.Disabled.Keys.ToHashSet(StringComparer.Ordinal);
    }

    /// <param name="module">A module of the root.</param>
    /// <param name="seen">What was seen of its host; null where no host was asked.</param>
    public ModuleJudgement Judge(PlatformModule module, HostObservation? seen = null)
    {
        var diagnostics = new DiagnosticList(module.Places.Of().File, module.Id);
        var input = new RuleInput
        {
            Module = module,
            Service = ServiceOf(module, diagnostics),
            Live = LiveOf(module, seen, diagnostics),
            Operations = OperationFacts.Of(module, _fence.Files),
            Thresholds = _configuration.Thresholds,
            Acknowledgements = Acknowledgement.Of(module, _now),
            Disabled = _disabled,
            Now = _now,
        };
        return new ModuleJudgement(module.Id, Findings(input), diagnostics.Items);
    }

    private PolicyFinding[] Findings(RuleInput input)
    {
        List<PolicyFinding> findings = [];
        HashSet<string> found = new(StringComparer.Ordinal);
        foreach (var rule in RuleBook.All)
        {
            if (_disabled.Contains(rule.Id)) continue;
            foreach (var match in rule.Check(input with { Found = found }).ToArray())
            {
                found.Add(rule.Id);
                findings.Add(FindingOf(rule, match, input));
            }
        }

        return
        [
            // Of two findings about one thing the certain one counts, and of those the worse.
            .. findings.OrderByDescending(f => f.Certainty).ThenByDescending(f => f.Severity).DistinctBy(f => f.Fingerprint, StringComparer.Ordinal)
                .OrderByDescending(f => f.Severity).ThenBy(f => f.File, StringComparer.Ordinal).ThenBy(f => f.Line).ThenBy(f => f.Column).ThenBy(f => f.Rule, StringComparer.Ordinal),
        ];
    }

    private PolicyFinding FindingOf(ModuleRule rule, RuleMatch match, RuleInput input)
    {
        var acknowledged = input.Acknowledgements.Where(a => a.Risk.Id == rule.Id && a.Index != match.About).ToArray();
        var holding = rule.CanBeAcknowledged ? acknowledged.FirstOrDefault(a => a.Lapse is null) : null;
        var lapse = holding is not null || acknowledged is [] ? null
            : !rule.CanBeAcknowledged ? "it cannot be acknowledged, only mended"
            : $"its acknowledgement by {acknowledged[0].Risk.AcknowledgedBy} {acknowledged[0].Lapse}";
        return new PolicyFinding
        {
            Rule = rule.Id,
            Severity = _configuration.Severities.TryGetValue(rule.Id, out var severity) ? severity : match.Severity ?? rule.Severity,
            Module = input.Module.Id,
            Host = input.Module.Host,
            File = match.Place.File,
            Line = match.Place.Position.Line,
            Column = match.Place.Position.Column,
            Message = lapse is null ? match.Message : $"{match.Message}; {lapse}",
            Subject = match.Subject,
            Certainty = match.Certainty,
            Acknowledgement = holding is null ? null : Of(holding),
            Lapse = lapse,
            Live = match.IsLive,
        };
    }

    private static PolicyAcknowledgement Of(Acknowledgement holding) => new(
        holding.Risk.AcknowledgedBy, holding.Risk.AcknowledgedAt, holding.Risk.Rationale, holding.Risk.ExpiresAt, holding.Risk.ReviewWhen?.ToString(), holding.Place.File, holding.Place.Position.Line);

    /// <summary>The containers of the module; null where no host was asked, or where the host did not answer, which is then an error.</summary>
    private static ServiceFacts[]? LiveOf(PlatformModule module, HostObservation? seen, DiagnosticList diagnostics)
    {
        if (seen is null || module.IsExternal) return null;
        if (seen.Snapshot is { } snapshot) return [.. ContainerMatch.Find(module.Runtime, snapshot).OfService.Select(container => ContainerFacts.Of(container, module, snapshot))];
        diagnostics.Error(ManifestCode.HostNotReached, module.Places.Of("spec", "runtime", "host").Position, "/spec/runtime/host", $"what runs there cannot be judged: {seen.Failure?.Message}");
        return null;
    }

    /// <summary>The module's service; null for an external module, and where its files have none, which is then an error: what was not judged is not well.</summary>
    private ServiceFacts? ServiceOf(PlatformModule module, DiagnosticList diagnostics)
    {
        if (module.Runtime is not { Orchestrator: Orchestrator.DockerCompose, ComposeFile: { } file, ComposeService: { } name }) return null;
        var services = _files.ServicesOf(file);
        var (ofFile, ofService) = (module.Places.Of("spec", "runtime", "compose_file").Position, module.Places.Of("spec", "runtime", "compose_service").Position);
        if (services.State is ComposeFileState.Missing)
        {
            diagnostics.Error(ManifestCode.ComposeFileMissing, ofFile, "/spec/runtime/compose_file", $"there is no {file} in the platform root, so its rules cannot be judged");
            return null;
        }

        if (services.State is ComposeFileState.Unreadable)
        {
            diagnostics.Error(ManifestCode.ComposeFileUnreadable, ofFile, "/spec/runtime/compose_file", $"{file} is no compose file: {services.Fault}");
            return null;
        }

        if (_files.Evaluate(file, name) is not { } service)
        {
            var nearest = NearestName.Find(name, services.Services.Keys);
            diagnostics.Error(
                ManifestCode.ComposeServiceMissing, ofService, "/spec/runtime/compose_service",
                services.IsIncomplete ? $"{file} has no service {name} in the files that the root has, so its rules cannot be judged" : $"{file} has no service {name}{(nearest is null ? "" : $"; did you mean {nearest}?")}");
            return null;
        }

        foreach (var lost in service.Lost)
            diagnostics.Error(ManifestCode.ComposeServiceIncomplete, ofService, "/spec/runtime/compose_service", $"a part of service {name} cannot be judged: {lost}; put the file into the root");
        return ComposeFacts.Of(service, _files);
    }
}
