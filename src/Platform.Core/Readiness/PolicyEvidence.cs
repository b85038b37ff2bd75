using Platform.Diagnostics;
using Platform.Manifests;
using Platform.Policy;
using Platform.Root;

namespace Platform.Readiness;

/// <summary>What the rules of a root say of its modules, as far as it keeps one from being upgraded: open findings of severity high and above.</summary>
/// <remarks>Hosts are not asked: <c>policy --live</c> is for that. A finding that depends on a variable blocks nothing.</remarks>
public sealed class PolicyEvidence
{
    private readonly PolicyJudge _judge;

    private PolicyEvidence(PolicyJudge judge, IReadOnlyList<Diagnostic> diagnostics) => (_judge, Diagnostics) = (judge, diagnostics);

    /// <summary>What is wrong with <c>policies/policy.yaml</c>. With an error in it nothing can be judged as it was meant.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <param name="root">The root whose rules are meant.</param>
    /// <param name="now">UTC; acceptances end by it.</param>
    public static PolicyEvidence Of(PlatformRoot root, DateTimeOffset now)
    {
        var configuration = PolicyConfiguration.Read(root, out var wrong);
        return new PolicyEvidence(new PolicyJudge(root, configuration, now), wrong);
    }

    /// <summary>Puts the findings of a module beside what else is known of it. A module that could not be judged is not taken for a good one.</summary>
    public ModuleEvidence AddTo(ModuleEvidence evidence, PlatformModule module)
    {
        if (module.IsExternal) return evidence;
        var judgement = _judge.Judge(module);
        string[] unjudged = [.. judgement.Diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error).Select(d => $"not judged: {d.Message}")];
        var high = judgement.Findings.Where(finding => finding.IsOpen && finding.Severity >= PolicySeverity.High).Select(finding => $"{finding.Rule}: {finding.Message}");
        return evidence with { HighFindings = [.. high, .. unjudged] };
    }
}
