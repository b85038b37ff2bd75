namespace Platform.Cli.Output;

/// <summary>Numbers with their words.</summary>
internal static class Counts
{
    /// <summary><c>1 module</c>, <c>2 modules</c>.</summary>
    public static string Of(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>Those that are not zero: <c>3 in sync, 1 drifted</c>.</summary>
    public static string List(params (int Number, string What)[] counts) =>
        string.Join(", ", counts.Where(count => count.Number > 0).Select(count => $"{count.Number} {count.What}"));
}
