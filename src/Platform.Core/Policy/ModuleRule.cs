namespace Platform.Policy;

/// <summary>
/// One rule: a pure judgement over a module, its service in the compose files and, on request, its container. One file a rule, in <c>Rules</c>, and one
/// page, <c>docs/rules/&lt;id&gt;.md</c>.
/// </summary>
internal abstract class ModuleRule
{
    /// <summary>Kebab-case, and stable: it is what is acknowledged, configured and compared.</summary>
    public abstract string Id { get; }

    public abstract PolicySeverity Severity { get; }

    /// <summary>What it finds, in a few words.</summary>
    public abstract string Finds { get; }

    /// <summary>False where the cause has to be mended, whoever would accept it.</summary>
    public virtual bool CanBeAcknowledged => true;

    /// <summary>Whether what it finds gives the container the host.</summary>
    public virtual bool IsAboutControl => false;

    /// <summary>What it finds in one module; lazily, and without a look at anything but its input.</summary>
    public abstract IEnumerable<RuleMatch> Check(RuleInput input);
}
