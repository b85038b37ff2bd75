using System.Text.Json.Serialization;

namespace Platform.Reporting;

/// <summary>The document of <c>platformctl hosts --json</c>; its schema is <c>schema/hosts-report.schema.json</c>.</summary>
public sealed record HostsReport(int ExitCode, HostsSummary Summary, IReadOnlyList<HostReport> Hosts)
{
    [JsonPropertyOrder(-1)]
    public string Schema => "platform.hosts/1";
}

public sealed record HostsSummary(int Hosts, int Reachable, int Unreachable);
