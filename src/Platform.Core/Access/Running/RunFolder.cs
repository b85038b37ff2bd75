using Platform.Access.Sessions;
using Platform.Files;

namespace Platform.Access.Running;

/// <summary>
/// The folder of one run, <c>$XDG_RUNTIME_DIR/platform/&lt;session&gt;</c>: sockets and what ssh is told. No other account can enter it, nothing
/// secret is in it, and it goes with the run. Who holds its lock is the run's only wrapper.
/// </summary>
internal sealed class RunFolder : IDisposable
{
    private const string Variable = "XDG_RUNTIME_DIR";
    private const string Lock = "lock";
    private const UnixFileMode OthersMay = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    private readonly FileStream _lock;

    private RunFolder(string path, FileStream held) => (Path, _lock) = (path, held);

    public string Path { get; }

    /// <summary>Where the folders of all runs are. Without a folder of the user's session it is one in <c>/tmp</c> that is looked at before it is used.</summary>
    public static string Parent { get; } = System.IO.Path.Combine(RuntimeFolder(), "platform");

    public static string PathOf(string session) => System.IO.Path.Combine(Parent, session);

    /// <summary>Makes it, and takes its lock; null where another process has it.</summary>
    /// <exception cref="IOException">It cannot be made, or others could look into it.</exception>
    public static RunFolder? TryMake(string session)
    {
        var path = PathOf(session);
        foreach (var folder in (ReadOnlySpan<string>)[RuntimeFolder(), Parent, path])
        {
            AtomicFile.MakePrivateFolder(folder);
            if (FaultOf(folder) is { } fault) throw new IOException(fault);
        }

        return new OwnFolder(path).OpenToAppend(Lock) is { } held ? new RunFolder(path, held) : null;
    }

    /// <summary>Sessions that have a folder, whether their run lives or not.</summary>
    public static IReadOnlyList<string> Sessions() => Directory.Exists(Parent)
        ? [.. Directory.EnumerateDirectories(Parent).Select(System.IO.Path.GetFileName).OfType<string>().Where(name => SessionId.Parse(name) == name).Order(StringComparer.Ordinal)]
        : [];

    /// <summary>Whether a wrapper holds the folder now.</summary>
    public static bool IsHeld(string session)
    {
        var path = PathOf(session);
        if (!Directory.Exists(path)) return false;
        try
        {
            using var held = new OwnFolder(path).OpenToAppend(Lock);
            return held is null;
        }
        catch (IOException)
        {
            return false; // it went away in between, or was never a folder of a run
        }
    }

    /// <summary>Removes what a run left; false where something of it is still there.</summary>
    public static bool TryDelete(string session)
    {
        var path = PathOf(session);
        PrivateFolder.TryDelete(path);
        return !Directory.Exists(path);
    }

    public void Dispose()
    {
        _lock.Dispose();
        PrivateFolder.TryDelete(Path);
    }

    private static string RuntimeFolder()
    {
        if (Environment.GetEnvironmentVariable(Variable) is { } named && System.IO.Path.IsPathFullyQualified(named)) return named;
        var own = $"/run/user/{UnixFile.Account}";
        return Directory.Exists(own) ? own : $"/tmp/platform-run-{UnixFile.Account}";
    }

    /// <summary>What is wrong with a folder of ours; null where nothing is.</summary>
    private static string? FaultOf(string folder)
    {
        if (UnixFile.Ask(folder, out var facts) != 0 || facts is not { } known) return null;
        if (known.Kind is not FileKind.Folder || new DirectoryInfo(folder).LinkTarget is not null) return $"{folder} is no folder, and sockets are kept nowhere else; put it aside, or set {Variable}";
        if (known.Owner != UnixFile.Account) return $"{folder} belongs to somebody else, and is not used for sockets; set {Variable} to a folder of yours";
        return (known.Mode & OthersMay) is UnixFileMode.None ? null : $"others can look into {folder}, and it is not used for sockets; chmod 0700 {folder}, once you have looked at it";
    }
}
