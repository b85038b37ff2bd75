namespace Platform.Cli.Output;

/// <summary>Standard output, for what is complete already.</summary>
internal static class Result
{
    public static void WriteLine(string line) => Streams.Write([line]);

    public static void WriteLines(IEnumerable<string> lines) => Streams.Write(lines);

    /// <summary>A whole file in some format, whose writer has made its text harmless.</summary>
    public static void WriteFile(byte[] content) => Streams.WriteFile(content);

    /// <summary>One JSON document.</summary>
    public static void Write(byte[] json) => Streams.WriteDocument(json);
}
