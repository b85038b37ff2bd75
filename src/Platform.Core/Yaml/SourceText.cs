using System.Text;
using Platform.Files;

namespace Platform.Yaml;

/// <summary>
/// The bytes and characters of the file being read, in buffers that one thread uses for all its files. Its methods
/// say what is wrong with a text by failing the builder they are given.
/// </summary>
internal sealed class SourceText
{
    /// <summary>Decodes strictly: a wrong byte is an error to report, never a silent U+FFFD.</summary>
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private byte[] _bytes = new byte[16 << 10];
    private char[] _characters = new char[16 << 10];
    private int _byteCount;
    private int _characterCount;

    public ReadOnlySpan<byte> Bytes => _bytes.AsSpan(0, _byteCount);

    /// <summary>A reader over the characters, for a scanner that wants one.</summary>
    public CharacterReader OpenReader() => new(_characters, _characterCount);

    public ReadOnlySpan<char> Characters => _characters.AsSpan(0, _characterCount);

    /// <summary>Reads a file's bytes, and no more of them than the limit allows.</summary>
    public bool TryReadFile(string path, DocumentLimits limits, FileFence? fence, TreeBuilder builder)
    {
        if (OrdinaryFile.ReadInto(path, limits.MaxBytes, fence, ref _bytes, out _byteCount) is { } refusal)
        {
            _byteCount = 0;
            return builder.Fail(CodeOf(refusal), $"The file {refusal.What}.", TextPosition.Start);
        }

        return _byteCount > 0 || builder.Fail(YamlDiagnosticCode.Empty, "The file is empty.", TextPosition.Start);
    }

    public bool TryTake(ReadOnlySpan<byte> utf8, DocumentLimits limits, TreeBuilder builder)
    {
        _byteCount = 0;
        if (utf8.Length > limits.MaxBytes) return FailTooLarge(limits, builder);
        if (utf8.Length > _bytes.Length) _bytes = new byte[utf8.Length];
        utf8.CopyTo(_bytes);
        _byteCount = utf8.Length;
        return true;
    }

    public bool TryTake(string text, DocumentLimits limits, TreeBuilder builder)
    {
        _byteCount = 0;
        // A text of N characters has N bytes at least and 3 N at most; most need no counting.
        if (text.Length > limits.MaxBytes) return FailTooLarge(limits, builder);
        var most = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (most > _bytes.Length) _bytes = new byte[most];
        // A lone surrogate becomes U+FFFD here: a .NET string can hold one, a file cannot.
        _byteCount = Encoding.UTF8.GetBytes(text, _bytes);
        return CheckSize(limits, builder);
    }

    /// <summary>Turns the bytes into characters, without a byte order mark.</summary>
    public bool TryDecode(TreeBuilder builder)
    {
        var bytes = Bytes;
        if (bytes is [0xFE, 0xFF, ..] or [0xFF, 0xFE, ..])
            return builder.Fail(
                YamlDiagnosticCode.Encoding, "The file is UTF-16; save it as UTF-8.", TextPosition.Start);

        bytes = WithoutMark(bytes);
        if (_characters.Length < bytes.Length) _characters = new char[bytes.Length];
        try
        {
            _characterCount = Utf8.GetChars(bytes, _characters);
        }
        catch (DecoderFallbackException wrong)
        {
            var good = Encoding.UTF8.GetString(bytes[..Math.Min(wrong.Index, bytes.Length)]);
            return builder.Fail(
                YamlDiagnosticCode.Encoding,
                "The bytes here are not UTF-8; save the file as UTF-8.",
                PositionAt(good, good.Length));
        }

        var forbidden = IndexOfForbidden(Characters);
        return forbidden < 0 || builder.Fail(
            YamlDiagnosticCode.Encoding,
            $"The control character U+{(int)Characters[forbidden]:X4} is not allowed; in double quotes it can be written as \\x{(int)Characters[forbidden]:X2}.",
            PositionAt(Characters, forbidden));
    }

    public static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> bytes) =>
        bytes is [0xEF, 0xBB, 0xBF, ..] ? bytes[3..] : bytes;

    public static TextPosition PositionAt(ReadOnlySpan<char> text, int index)
    {
        var before = text[..index];
        return new TextPosition(1 + before.Count('\n'), index - before.LastIndexOf('\n'));
    }

    /// <summary>The first C0 control other than tab and line ends (YAML 1.2.2, rule 1, c-printable).</summary>
    private static int IndexOfForbidden(ReadOnlySpan<char> text)
    {
        var offset = 0;
        while (true)
        {
            var index = text[offset..].IndexOfAnyInRange('\0', '\x1f');
            if (index < 0) return -1;
            offset += index;
            if (text[offset] is not ('\t' or '\n' or '\r')) return offset;
            offset++;
        }
    }

    /// <summary>What is no file has nothing in it that could be read, and has had that code from the start.</summary>
    private static string CodeOf(FileRefusal refusal) => refusal.Reason switch
    {
        FileRefusalReason.Pipe or FileRefusalReason.Socket or FileRefusalReason.Device => YamlDiagnosticCode.Empty,
        FileRefusalReason.TooLarge => YamlDiagnosticCode.TooLarge,
        _ => YamlDiagnosticCode.Unreadable,
    };

    private bool CheckSize(DocumentLimits limits, TreeBuilder builder) =>
        _byteCount <= limits.MaxBytes || FailTooLarge(limits, builder);

    private static bool FailTooLarge(DocumentLimits limits, TreeBuilder builder) =>
        builder.Fail(
            YamlDiagnosticCode.TooLarge,
            $"The file has more than the {limits.MaxBytes} bytes allowed here.",
            TextPosition.Start);
}
