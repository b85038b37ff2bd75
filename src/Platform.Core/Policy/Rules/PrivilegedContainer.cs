using Platform.Policy.Facts;

namespace Platform.Policy.Rules;

/// <summary>A container without its confinement. https://docs.docker.com/engine/containers/run/#runtime-privilege-and-linux-capabilities</summary>
internal sealed class PrivilegedContainer : ModuleRule
{
    private static readonly string[] Unconfined =
    [
        "seccomp=unconfined", "apparmor=unconfined", "systempaths=unconfined", "label=disable", "label=type=spc_t", "unmask=all",
    ];

    public override string Id => "privileged-container";

    public override PolicySeverity Severity => PolicySeverity.High;

    public override string Finds => "privileged: true, also of a hook; medium for security_opt that turns a part of the confinement off";

    public override bool IsAboutControl => true;

    public override IEnumerable<RuleMatch> Check(RuleInput input) => input.Runs.SelectMany(OfService);

    private static IEnumerable<RuleMatch> OfService(ServiceFacts service)
    {
        foreach (var fact in service.Privileged)
        {
            var certainty = Told.Of(fact.Text, YamlWord.IsTrue);
            if (certainty is Certainty.No) continue;
            var message = certainty is Certainty.Yes
                ? $"{service.Said} is privileged{(fact.Key is "privileged" ? "" : $" in {fact.Key}")}: every device and capability of the host is its own, so whoever takes it over controls the host{Told.Unless(fact.Text)}"
                : $"cannot tell whether {service.Said} is privileged: {Told.Names(fact.Text)} decides";
            yield return new RuleMatch(fact.Key, message, fact.Place) { Certainty = certainty, GivesControl = true, IsLive = service.IsLive };
        }

        foreach (var option in service.SecurityOptions)
        {
            // The parts of an option are written with = or with a colon.
            if (option.Text.WithDefaults is null && MayBeUnconfined(option.Text.KnownStart.Replace(':', '=')))
            {
                yield return new RuleMatch(
                    $"security_opt {option.Text.Shown}", $"cannot tell whether a part of what keeps {service.Said} from the host is off: {Told.Names(option.Text)} decides security_opt", option.Place)
                {
                    Severity = PolicySeverity.Medium,
                    Certainty = Certainty.CannotTell,
                    IsLive = service.IsLive,
                };
                continue;
            }

            if (option.Text.WithDefaults?.Replace(':', '=').ToLowerInvariant() is not { } known || !Unconfined.Contains(known, StringComparer.Ordinal)) continue;
            yield return new RuleMatch($"security_opt {known}", $"{service.Said} has {known}: a part of what keeps it from the host is off{Told.Unless(option.Text)}", option.Place)
            {
                Severity = PolicySeverity.Medium,
                IsLive = service.IsLive,
            };
        }
    }

    private static bool MayBeUnconfined(string start) => Unconfined.Any(option => option.StartsWith(start, StringComparison.OrdinalIgnoreCase));
}
