using Platform.Policy.Facts;

namespace Platform.Policy.Rules;

/// <summary>A namespace of the host, shared with a container.</summary>
internal sealed class HostNamespace : ModuleRule
{
    public override string Id => "host-namespace";

    public override PolicySeverity Severity => PolicySeverity.High;

    public override string Finds => "network_mode, pid, ipc, uts, userns_mode or cgroup of the host";

    public override bool IsAboutControl => true;

    public override IEnumerable<RuleMatch> Check(RuleInput input) => input.Runs.SelectMany(OfService);

    private static IEnumerable<RuleMatch> OfService(ServiceFacts service)
    {
        foreach (var fact in service.Namespaces)
        {
            var certainty = Told.Of(fact.Text, mode => mode == "host");
            if (certainty is Certainty.No) continue;
            var message = certainty is Certainty.Yes
                ? $"{service.Said} shares a namespace of the host ({fact.Key}: host): {Means(fact.Key)}{Told.Unless(fact.Text)}"
                : $"cannot tell whether {service.Said} shares a namespace of the host: {Told.Names(fact.Text)} decides {fact.Key}";
            yield return new RuleMatch(fact.Key is "networks" ? "network_mode" : fact.Key, message, fact.Place) { Certainty = certainty, GivesControl = true, IsLive = service.IsLive };
        }
    }

    private static string Means(string key) => key switch
    {
        "network_mode" or "networks" => "it listens on every address of the host, and reaches what trusts 127.0.0.1",
        "pid" => "it sees every process of the host, and their environments",
        "ipc" => "it reads and writes the shared memory of the host's processes",
        "uts" => "it may change the host's name",
        "userns_mode" => "root in it is root of the host",
        _ => "it sees the control groups of the host",
    };
}
