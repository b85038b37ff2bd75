using Platform.Drift;
using Spectre.Console;

namespace Platform.Cli.Output;

/// <summary>The drift table for a terminal: coloured, the difference folded to its width.</summary>
internal sealed class TerminalDrift(DriftColumns columns) : IDriftOutput
{
    private const int NarrowestDifference = 20;

    private readonly TextConsole _console = new();

    public void Header()
    {
        _console.Write(
            EmptyTable(), [[MarkupText.Of($"[bold]MODULE[/]"), MarkupText.Of($"[bold]HOST[/]"), MarkupText.Of($"[bold]STATUS[/]"), MarkupText.Of($"[bold]DIFFERENCE[/]")]]);
    }

    public void Rows(IEnumerable<DriftRow> rows)
    {
        _console.Write(EmptyTable(), rows.Select(Cells));
    }

    public void Line(string text) => _console.Write($"{text}");

    private static MarkupText[] Cells(DriftRow row) =>
    [
        MarkupText.Of($"{row.Module}"),
        MarkupText.Of($"{row.Host}"),
        row.Status is { } status ? MarkupText.Of($"[{ColourOf(status)}]{status}[/]") : MarkupText.Empty,
        MarkupText.Of($"{row.Difference}"),
    ];

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
        table.AddColumn(new TableColumn("").Width(Math.Max(NarrowestDifference, _console.Width - taken)).PadLeft(0).PadRight(0));
        return table;
    }

    private static TableColumn Column(int width) => new TableColumn("").Width(width).NoWrap().PadLeft(0);
}
