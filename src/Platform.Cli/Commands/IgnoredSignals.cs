using System.Globalization;
using System.Runtime.InteropServices;

namespace Platform.Cli.Commands;

/// <summary>The signals that whoever started this process wants to have ignored.</summary>
internal static class IgnoredSignals
{
    private const string Line = "SigIgn:";

    public static bool Contain(PosixSignal signal)
    {
        if (!OperatingSystem.IsLinux()) return false;
        var number = signal switch { PosixSignal.SIGHUP => 1, PosixSignal.SIGQUIT => 3, _ => 0 };
        try
        {
            foreach (var line in File.ReadLines("/proc/self/status"))
            {
                if (!line.StartsWith(Line, StringComparison.Ordinal)) continue;
                return ulong.TryParse(line.AsSpan(Line.Length).Trim(), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var mask) &&
                    number > 0 && (mask >> (number - 1) & 1) != 0;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without /proc nobody knows.
        }

        return false;
    }
}
