using Platform.Manifests;
using Platform.Policy.Facts;

namespace Platform.Policy.Rules;

/// <summary>No health check: a program that hangs looks like one that works.</summary>
internal sealed class HealthcheckMissing : PresenceRule
{
    public override string Id => "healthcheck-missing";

    public override string Finds => "no health check, in tiers 0 and 1";

    protected override bool HostKnowsBetter => true;

    protected override bool Applies(RuleInput input) => input.Module.Runtime.DesiredState is DesiredState.Running;

    protected override string? Missing(ServiceFacts service) => service.Healthcheck switch
    {
        Presence.Present => null,
        Presence.TurnedOff => $"{service.Said} has its health check turned off; give it one that can fail",
        _ => $"{service.Said} has no health check{(service.IsLive ? "" : " in its compose file")}; give it one, so that a program that hangs is told from one that works",
    };
}
