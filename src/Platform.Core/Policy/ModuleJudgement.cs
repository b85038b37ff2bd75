using Platform.Diagnostics;

namespace Platform.Policy;

/// <summary>What the rules say of one module.</summary>
/// <param name="Module">Id of the module.</param>
/// <param name="Findings">By severity, the worst first, then by place; acknowledged ones among them.</param>
/// <param name="Diagnostics">What kept rules from judging: a compose file that is missing, or that cannot be read.</param>
public sealed record ModuleJudgement(string Module, IReadOnlyList<PolicyFinding> Findings, IReadOnlyList<Diagnostic> Diagnostics);
