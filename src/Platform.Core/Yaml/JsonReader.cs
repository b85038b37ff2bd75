using Platform.Files;

namespace Platform.Yaml;

/// <summary>
/// Reads strict JSON (RFC 8259: no comments, no trailing commas) into the same tree as <see cref="YamlReader"/>.
/// Numbers keep their text, so that none is too large or too precise. Bad input never throws: what is wrong is in
/// <see cref="YamlDocument.Diagnostics"/>, with codes that start with <c>JSON_</c>. Safe to call from several threads.
/// </summary>
public static class JsonReader
{
    /// <summary>Reads a file; one that cannot be opened gives a document with <c>JSON_UNREADABLE</c>.</summary>
    public static YamlDocument ReadFile(string path, DocumentLimits? limits = null) => ReadFile(path, limits, fence: null);

    /// <param name="path">The file.</param>
    /// <param name="limits">How much it may ask of its reader.</param>
    /// <param name="fence">What it has to lie in, wherever links lead.</param>
    internal static YamlDocument ReadFile(string path, DocumentLimits? limits, FileFence? fence)
    {
        ArgumentNullException.ThrowIfNull(path);
        limits ??= DocumentLimits.Default;
        var buffers = Begin(limits);
        if (buffers.Text.TryReadFile(path, limits, fence, buffers.Builder)) ReadTokens(buffers, limits);
        return buffers.Finish(path);
    }

    /// <summary>Reads UTF-8 bytes; <paramref name="source"/> is the name the document carries.</summary>
    public static YamlDocument Read(ReadOnlySpan<byte> utf8, string source = "", DocumentLimits? limits = null)
    {
        limits ??= DocumentLimits.Default;
        var buffers = Begin(limits);
        if (buffers.Text.TryTake(utf8, limits, buffers.Builder)) ReadTokens(buffers, limits);
        return buffers.Finish(source);
    }

    /// <summary>Reads text; <paramref name="source"/> is the name the document carries.</summary>
    public static YamlDocument Parse(string text, string source = "", DocumentLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        limits ??= DocumentLimits.Default;
        var buffers = Begin(limits);
        if (buffers.Text.TryTake(text, limits, buffers.Builder)) ReadTokens(buffers, limits);
        return buffers.Finish(source);
    }

    private static ReadingBuffers Begin(DocumentLimits limits)
    {
        var buffers = ReadingBuffers.Take();
        buffers.Builder.Begin("JSON", limits);
        return buffers;
    }

    private static void ReadTokens(ReadingBuffers buffers, DocumentLimits limits) =>
        new JsonTokens(SourceText.WithoutMark(buffers.Text.Bytes), buffers.Builder, limits).Read();
}
