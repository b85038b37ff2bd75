using System.Text;

namespace Platform.Cli.Output;

/// <summary>Standard output, for what is complete already. Without the console, which would look the terminal up first.</summary>
internal static class Result
{
    public static void WriteLine(string line) => Write(Encoding.UTF8.GetBytes(line + "\n"));

    public static void Write(byte[] document)
    {
        using var output = Console.OpenStandardOutput();
        output.Write(document);
    }
}
