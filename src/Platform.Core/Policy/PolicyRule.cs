using System.Text;

namespace Platform.Policy;

/// <summary>A rule, for whoever lists or explains rules.</summary>
/// <param name="Id">Kebab-case, and stable.</param>
/// <param name="Severity">Of its findings, unless <c>policies/policy.yaml</c> or the module says otherwise.</param>
/// <param name="Finds">What it finds, in a few words.</param>
/// <param name="CanBeAcknowledged">False where the cause has to be mended.</param>
public sealed record PolicyRule(string Id, PolicySeverity Severity, string Finds, bool CanBeAcknowledged)
{
    /// <summary>All rules, in the order of the documentation.</summary>
    public static IReadOnlyList<PolicyRule> All { get; } = [.. RuleBook.All.Select(rule => new PolicyRule(rule.Id, rule.Severity, rule.Finds, rule.CanBeAcknowledged))];

    /// <summary>The rule's page in the documentation, relative to the repository.</summary>
    public string Page => $"docs/rules/{Id}.md";

    /// <summary>The page: what the rule finds, why, how it is mended and when it is acknowledged. Markdown.</summary>
    public string ReadPage()
    {
        using var stream = typeof(PolicyRule).Assembly.GetManifestResourceStream($"rules/{Id}.md")
            ?? throw new InvalidOperationException($"the assembly lacks its resource rules/{Id}.md");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    public override string ToString() => Id;
}
