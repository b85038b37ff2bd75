using System.Text.Json.Serialization;
using Platform.Reporting.Items;

namespace Platform.Reporting.Reading;

/// <summary><c>platformctl report --format json</c>, read.</summary>
internal sealed record FleetDocument : ReportDocument
{
    public required DateTimeOffset At { get; init; }

    public required string Root { get; init; }

    public required string Verb { get; init; }

    [JsonPropertyName("checks")]
    public required IReadOnlyList<ReportCheck> Ran { get; init; }

    public required bool WholeFleet { get; init; }

    public required IReadOnlyList<HostReport> Hosts { get; init; }

    public required IReadOnlyList<ReportedModule> Modules { get; init; }

    [JsonPropertyName("items")]
    public required IReadOnlyList<ReportItem> Found { get; init; }

    internal override IReadOnlyList<ReportCheck> Checks => Ran;

    internal override IEnumerable<ReportItem> Items => Found;

    internal override FleetReport ToReport(DateTimeOffset now) => FleetReport.Assemble(new ReportParts
    {
        ExitCode = ExitCode,
        At = At,
        Root = Root,
        Verb = Verb,
        Checks = Ran,
        WholeFleet = WholeFleet,
        Shard = Shard,
        Hosts = Hosts,
        Modules = Modules,
        Items = Found,
    });
}
