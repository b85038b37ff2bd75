using Platform.Files;

namespace Platform.Root;

/// <summary>
/// What the user trusts, one file an entry, in the user's configuration. It is believed only where nobody else could have
/// written it.
/// </summary>
/// <param name="configuration">Absolute path of <c>$XDG_CONFIG_HOME</c>, or what stands for it.</param>
internal sealed class TrustFolder(string configuration)
{
    private const string Home = "XDG_CONFIG_HOME";
    private const int LargestEntry = 1 << 20;
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const uint Superuser = 0;

    public string Path { get; } = System.IO.Path.Combine(configuration, "platform", "trusted");

    /// <summary>The user's.</summary>
    public static TrustFolder OfUser() => new(UserFolder.Configuration);

    /// <summary>Why the folder is not believed, with the way out; null where it is, or there is none yet.</summary>
    /// <param name="root">Real path of the root that is asked about.</param>
    public string? FaultFor(string root)
    {
        if (!System.IO.Path.IsPathFullyQualified(Path)) return $"{Path}, where trust is kept, is no absolute path; set HOME or {Home}";
        if (RealPath.Of(Path) is not { } real) return $"{Path}, where trust is kept, is a link that leads in a circle";
        if (TrustedRoots.IsWithin(real, root)) return $"{Path}, where trust is kept, lies in the root itself, and is not believed; set {Home} to a folder elsewhere";
        string?[] folders = [configuration, System.IO.Path.GetDirectoryName(Path), Path, System.IO.Path.GetDirectoryName(real)];
        return folders.OfType<string>().Select(FaultOf).FirstOrDefault(fault => fault is not null);
    }

    public bool Has(TrustEntry entry) => Content(System.IO.Path.Combine(Path, entry.Name())) is { } content && content.AsSpan().SequenceEqual(entry.Content());

    /// <summary>What is kept of one root, by file.</summary>
    public IEnumerable<(string File, TrustEntry Entry)> EntriesOf(string root)
    {
        if (!Directory.Exists(Path)) yield break;
        foreach (var file in Directory.EnumerateFiles(Path).Order(StringComparer.Ordinal))
            if (Content(file) is { } content && TrustEntry.Parse(content) is { } entry && entry.Root == root) yield return (file, entry);
    }

    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    public void Add(TrustEntry entry)
    {
        // Once before anything is made, and once more when all folders are there.
        if (FaultFor(entry.Root) is { } fault) throw new IOException(fault);
        AtomicFile.MakePrivateFolder(Path);
        if (FaultFor(entry.Root) is { } late) throw new IOException(late);
        AtomicFile.Write(System.IO.Path.Combine(Path, entry.Name()), entry.Content(), mode: OwnerOnly);
    }

    private static byte[]? Content(string file) => OrdinaryFile.Read(file, LargestEntry).Bytes;

    /// <summary>Whether others could write there. Where the system does not say whose a folder is, only its mode counts.</summary>
    private static string? FaultOf(string folder)
    {
        if (OperatingSystem.IsWindows() || !Directory.Exists(folder)) return null;
        var isAsked = UnixFile.Ask(folder, out var facts) == 0;
        if (!isAsked) return $"{folder}, where trust is kept, cannot be looked at, and is not believed";
        if (facts is { Owner: var owner } && owner != UnixFile.Account && owner != Superuser)
            return $"{folder}, where trust is kept, belongs to somebody else, and is not believed";
        var mode = facts?.Mode ?? File.GetUnixFileMode(folder);
        return (mode & WritableByOthers) is UnixFileMode.None
            ? null
            : $"{folder}, where trust is kept, can be written by others, and is not believed; chmod go-w {folder}, once you have looked at it";
    }
}
