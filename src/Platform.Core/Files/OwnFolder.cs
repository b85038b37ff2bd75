namespace Platform.Files;

/// <summary>
/// A folder that the platform keeps files of its own in, amid files that may be somebody else's work: <c>.platform</c> of a
/// root. Neither it nor a file in it is used where it is a link, or where somebody else could have written it.
/// </summary>
/// <param name="path">Absolute path of the folder.</param>
/// <param name="isPrivate">Whether this account alone may look into it (0700) and read its files (0600).</param>
internal sealed class OwnFolder(string path, bool isPrivate = false)
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode Others =
        UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    public string PathOf(string name) => Path.Combine(path, name);

    /// <summary>Reads a file of the folder; without the folder there is none.</summary>
    /// <exception cref="FileRefusedException">The folder itself is not used.</exception>
    public FileContent Read(string name, int most)
    {
        var file = Path.Combine(path, name);
        if (!FileEntry.IsThere(path)) return FileContent.Missing;
        if (Fault(out var facts) is { } fault) throw fault.ToException(path);
        if (!FileEntry.IsThere(file)) return FileContent.Missing;
        if (OrdinaryFile.Open(file, forWriting: false, FileFence.AroundFile(file), out var opened) is { } refusal)
            return FileContent.Refused(Unlinked(refusal));
        if (FaultOf(opened, facts) is not { } wrong) return OrdinaryFile.Read(opened, most);
        opened.Handle.Dispose();
        return FileContent.Refused(wrong);
    }

    /// <summary>Makes the folder where there is none.</summary>
    /// <exception cref="IOException">It cannot be made, or what is there is not used.</exception>
    public void Make()
    {
        if (!FileEntry.IsThere(path) && isPrivate) AtomicFile.MakePrivateFolder(path);
        else if (!FileEntry.IsThere(path)) Directory.CreateDirectory(path);
        if (Fault(out _) is { } fault) throw fault.ToException(path);
    }

    /// <summary>Opens a file to append to, made where there is none, for this process alone.</summary>
    /// <returns>Null where another process has it, or made it just now.</returns>
    /// <exception cref="IOException">It cannot be opened, or what is there is not used.</exception>
    public FileStream? OpenToAppend(string name)
    {
        var file = Path.Combine(path, name);
        if (!FileEntry.IsThere(file)) return MakeToAppend(file);
        if (Fault(out var facts) is { } fault) throw fault.ToException(path);
        if (OrdinaryFile.Open(file, forWriting: true, FileFence.AroundFile(file), out var opened) is { } refusal)
            throw Unlinked(refusal).ToException(file);
        if (FaultOf(opened, facts) is { } wrong)
        {
            opened.Handle.Dispose();
            throw wrong.ToException(file);
        }

        if (UnixFile.IsSupported && !UnixFile.TryLock(opened.Handle))
        {
            opened.Handle.Dispose();
            return null;
        }

        return new FileStream(opened.Handle, FileAccess.ReadWrite, bufferSize: 0);
    }

    /// <summary>Replaces a file of the folder.</summary>
    public void Write(string name, ReadOnlySpan<byte> bytes) => AtomicFile.Write(Path.Combine(path, name), bytes, mode: isPrivate ? OwnerOnly : null);

    /// <summary>Makes a file of the folder where there is nothing by that name.</summary>
    public void WriteNew(string name, ReadOnlySpan<byte> bytes) => AtomicFile.WriteNew(Path.Combine(path, name), bytes);

    private FileStream? MakeToAppend(string file)
    {
        try
        {
            // Without a buffer: one that could not be written would be tried again when the file is closed.
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, Share = FileShare.None, BufferSize = 0 };
            if (isPrivate && !OperatingSystem.IsWindows()) options.UnixCreateMode = OwnerOnly;
            return new FileStream(file, options);
        }
        catch (IOException) when (FileEntry.IsThere(file))
        {
            return null;
        }
    }

    /// <summary>What is wrong with the folder.</summary>
    private FileRefusal? Fault(out FileFacts? facts)
    {
        facts = null;
        if (Path.GetDirectoryName(path) is not { } around) return null; // the root of the file system
        if (!new FileFence(around).Holds(RealPath.Of(path))) return Refusals.Outside(around);
        if (UnixFile.Ask(path, out facts) is not 0 and var error) return Refusals.OfError(error, path);
        if (UnixFile.Ask(around, out var aroundFacts) != 0 || facts is not { } own || aroundFacts is not { } parent) return null;
        if (own.Kind is not FileKind.Folder) return Refusals.NotOurs("is not a folder; put it aside");
        if (isPrivate && own.Owner != UnixFile.Account)
            return Refusals.NotOurs($"belongs to the account {own.Owner}, and is not used; it has to be this account's own");
        return isPrivate && (own.Mode & Others) is not UnixFileMode.None
            ? Refusals.NotOurs("can be looked into by others, and is not used; look at it, then close it (chmod 700)")
            : Custody.FaultOf(own, parent, UnixFile.Account);
    }

    private static FileRefusal? FaultOf(OpenFile file, FileFacts? folder) =>
        folder is { } around ? Custody.FaultOf(file.Facts, around, UnixFile.Account) : null;

    private static FileRefusal Unlinked(FileRefusal refusal) => refusal.Reason is FileRefusalReason.Outside
        ? Refusals.NotOurs("is a symbolic link, which is not followed; look at it, then put it aside")
        : refusal;
}
