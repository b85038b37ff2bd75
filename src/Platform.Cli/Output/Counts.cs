namespace Platform.Cli.Output;

/// <summary>Numbers with their words.</summary>
internal static class Counts
{
    /// <summary><c>1 module</c>, <c>2 modules</c>.</summary>
    public static string Of(int number, string noun) => $"{number} {noun}{(number == 1 ? "" : "s")}";

    /// <summary>Those that are not zero: <c>3 in sync, 1 drifted</c>. Not by LINQ, which would be compiled for tuples in each run.</summary>
    public static string List(params (int Number, string What)[] counts)
    {
        List<string> parts = [];
        foreach (var (number, what) in counts)
            if (number > 0) parts.Add($"{number} {what}");
        return string.Join(", ", parts);
    }
}
