namespace Platform.Files;

/// <summary>Why a file was not read or written.</summary>
/// <param name="Reason">The kind, for programs.</param>
/// <param name="What">
/// What is said of the file, with the way out, to be put behind its name: <c>is a folder, where a file is wanted</c>.
/// </param>
internal sealed record FileRefusal(FileRefusalReason Reason, string What)
{
    /// <summary>True where there is nothing at all by that name.</summary>
    public bool IsMissing => Reason is FileRefusalReason.Missing;

    /// <summary>True where it is what is there that is not let in, whoever asks and whenever.</summary>
    public bool IsOfTheFile => Reason is not (
        FileRefusalReason.Missing or FileRefusalReason.DanglingLink or FileRefusalReason.NotPermitted or FileRefusalReason.Changed or FileRefusalReason.Failed);

    public FileRefusedException ToException(string path) => new(this, path);
}

/// <summary>Kinds of refusal, told apart because each has another way out.</summary>
internal enum FileRefusalReason
{
    Missing,

    /// <summary>A symbolic link to something that does not exist.</summary>
    DanglingLink,

    /// <summary>Symbolic links that lead in a circle.</summary>
    LinkCircle,
    Folder,
    Pipe,
    Socket,
    Device,

    /// <summary>A symbolic link leads out of the folder that the file has to lie in.</summary>
    Outside,
    TooLarge,

    /// <summary>This account may not read or write it.</summary>
    NotPermitted,

    /// <summary>It is not what it was when it was read.</summary>
    Changed,

    /// <summary>Somebody else owns it, or may write to it.</summary>
    NotOurs,

    /// <summary>The system says no for another reason.</summary>
    Failed,
}

/// <summary>A refusal where a caller has no way to go on. The message names the file.</summary>
internal sealed class FileRefusedException(FileRefusal refusal, string path) : IOException($"{path} {refusal.What}")
{
    public FileRefusal Refusal { get; } = refusal;
}
