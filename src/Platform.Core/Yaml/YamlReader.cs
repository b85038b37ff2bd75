using Platform.Files;

namespace Platform.Yaml;

/// <summary>
/// Reads YAML 1.2 with the core schema. Bad input never throws: what is wrong is in
/// <see cref="YamlDocument.Diagnostics"/>. Safe to call from several threads.
/// </summary>
/// <example>
/// <code>
/// var document = YamlReader.ReadFile("modules/redis/module.yaml");
/// var host = document.Root["spec"]["runtime"]["host"];
/// Console.WriteLine($"{host.Text} at {host.Position}");
/// </code>
/// </example>
public static class YamlReader
{
    /// <summary>
    /// Reads a file; one that cannot be opened gives a document with <see cref="YamlDiagnosticCode.Unreadable"/>.
    /// </summary>
    public static YamlDocument ReadFile(string path, DocumentLimits? limits = null) => ReadFile(path, limits, fence: null);

    /// <param name="path">The file.</param>
    /// <param name="limits">How much it may ask of its reader.</param>
    /// <param name="fence">What it has to lie in, wherever links lead.</param>
    internal static YamlDocument ReadFile(string path, DocumentLimits? limits, FileFence? fence)
    {
        ArgumentNullException.ThrowIfNull(path);
        limits ??= DocumentLimits.Default;
        var buffers = Begin(limits);
        if (buffers.Text.TryReadFile(path, limits, fence, buffers.Builder)) ReadText(buffers);
        return buffers.Finish(path);
    }

    /// <summary>Reads UTF-8 bytes; <paramref name="source"/> is the name the document carries.</summary>
    public static YamlDocument Read(ReadOnlySpan<byte> utf8, string source = "", DocumentLimits? limits = null)
    {
        limits ??= DocumentLimits.Default;
        var buffers = Begin(limits);
        if (buffers.Text.TryTake(utf8, limits, buffers.Builder)) ReadText(buffers);
        return buffers.Finish(source);
    }

    /// <summary>Reads text; <paramref name="source"/> is the name the document carries.</summary>
    public static YamlDocument Parse(string text, string source = "", DocumentLimits? limits = null)
    {
        ArgumentNullException.ThrowIfNull(text);
        limits ??= DocumentLimits.Default;
        var buffers = Begin(limits);
        if (buffers.Text.TryTake(text, limits, buffers.Builder)) ReadText(buffers);
        return buffers.Finish(source);
    }

    private static ReadingBuffers Begin(DocumentLimits limits)
    {
        var buffers = ReadingBuffers.Take();
        buffers.Builder.Begin("YAML", limits);
        return buffers;
    }

    private static void ReadText(ReadingBuffers buffers)
    {
        if (buffers.Text.TryDecode(buffers.Builder)) new YamlEvents(buffers.Text, buffers.Builder).Read();
    }
}
