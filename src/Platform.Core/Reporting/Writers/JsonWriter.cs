namespace Platform.Reporting.Writers;

/// <summary><c>platform.report/1</c>.</summary>
internal sealed class JsonWriter : IReportWriter
{
    public string Name => "json";

    public IReadOnlyList<string> Endings { get; } = [".json"];

    public byte[] Write(FleetReport report) => ReportJson.Write(report);
}
