using Platform.Policy.Facts;

namespace Platform.Policy.Rules;

/// <summary>No limits: one service may take all memory or processors of its host.</summary>
internal sealed class LimitsMissing : PresenceRule
{
    public override string Id => "limits-missing";

    public override string Finds => "no limit of memory, processors or processes, in tiers 0 and 1";

    protected override string? Missing(ServiceFacts service) => service.Limits is Presence.Absent
        ? $"{service.Said} has no limits, and may take all memory of its host; give it mem_limit or deploy.resources.limits"
        : null;
}
