using System.Globalization;
using System.Text;
using Platform.Reporting.Items;

namespace Platform.Reporting.Writers;

/// <summary>One row an item, by RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180), with a header.</summary>
/// <remarks>A cell that a spreadsheet would take for a formula begins with an apostrophe: https://owasp.org/www-community/attacks/CSV_Injection</remarks>
internal sealed class CsvWriter : IReportWriter
{
    private static readonly (string Title, Func<ReportItem, string?> Of)[] Columns =
    [
        ("module", i => i.Module), ("host", i => i.Host), ("check", i => i.Check.Word), ("code", i => i.Code), ("severity", i => i.Severity.Word),
        ("fails", i => i.Fails ? "yes" : "no"), ("acknowledged", i => i.Acknowledged ? "yes" : "no"), ("acknowledgement", i => i.Acknowledgement),
        ("file", i => i.Place.File), ("line", i => i.Place.Line.ToString(CultureInfo.InvariantCulture)), ("column", i => i.Place.Column.ToString(CultureInfo.InvariantCulture)),
        ("subject", i => i.Subject), ("message", i => i.Message),
        ("expected", i => i.Evidence.FirstOrDefault(e => e.Name == "expected")?.Value), ("actual", i => i.Evidence.FirstOrDefault(e => e.Name == "actual")?.Value),
        ("fix", i => i.Fix), ("new", i => i.IsNew switch { true => "yes", false => "no", _ => "" }), ("fingerprint", i => i.Fingerprint),
    ];

    public string Name => "csv";

    public IReadOnlyList<string> Endings { get; } = [".csv"];

    public byte[] Write(FleetReport report)
    {
        var text = new StringBuilder();
        Row(Columns.Select(column => column.Title));
        foreach (var item in report.Items) Row(Columns.Select(column => column.Of(item)));
        return Encoding.UTF8.GetBytes(text.ToString());

        void Row(IEnumerable<string?> cells) => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");
    }

    private static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value)) return "";
        var text = value[0] is '=' or '+' or '-' or '@' or '\t' or '\r' ? "'" + value : value;
        return text.AsSpan().ContainsAny(",\"\r\n'") || text[0] == ' ' || text[^1] == ' ' ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
    }
}
