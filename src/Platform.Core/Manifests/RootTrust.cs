using Platform.Files;
using Platform.Root;

namespace Platform.Manifests;

/// <summary>The programs that a root names, and which of them the user lets run.</summary>
/// <param name="Root">Absolute path of the root.</param>
/// <param name="Folder">Where the user's trust is kept.</param>
/// <param name="Fault">Why what is kept there is not believed, with the way out; null where it is.</param>
/// <param name="Programs">What the root's files name now, each once.</param>
/// <param name="Past">What the root was trusted for and names no more, or not as it was then.</param>
public sealed record RootTrust(string Root, string Folder, string? Fault, IReadOnlyList<ProgramTrust> Programs, IReadOnlyList<PastTrust> Past)
{
    public override string ToString() => Root;

    /// <summary>Looks, and changes nothing.</summary>
    public static RootTrust Read(PlatformRoot root, RootPrograms named, Trust trust)
    {
        var programs = named.All;
        var now = programs.Select(TrustEntry.Of).OfType<TrustEntry>().Select(entry => entry.Name()).ToHashSet(StringComparer.Ordinal);
        var kept = RealPath.Of(root.Path) is { } real && trust.Folder.FaultFor(real) is null ? trust.Folder.EntriesOf(real).Select(e => e.Entry) : [];
        return new RootTrust(
            root.Path,
            trust.Folder.Path,
            trust.FaultFor(root.Path),
            [.. programs.GroupBy(program => string.Join('\0', program.Words), StringComparer.Ordinal).Select(same => Of(root, [.. same], trust))],
            [.. kept.Where(entry => !now.Contains(entry.Name())).Select(entry => new PastTrust(entry.Words, [.. entry.Files.Keys]))]);
    }

    /// <summary>Trusts a root for all words that it names now.</summary>
    /// <exception cref="IOException">It cannot be written down, or would not be believed.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written down.</exception>
    public static RootTrust Approve(PlatformRoot root, RootPrograms named, Trust trust)
    {
        foreach (var entry in named.All.Select(TrustEntry.Of).OfType<TrustEntry>().DistinctBy(entry => entry.Name(), StringComparer.Ordinal))
            trust.Folder.Add(entry);
        return Read(root, named, trust);
    }

    /// <summary>Forgets all that a root was trusted for.</summary>
    /// <exception cref="IOException">An entry cannot be deleted.</exception>
    /// <exception cref="UnauthorizedAccessException">An entry may not be deleted.</exception>
    public static RootTrust Revoke(PlatformRoot root, RootPrograms named, Trust trust)
    {
        if (RealPath.Of(root.Path) is { } real)
            foreach (var (file, _) in trust.Folder.EntriesOf(real).ToArray()) AtomicFile.Delete(file);
        return Read(root, named, trust);
    }

    private static ProgramTrust Of(PlatformRoot root, IReadOnlyList<RootProgram> same, Trust trust) => new(
        root.Path,
        same[0].Words,
        [.. same.Select(program => program.User).Distinct(StringComparer.Ordinal)],
        [.. TrustEntry.Of(same[0])?.Files.Keys ?? []],
        trust.SourceOf(same[0]));
}

/// <summary>A program that a root names.</summary>
/// <param name="Root">Absolute path of the root.</param>
/// <param name="Words">The program and its leading arguments.</param>
/// <param name="Users">What it is for: <c>host vps1000</c>.</param>
/// <param name="Files">Files of the root that the words name: trust ends when one of them changes.</param>
/// <param name="TrustedBy">Who lets it run; null for nobody.</param>
public sealed record ProgramTrust(string Root, IReadOnlyList<string> Words, IReadOnlyList<string> Users, IReadOnlyList<string> Files, TrustSource? TrustedBy)
{
    public bool Trusted => TrustedBy is not null;

    /// <summary>The words as one line, quoted where needed and cleaned for a terminal.</summary>
    public override string ToString() => RootProgram.TextOf(Words);
}

/// <summary>Words that a root was trusted for.</summary>
/// <param name="Words">The program and its leading arguments.</param>
/// <param name="Files">Files of the root that the words named.</param>
public sealed record PastTrust(IReadOnlyList<string> Words, IReadOnlyList<string> Files)
{
    /// <summary>The words as one line, quoted where needed and cleaned for a terminal.</summary>
    public override string ToString() => RootProgram.TextOf(Words);
}
