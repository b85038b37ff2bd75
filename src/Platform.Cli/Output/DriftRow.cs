using Platform.Drift;

namespace Platform.Cli.Output;

/// <summary>One line of the drift table; all but the difference empty where it goes on from the line before.</summary>
internal sealed record DriftRow(string Module, string Host, DriftStatus? Status, string Difference);

/// <summary>How wide the columns are; the difference takes what is left.</summary>
internal sealed record DriftColumns(int Module, int Host)
{
    public const int Status = 11;

    /// <summary>Between two columns.</summary>
    public const int Gap = 2;
}

/// <summary>Where the drift table goes.</summary>
internal interface IDriftOutput
{
    void Header();

    void Rows(IEnumerable<DriftRow> rows);

    void Line(string text);
}
