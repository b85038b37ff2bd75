using Platform.Policy.Facts;

namespace Platform.Policy.Rules;

/// <summary>What the rules share that find something left out: they judge the modules that others stand on, tiers 0 and 1.</summary>
internal abstract class PresenceRule : ModuleRule
{
    private const int LastTier = 1;

    public sealed override PolicySeverity Severity => PolicySeverity.Low;

    /// <summary>What is left out, and the way out; null where it is there.</summary>
    protected abstract string? Missing(ServiceFacts service);

    /// <summary>Whether the module is one that needs it.</summary>
    protected virtual bool Applies(RuleInput input) => true;

    /// <summary>Whether a container has what its image brings as well, so that a host that was asked knows better than a file.</summary>
    protected virtual bool HostKnowsBetter => false;

    public sealed override IEnumerable<RuleMatch> Check(RuleInput input)
    {
        if (input.Tier > LastTier || !Applies(input)) yield break;
        foreach (var service in HostKnowsBetter && input.Live is { Count: > 0 } live ? live : input.Service is { } file ? [file] : Array.Empty<ServiceFacts>())
            if (Missing(service) is { } message) yield return new RuleMatch(Id, message, service.Place) { IsLive = service.IsLive };
    }
}
