namespace Platform.Cli.Output;

/// <summary>Standard output, for what is complete already.</summary>
internal static class Result
{
    public static void WriteLine(string line) => Streams.Write([line]);

    public static void WriteLines(IEnumerable<string> lines) => Streams.Write(lines);

    /// <summary>One JSON document.</summary>
    public static void Write(byte[] json) => Streams.WriteDocument(json);
}
