using Platform.Policy.Facts;

namespace Platform.Policy.Rules;

/// <summary>Folders of the host that give a container the host: <c>/</c>, <c>/etc</c>, <c>/var/lib/docker</c>.</summary>
internal sealed class HostRootMount : ModuleRule
{
    public override string Id => "host-root-mount";

    public override PolicySeverity Severity => PolicySeverity.High;

    public override string Finds => "/, /etc, /root, /var/lib/docker and other folders of the host that give the host, or what is secret on it";

    public override bool IsAboutControl => true;

    public override IEnumerable<RuleMatch> Check(RuleInput input) => input.Runs.SelectMany(service => service.Mounts.Select(mount => OfMount(service, mount)).OfType<RuleMatch>());

    private static RuleMatch? OfMount(ServiceFacts service, MountFact mount)
    {
        if (mount.Source.WithDefaults is not null)
        {
            if (mount.Path is not { } path || !ControlPath.Gives(path, mount.IsReadOnly)) return null;
            var gives = mount.IsReadOnly ? "reads what is secret there, of every account and container" : "writes what the host runs as root, or what is secret there";
            return new RuleMatch(
                $"mount {path}", $"{service.Said} has {path} of the host{(mount.IsReadOnly ? " read-only" : "")} ({mount.How}): whoever takes it over {gives}{Told.Unless(mount.Source)}", mount.Place)
            {
                GivesControl = true,
                IsLive = service.IsLive,
            };
        }

        var end = mount.Source.KnownEnd;
        if (ControlPath.HasKeys(end))
            return new RuleMatch($"mount …{end}", $"{service.Said} has …{end} of the host ({mount.How}): whoever takes it over has somebody's SSH keys", mount.Place) { GivesControl = true, IsLive = service.IsLive };
        if (!ControlPath.MayBe(mount.Source.KnownStart, end)) return null;
        return new RuleMatch(
            $"mount {string.Join(' ', mount.Source.Variables)}:{end}",
            $"cannot tell which folder of the host {service.Said} has at {mount.Target.WithDefaults ?? "its target"}: {Told.Names(mount.Source)} decides", mount.Place)
        {
            Certainty = Certainty.CannotTell,
            GivesControl = true,
            IsLive = service.IsLive,
        };
    }
}
