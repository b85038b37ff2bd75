namespace Platform.Yaml;

/// <summary>What reading a document needs and the next one on the same thread can use again.</summary>
internal sealed class ReadingBuffers
{
    /// <summary>A thread that once read a huge file does not hold on to its buffers.</summary>
    private const int MaxKeptBytes = 4 << 20;

    [ThreadStatic]
    private static ReadingBuffers? _kept;

    public SourceText Text { get; } = new();

    public TreeBuilder Builder { get; } = new();

    public static ReadingBuffers Take()
    {
        var buffers = _kept ?? new ReadingBuffers();
        _kept = null; // a reader inside a reader gets its own
        return buffers;
    }

    public YamlDocument Finish(string source)
    {
        var document = Builder.Build(source);
        if (Text.Bytes.Length <= MaxKeptBytes) _kept = this;
        return document;
    }
}
