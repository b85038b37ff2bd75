using System.Diagnostics.CodeAnalysis;

namespace Platform.Files;

/// <summary>What was read of a file: its bytes, or why there are none.</summary>
internal readonly record struct FileContent
{
    private FileContent(byte[]? bytes, FileRefusal? refusal) => (Bytes, Refusal) = (bytes, refusal);

    public byte[]? Bytes { get; }

    public FileRefusal? Refusal { get; }

    [MemberNotNullWhen(true, nameof(Bytes))]
    public bool IsRead => Bytes is not null;

    public static FileContent Missing { get; } = Refused(Refusals.Missing);

    public static FileContent Of(byte[] bytes) => new(bytes, null);

    public static FileContent Refused(FileRefusal refusal) => new(null, refusal);

    /// <summary>The bytes; a file that is not there has none.</summary>
    /// <exception cref="FileRefusedException">It is there and was refused.</exception>
    public byte[]? OrNullWhereMissing(string path) =>
        Refusal is null or { IsMissing: true } ? Bytes : throw Refusal.ToException(path);

    /// <exception cref="FileRefusedException">There are no bytes.</exception>
    public byte[] OrThrow(string path) => Bytes ?? throw (Refusal ?? Refusals.Missing).ToException(path);
}
