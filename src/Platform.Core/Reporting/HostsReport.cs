using System.Text.Json.Serialization;
using Platform.Diagnostics;

namespace Platform.Reporting;

/// <summary>The document of <c>platformctl hosts --json</c>; its schema is <c>schema/hosts-report.schema.json</c>.</summary>
public sealed record HostsReport(int ExitCode, HostsSummary Summary, IReadOnlyList<HostReport> Hosts)
{
    [JsonPropertyOrder(-1)]
    public string Schema => "platform.hosts/1";

    /// <summary>The document of hosts that were asked: 0 where all answered, 5 where none did, 8 where some did.</summary>
    public static HostsReport Of(IReadOnlyCollection<HostReport> hosts)
    {
        var reachable = hosts.Count(host => host.Reachable);
        return new HostsReport(
            reachable == hosts.Count ? ExitCodes.Success : reachable == 0 ? ExitCodes.Unreachable : ExitCodes.Partial,
            new HostsSummary(hosts.Count, reachable, hosts.Count - reachable),
            [.. hosts.OrderBy(host => host.Host, StringComparer.Ordinal)]);
    }
}

public sealed record HostsSummary(int Hosts, int Reachable, int Unreachable)
{
    /// <summary>0 where every host answered, 5 where none did, else 8.</summary>
    public static int ExitCodeOf(IReadOnlyCollection<HostReport> hosts)
    {
        var reachable = hosts.Count(host => host.Reachable);
        return reachable == hosts.Count ? ExitCodes.Success : reachable == 0 ? ExitCodes.Unreachable : ExitCodes.Partial;
    }
}
