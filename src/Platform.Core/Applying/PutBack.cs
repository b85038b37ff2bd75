using System.Collections.ObjectModel;
using Platform.Docker;
using Platform.Snapshots;

namespace Platform.Applying;

/// <summary>How the container that was put back differs from the one that ran before, on the whole surface. Pure.</summary>
internal static class PutBack
{
    /// <summary>Keys of a compose file: <c>environment.NAME</c>, <c>ports</c>, <c>mem_limit</c>. Never a value.</summary>
    /// <param name="was">The container that ran.</param>
    /// <param name="now">The one that was put back.</param>
    /// <param name="before">The host then: whose id is another's now is told by its name.</param>
    /// <param name="after">The host now.</param>
    public static IReadOnlyList<string> Differences(ContainerSnapshot was, ContainerSnapshot now, HostSnapshot before, HostSnapshot after)
    {
        var (old, made) = (was.Configuration, now.Configuration);
        List<string> keys = [];
        Add("container_name", was.Name == now.Name);
        Add("ports", old.Ports.SequenceEqual(made.Ports, StringComparer.Ordinal));
        Add("mounts", old.Mounts.SequenceEqual(made.Mounts));
        Add("networks", old.Networks.SequenceEqual(made.Networks, StringComparer.Ordinal));
        Add("restart", old.RestartPolicy == made.RestartPolicy);
        Add("command", old.Command.SequenceEqual(made.Command));
        Add("entrypoint", old.Entrypoint.SequenceEqual(made.Entrypoint));
        Add("user", old.User == made.User);
        Add("privileged", old.Privileged == made.Privileged);
        Add("cap_add", old.CapabilitiesAdded.SequenceEqual(made.CapabilitiesAdded, StringComparer.Ordinal));
        Add("cap_drop", old.CapabilitiesDropped.SequenceEqual(made.CapabilitiesDropped, StringComparer.Ordinal));
        Add("healthcheck", AreSame(old.Healthcheck, made.Healthcheck));
        AddMap("environment.", old.Environment, made.Environment);
        AddMap("labels.", old.Labels, made.Labels);
        AddMap("logging.options.", old.LogOptions ?? ReadOnlyDictionary<string, OpaqueValue>.Empty, made.LogOptions ?? ReadOnlyDictionary<string, OpaqueValue>.Empty);
        AddMap("annotations.", old.Annotations ?? ReadOnlyDictionary<string, OpaqueValue>.Empty, made.Annotations ?? ReadOnlyDictionary<string, OpaqueValue>.Empty);
        AddMap("", Named(old.Settings, before), Named(made.Settings, after));
        return keys;

        void Add(string key, bool isSame)
        {
            if (!isSame) keys.Add(key);
        }

        void AddMap<T>(string prefix, IReadOnlyDictionary<string, T> then, IReadOnlyDictionary<string, T> since)
        {
            foreach (var name in then.Keys.Union(since.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
                Add(prefix + name, then.TryGetValue(name, out var first) && since.TryGetValue(name, out var second) && Equals(first, second));
        }
    }

    private static bool AreSame(HealthProbe? was, HealthProbe? now) =>
        (was, now) is (null, null) || (was is not null && now is not null && was.Test.SequenceEqual(now.Test) && was with { Test = now.Test } == now);

    /// <summary>
    /// The settings with the names of other containers in place of their ids, which die with them. Whoever shares a network
    /// has the host name of its owner.
    /// </summary>
    private static Dictionary<string, string> Named(IReadOnlyDictionary<string, string>? settings, HostSnapshot host)
    {
        var isShared = SharedMode.Is(settings?.GetValueOrDefault("network_mode"));
        return (settings ?? new Dictionary<string, string>(StringComparer.Ordinal))
            .Where(s => !isShared || s.Key is not ("hostname" or "domainname"))
            .ToDictionary(s => s.Key, s => host.Containers.Aggregate(s.Value, (value, c) => value.Replace(c.Id, c.Name, StringComparison.Ordinal)), StringComparer.Ordinal);
    }
}
