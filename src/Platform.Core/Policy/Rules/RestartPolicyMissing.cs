using Platform.Manifests;
using Platform.Policy.Facts;

namespace Platform.Policy.Rules;

/// <summary>No restart policy: after a crash, or a reboot of the host, the service stays down.</summary>
internal sealed class RestartPolicyMissing : PresenceRule
{
    public override string Id => "restart-policy-missing";

    public override string Finds => "no restart policy, in tiers 0 and 1";

    // A job ends, and what is stopped on purpose stays so.
    protected override bool Applies(RuleInput input) => input.Module.Runtime.DesiredState is DesiredState.Running;

    protected override string? Missing(ServiceFacts service) => service.RestartPolicy is Presence.Absent
        ? $"{service.Said} has no restart policy, and stays down after a crash or a reboot; say restart: unless-stopped, or restart: \"no\" if that is meant"
        : null;
}
