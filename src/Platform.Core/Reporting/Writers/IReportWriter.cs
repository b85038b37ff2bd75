namespace Platform.Reporting.Writers;

/// <summary>Writes a report in one format. A new format is a new file with a writer in it, and a line in <see cref="ReportWriters"/>.</summary>
public interface IReportWriter
{
    /// <summary>The word for it on the command line: <c>html</c>.</summary>
    string Name { get; }

    /// <summary>How names of its files end, with the dot; the first is the usual one.</summary>
    IReadOnlyList<string> Endings { get; }

    /// <summary>The whole file, in UTF-8. The same report gives the same bytes.</summary>
    byte[] Write(FleetReport report);
}
