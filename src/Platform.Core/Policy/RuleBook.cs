using Platform.Policy.Rules;

namespace Platform.Policy;

/// <summary>All rules there are, in the order in which they are listed and judged. A new rule is added here.</summary>
internal static class RuleBook
{
    private static readonly ModuleRule[] Control = [new DockerSockBind(), new PrivilegedContainer(), new HostNamespace(), new DangerousCapability(), new HostRootMount(), new HostDevice()];

    /// <summary>The rules about what modules are and run.</summary>
    public static IReadOnlyList<ModuleRule> OfModules { get; } =
    [
        .. Control, new BlastRadiusUnderstated(Control),
        new SecretProviderContradiction(), new SecretLiteral(), new SecretRefUnused(), new SecretNotDeclared(),
        new SmokeTestMissing(), new RunbookMissing(), new ImageRecordTagOnly(), new ImageTagFloating(), new PortExposed(),
        new HealthcheckMissing(), new RestartPolicyMissing(), new LimitsMissing(), new AuditStale(), new UpdatePolicyUnjustified(),
    ];

    /// <summary>The rules about acknowledgements, which come after those. The last one knows what all others found.</summary>
    public static IReadOnlyList<ModuleRule> OfAcknowledgements { get; } = [new RiskWithoutTrigger(), new RiskLapsed(), new RiskUnknown(), new RiskExpiresSoon(), new RiskUnused()];

    public static IReadOnlyList<ModuleRule> All { get; } = [.. OfModules, .. OfAcknowledgements];

    public static IReadOnlyList<string> Ids { get; } = [.. All.Select(rule => rule.Id)];

    public static ModuleRule? Find(string id) => All.FirstOrDefault(rule => rule.Id == id);
}
