using Platform.Drift;
using Spectre.Console;

namespace Platform.Cli.Output;

/// <summary>The drift table for a terminal: coloured, the difference folded to its width.</summary>
internal sealed class TerminalDrift(DriftColumns columns) : IDriftOutput
{
    private const int NarrowestDifference = 20;

    private readonly IAnsiConsole _console = TextConsole.Create();

    public void Header()
    {
        var table = EmptyTable();
        table.AddRow("[bold]MODULE[/]", "[bold]HOST[/]", "[bold]STATUS[/]", "[bold]DIFFERENCE[/]");
        _console.Write(table);
    }

    public void Rows(IEnumerable<DriftRow> rows)
    {
        var table = EmptyTable();
        foreach (var row in rows)
        {
            var status = row.Status is { } known ? $"[{ColourOf(known)}]{known}[/]" : "";
            table.AddRow(Markup.Escape(row.Module), Markup.Escape(row.Host), status, Markup.Escape(row.Difference));
        }

        _console.Write(table);
    }

    public void Line(string text) => _console.WriteLine(text);

    private static string ColourOf(DriftStatus status) => status switch
    {
        DriftStatus.InSync => "green",
        DriftStatus.Drifted => "red",
        DriftStatus.Unverified => "yellow",
        DriftStatus.Unreachable => "magenta",
        _ => "grey",
    };

    private Table EmptyTable()
    {
        var taken = columns.Module + columns.Host + DriftColumns.Status + (3 * DriftColumns.Gap);
        var table = new Table().NoBorder().HideHeaders();
        table.AddColumn(Column(columns.Module).PadRight(DriftColumns.Gap));
        table.AddColumn(Column(columns.Host).PadRight(DriftColumns.Gap));
        table.AddColumn(Column(DriftColumns.Status).PadRight(DriftColumns.Gap));
        table.AddColumn(new TableColumn("").Width(Math.Max(NarrowestDifference, _console.Profile.Width - taken)).PadLeft(0).PadRight(0));
        return table;
    }

    private static TableColumn Column(int width) => new TableColumn("").Width(width).NoWrap().PadLeft(0);
}
