namespace Platform.Cli.Output;

/// <summary>Standard output, for bytes that are complete already.</summary>
internal static class Result
{
    public static void Write(byte[] document)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(document);
    }
}
