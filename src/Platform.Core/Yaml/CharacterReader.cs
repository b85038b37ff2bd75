namespace Platform.Yaml;

/// <summary>A reader over characters in memory: what YamlDotNet's scanner wants, without a copy of the text.</summary>
internal sealed class CharacterReader(ReadOnlyMemory<char> text) : TextReader
{
    private ReadOnlyMemory<char> _rest = text;

    public override int Peek() => _rest.IsEmpty ? -1 : _rest.Span[0];

    public override int Read()
    {
        if (_rest.IsEmpty) return -1;
        var next = _rest.Span[0];
        _rest = _rest[1..];
        return next;
    }

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        var count = Math.Min(buffer.Length, _rest.Length);
        _rest.Span[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }
}
