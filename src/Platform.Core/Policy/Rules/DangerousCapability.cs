using Platform.Policy.Facts;

namespace Platform.Policy.Rules;

/// <summary>Capabilities that lead out of a container. https://man7.org/linux/man-pages/man7/capabilities.7.html</summary>
internal sealed class DangerousCapability : ModuleRule
{
    private static readonly string[] Dangerous =
    [
        "ALL", "SYS_ADMIN", "SYS_MODULE", "SYS_PTRACE", "SYS_RAWIO", "SYS_BOOT", "SYS_TIME", "DAC_READ_SEARCH", "BPF", "PERFMON", "MAC_ADMIN", "MAC_OVERRIDE", "SYSLOG", "CHECKPOINT_RESTORE",
    ];

    public override string Id => "dangerous-capability";

    public override PolicySeverity Severity => PolicySeverity.High;

    public override string Finds => "cap_add of ALL, SYS_ADMIN, SYS_MODULE, SYS_PTRACE and their like; medium for NET_ADMIN in a network of its own";

    public override bool IsAboutControl => true;

    public override IEnumerable<RuleMatch> Check(RuleInput input) => input.Runs.SelectMany(OfService);

    private static IEnumerable<RuleMatch> OfService(ServiceFacts service)
    {
        var isHostNetwork = service.Namespaces.Any(n => n.Key is "network_mode" or "networks" && n.Text.WithDefaults == "host");
        foreach (var capability in service.Capabilities)
        {
            if (capability.Text.WithDefaults is not { } written)
            {
                yield return new RuleMatch(
                    $"cap_add {string.Join(' ', capability.Text.Variables)}", $"cannot tell which capability {service.Said} is given: {Told.Names(capability.Text)} decides", capability.Place)
                {
                    Certainty = Certainty.CannotTell,
                    GivesControl = true,
                    IsLive = service.IsLive,
                };
                continue;
            }

            var name = written.ToUpperInvariant() is ['C', 'A', 'P', '_', .. var rest] ? rest : written.ToUpperInvariant();
            var isNetwork = name is "NET_ADMIN";
            if (!isNetwork && !Dangerous.Contains(name, StringComparer.Ordinal)) continue;
            var isControl = !isNetwork || isHostNetwork;
            yield return new RuleMatch(
                $"cap_add {name}",
                isControl
                    ? $"{service.Said} has the capability {name}: it is a way out of the container to the host{Told.Unless(capability.Text)}"
                    : $"{service.Said} has the capability NET_ADMIN: it may change its own network, and that of every container that shares it{Told.Unless(capability.Text)}",
                capability.Place)
            {
                Severity = isControl ? null : PolicySeverity.Medium,
                GivesControl = isControl,
                IsLive = service.IsLive,
            };
        }
    }
}
