using Platform.Files;
using Platform.Root;

namespace Platform.Access.Approvals;

/// <summary>
/// The keys whose word counts, in OpenSSH's <c>allowed_signers</c> format (man 1 ssh-keygen). They stand outside every root: who can edit a
/// checkout must not be able to add one. The system's file goes before the user's; where it exists the user's is not read.
/// </summary>
/// <param name="Path">The file.</param>
/// <param name="Content">Its bytes.</param>
internal sealed record OperatorKeys(string Path, byte[] Content)
{
    /// <summary>The system's, which an administrator writes.</summary>
    public const string SystemPath = "/etc/platform/operators";

    private const UnixFileMode WritableByOthers = UnixFileMode.GroupWrite | UnixFileMode.OtherWrite;
    private const uint Superuser = 0;

    /// <summary>The user's.</summary>
    public static string UserPath => System.IO.Path.Combine(UserFolder.Configuration, "platform", "operators");

    /// <summary>Reads the file that counts.</summary>
    /// <param name="paths">The places, the one that goes before first.</param>
    /// <param name="root">Absolute path of the root it is asked for; null for none. A file in it is not believed.</param>
    /// <param name="keys">The keys; null where the answer is a refusal.</param>
    public static AccessRefusal? Read(IReadOnlyList<string> paths, string? root, out OperatorKeys? keys)
    {
        keys = null;
        var path = paths.FirstOrDefault(FileEntry.IsThere);
        if (path is null)
            return Refuse($"no file of operators exists: put operators' public keys into {string.Join(" or ", paths.Reverse())}, one a line as NAME KEYTYPE KEY (allowed_signers of ssh-keygen)");
        if (RealPath.Of(path) is not { } real) return Refuse($"{path} is a link that leads in a circle");
        if (root is not null && RealPath.Of(root) is { } realRoot && TrustedRoots.IsWithin(real, realRoot))
            return Refuse($"{path} lies in the platform root, and is not believed: who can edit the checkout could add a key");
        if (OrdinaryFile.Open(path, forWriting: false, fence: null, out var opened) is { } refusal) return Refuse($"{path} {refusal.What}");
        if (FaultOf(path, opened.Facts) is { } fault)
        {
            opened.Handle.Dispose();
            return Refuse(fault);
        }

        var folder = System.IO.Path.GetDirectoryName(real);
        if (folder is not null && UnixFile.Ask(folder, out var facts) == 0 && facts is { } around && FaultOf(folder, around) is { } open)
        {
            opened.Handle.Dispose();
            return Refuse(open);
        }

        var content = OrdinaryFile.Read(opened, OrdinaryFile.MostWritten);
        if (content.Bytes is not { } bytes) return Refuse($"{path} {content.Refusal!.What}"); // without bytes there is a refusal
        keys = new OperatorKeys(path, bytes);
        return null;
    }

    private static string? FaultOf(string path, FileFacts facts)
    {
        if (OperatingSystem.IsWindows()) return null;
        if (facts.Owner != UnixFile.Account && facts.Owner != Superuser) return $"{path} belongs to the account {facts.Owner}, and is not believed";
        return (facts.Mode & WritableByOthers) is UnixFileMode.None ? null : $"{path} can be written by others, and is not believed; chmod go-w {path}, once you have looked at it";
    }

    private static AccessRefusal Refuse(string message) => new(AccessRefusalReason.NoOperators, message);
}
