namespace Platform.Cli.Output;

/// <summary>
/// The drift table for files and pipes: one row a line, unfolded, for what is piped is for grep. By hand, because what draws
/// tables on a terminal takes longer to load and to measure them than a host takes to answer.
/// </summary>
internal sealed class PlainDrift(DriftColumns columns) : IDriftOutput
{
    public void Header() => Result.WriteLine(Padded("MODULE", "HOST", "STATUS", "DIFFERENCE"));

    public void Rows(IEnumerable<DriftRow> rows)
    {
        List<string> lines = [];
        foreach (var row in rows) lines.Add(Padded(row.Module, row.Host, row.Status?.ToString() ?? "", row.Difference));
        Result.WriteLines(lines);
    }

    public void Line(string text) => Result.WriteLine(text);

    private string Padded(string module, string host, string status, string difference) => string.Concat(
        module.PadRight(columns.Module + DriftColumns.Gap),
        host.PadRight(columns.Host + DriftColumns.Gap),
        status.PadRight(DriftColumns.Status + DriftColumns.Gap),
        difference).TrimEnd(' ');
}
