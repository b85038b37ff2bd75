namespace Platform.Files;

/// <summary>What the system says of a file, links followed.</summary>
/// <param name="Kind">What kind of file it is.</param>
/// <param name="Size">Bytes; for other than ordinary files it means nothing.</param>
/// <param name="Owner">Number of the account that owns it.</param>
/// <param name="Group">Number of its group.</param>
/// <param name="Mode">Its permission bits.</param>
internal readonly record struct FileFacts(FileKind Kind, long Size, uint Owner, uint Group, UnixFileMode Mode);

/// <summary>Kinds of files.</summary>
internal enum FileKind
{
    Ordinary,
    Folder,
    Pipe,
    Socket,
    Device,
}
