using System.Globalization;

namespace Platform.EndToEnd.Faults;

/// <summary>Which processes there are, by a word that only those of one test have in their command lines.</summary>
internal static class Processes
{
    public static int CountWith(string mark) => Directory.EnumerateDirectories("/proc")
        .Where(path => int.TryParse(Path.GetFileName(path), out _))
        .Count(path => CommandLine(path).Split('\0').Contains(mark, StringComparer.Ordinal));

    /// <summary>A process that was killed is listed until the kernel has taken it down.</summary>
    public static async Task AssertNoneWithAsync(string mark)
    {
        for (var attempt = 0; attempt < 20 && CountWith(mark) > 0; attempt++) await Task.Delay(50, TestContext.Current.CancellationToken);
        Assert.Equal(0, CountWith(mark));
    }

    /// <summary>Whether a process has a handler for SIGINT, by the kernel's own list.</summary>
    public static bool CatchesInterrupt(int id)
    {
        const int Interrupt = 2;
        var caught = File.ReadLines($"/proc/{id}/status").First(line => line.StartsWith("SigCgt:", StringComparison.Ordinal))["SigCgt:".Length..].Trim();
        return (ulong.Parse(caught, NumberStyles.HexNumber, CultureInfo.InvariantCulture) >> (Interrupt - 1) & 1) == 1;
    }

    private static string CommandLine(string path)
    {
        try
        {
            return File.ReadAllText(Path.Combine(path, "cmdline"));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // it ended while we looked
        }
    }
}
