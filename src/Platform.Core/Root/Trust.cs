using Platform.Files;

namespace Platform.Root;

/// <summary>
/// Which programs that a platform root names may run: those for whose very words the user has trusted the root, and those of
/// the roots that <c>PLATFORM_TRUSTED_ROOTS</c> lists.
/// </summary>
public sealed class Trust
{
    /// <summary>Absolute folders with the path separator between them, or <c>*</c>: for automation, which nobody can ask.</summary>
    public const string EnvironmentVariable = "PLATFORM_TRUSTED_ROOTS";

    private readonly TrustedRoots _roots;

    internal Trust(TrustFolder folder, TrustedRoots roots) => (Folder, _roots) = (folder, roots);

    internal TrustFolder Folder { get; }

    /// <summary>What the user of this process trusts.</summary>
    public static Trust OfUser() => new(TrustFolder.OfUser(), TrustedRoots.Parse(Environment.GetEnvironmentVariable(EnvironmentVariable)));

    /// <summary>Who lets a program run that a root names; null for nobody.</summary>
    internal TrustSource? SourceOf(RootProgram program)
    {
        if (TrustEntry.Of(program) is not { } entry) return null;
        if (_roots.Have(entry.Root)) return TrustSource.Environment;
        return Folder.FaultFor(entry.Root) is null && Folder.Has(entry) ? TrustSource.User : null;
    }

    /// <summary>Why what the user trusts is not believed for a root; null where it is.</summary>
    internal string? FaultFor(string root) => RealPath.Of(root) is { } real ? Folder.FaultFor(real) : "the root's path is a link that leads in a circle";
}

/// <summary>Who lets a root's program run.</summary>
public enum TrustSource
{
    /// <summary>The user did, with <c>platformctl trust</c> or <c>Approve-PlatformRoot</c>.</summary>
    User,

    /// <summary><c>PLATFORM_TRUSTED_ROOTS</c> lists the root.</summary>
    Environment,
}
