using System.ComponentModel;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Platform.Cli.Output;

/// <summary>
/// Says why a run ends that nobody foresaw. Without the console, whose assembly may be just what could not be loaded; all
/// that this needs is loaded in any process.
/// </summary>
internal static class LastWords
{
    private const int StandardError = 2;
    private const int Reserved = 8;

    /// <summary>
    /// File handles to be given back before anything is said: where none is left, what says it could not be loaded either.
    /// </summary>
    public static SafeFileHandle?[] Reserve()
    {
        var handles = new SafeFileHandle?[Reserved];
        try
        {
            if (!OperatingSystem.IsWindows())
                for (var i = 0; i < Reserved; i++) handles[i] = File.OpenHandle("/dev/null");
        }
        catch (Exception)
        {
            // There are too few to begin with.
        }

        return handles;
    }

    public static void Say(Exception exception)
    {
        try
        {
            using var error = new FileStream(new SafeFileHandle(StandardError, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            error.Write(Encoding.UTF8.GetBytes($"platformctl: {Sentence(exception)}\n"));
        }
        catch (Exception)
        {
            // There is nobody to tell.
        }
    }

    /// <summary>One sentence; what is wrong and, where there is one, the way out.</summary>
    public static string Sentence(Exception exception)
    {
        var cause = exception;
        while (cause is TypeInitializationException { InnerException: { } inner }) cause = inner;
        var text = new StringBuilder();
        foreach (var c in cause.Message.AsSpan())
        {
            if (c is '\n') break;
            if (!char.IsControl(c) && char.GetUnicodeCategory(c) is not System.Globalization.UnicodeCategory.Format) text.Append(c);
        }

        return cause switch
        {
            FileNotFoundException { FileName: not null } or FileLoadException or BadImageFormatException or DllNotFoundException =>
                $"a part of the program could not be loaded; is it installed whole, and may it open enough files (ulimit -n)? {text}",
            IOException or UnauthorizedAccessException or Win32Exception => text.ToString(),
            OutOfMemoryException => "there is not enough memory, or it may open too few files (ulimit -n)",
            _ => $"{text} ({cause.GetType().Name}; this is a fault of platformctl)",
        };
    }
}
