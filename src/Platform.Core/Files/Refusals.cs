using System.Globalization;
using System.Runtime.InteropServices;

namespace Platform.Files;

/// <summary>The sentences of refusals, in one place.</summary>
internal static class Refusals
{
    private const string PutAFile = "put an ordinary file in its place";

    public static FileRefusal Missing { get; } = new(FileRefusalReason.Missing, "does not exist");

    public static FileRefusal LinkCircle { get; } = new(FileRefusalReason.LinkCircle, "is a symbolic link that leads in a circle; put the file itself there");

    public static FileRefusal NotPermitted { get; } = new(FileRefusalReason.NotPermitted, "cannot be read: this account may not; check its permissions");

    public static FileRefusal NotWritable { get; } = new(FileRefusalReason.NotPermitted, "cannot be written: this account may not; check its permissions and those of its folder");

    public static FileRefusal NulInPath { get; } = new(FileRefusalReason.Failed, "cannot be read: its path has a NUL character");

    /// <summary>Null for an ordinary file.</summary>
    public static FileRefusal? OfKind(FileKind kind) => kind switch
    {
        FileKind.Ordinary => null,
        FileKind.Folder => new FileRefusal(FileRefusalReason.Folder, "is a folder, where a file is wanted"),
        FileKind.Pipe => new FileRefusal(FileRefusalReason.Pipe, $"is a FIFO, which is not read, for that could wait for ever; {PutAFile}"),
        FileKind.Socket => new FileRefusal(FileRefusalReason.Socket, $"is a socket, which is not read; {PutAFile}"),
        _ => new FileRefusal(FileRefusalReason.Device, $"is a device, which is not read, for it may have no end; {PutAFile}"),
    };

    /// <summary>For what stands where a file is to be written.</summary>
    public static FileRefusal NotReplaced(FileKind kind) => new(
        kind is FileKind.Folder ? FileRefusalReason.Folder : FileRefusalReason.Device,
        kind is FileKind.Folder ? "is a folder; name a file" : "is no ordinary file, and is not replaced by one; name another");

    public static FileRefusal Outside(string folder) =>
        new(FileRefusalReason.Outside, $"leads out of {folder} by a symbolic link; put the file itself there");

    public static FileRefusal TooLarge(int most) =>
        new(FileRefusalReason.TooLarge, string.Create(CultureInfo.InvariantCulture, $"has more than the {most} bytes allowed here"));

    public static FileRefusal Failed(string words) => new(FileRefusalReason.Failed, "cannot be read: " + words);

    public static FileRefusal NotWritten(string words) => new(FileRefusalReason.Failed, "cannot be written: " + words);

    public static FileRefusal Changed { get; } = new(FileRefusalReason.Changed, "has changed since it was read, and is left as it is; try again");

    public static FileRefusal InTheWay { get; } = new(FileRefusalReason.NotOurs, "is there already, and is left as it is");

    public static FileRefusal InUse { get; } = new(FileRefusalReason.Changed, "is being written by another process, and is left as it is; try again");

    public static FileRefusal NotOurs(string what) => new(FileRefusalReason.NotOurs, what);

    /// <param name="error">An <c>errno</c> of this system.</param>
    /// <param name="path">Which file it is about.</param>
    public static FileRefusal OfError(int error, string path) => error switch
    {
        UnixError.NotThere or UnixError.NotAFolder => FileEntry.LinkOf(path) is { } target
            ? new FileRefusal(FileRefusalReason.DanglingLink, $"is a symbolic link to {target}, which does not exist; put the file itself there")
            : Missing,
        UnixError.AccessDenied or UnixError.NotPermitted => NotPermitted,
        _ when error == UnixError.TooManyLinks => LinkCircle,
        _ => Failed(Marshal.GetPInvokeErrorMessage(error)),
    };
}
