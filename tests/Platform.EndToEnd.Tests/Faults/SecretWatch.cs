using System.Text;

namespace Platform.EndToEnd.Faults;

/// <summary>
/// Looks for a planted secret everywhere a run of <c>platformctl</c> could leave one: what it prints, the folders it writes to, the
/// temporary folder, and the arguments of every process that runs meanwhile, as any account of the machine sees them.
/// </summary>
internal sealed class SecretWatch(string secret, params string[] folders)
{
    /// <summary>Between two looks at the processes: every one that matters runs for longer, and a machine has other things to do.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(30);

    private readonly HashSet<string> _known = [.. Files(folders)];

    /// <summary>Runs a command and fails where the secret turns up. What stands in a folder from the start is not looked at.</summary>
    public async Task<CommandResult> RunAsync(string program, IReadOnlyList<string> arguments, string folder, IReadOnlyDictionary<string, string?> environment)
    {
        using var done = new CancellationTokenSource();
        var seen = Task.Run(() => ArgumentsWithSecret(done.Token), CancellationToken.None);
        var result = await Command.RunAsync(program, arguments, folder, environment);
        await done.CancelAsync();
        AssertNone($"{string.Join(' ', arguments)}: output", result.Output);
        AssertNone($"{string.Join(' ', arguments)}: error output", result.Error);
        Assert.Null(await seen);
        // A FIFO or a device, somebody else's perhaps, has no length and would be waited for.
        foreach (var file in Files(folders).Where(file => !_known.Contains(file) && new FileInfo(file) is { Exists: true, Length: > 0 })) AssertNone(file, ReadOrEmpty(file));
        return result;
    }

    private void AssertNone(string where, string text) =>
        Assert.False(text.Contains(secret, StringComparison.OrdinalIgnoreCase), $"the secret is in {where}:\n{text}");

    private string? ArgumentsWithSecret(CancellationToken done)
    {
        string? found = null;
        while (found is null && !done.WaitHandle.WaitOne(Pause))
        {
            foreach (var process in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(path[^1])))
                if (ReadOrEmpty(Path.Combine(process, "cmdline")) is var words && words.Contains(secret, StringComparison.Ordinal)) found = words;
        }

        return found;
    }

    /// <summary>All files of the folders, and those that stand in the temporary folder itself.</summary>
    private static IEnumerable<string> Files(string[] folders) => folders.Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, IgnoreInaccessible = true }))
        .Concat(Directory.EnumerateFiles(Path.GetTempPath()));

    private static string ReadOrEmpty(string path)
    {
        try
        {
            return Encoding.UTF8.GetString(File.ReadAllBytes(path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return ""; // it has gone meanwhile
        }
    }
}
