namespace Platform.Yaml;

/// <summary>A reader over characters in memory: what YamlDotNet's scanner wants, without a copy of the text.</summary>
internal sealed class CharacterReader(char[] characters, int count) : TextReader
{
    private int _position;

    public override int Peek() => _position < count ? characters[_position] : -1;

    public override int Read() => _position < count ? characters[_position++] : -1;

    public override int Read(char[] buffer, int index, int count) => Read(buffer.AsSpan(index, count));

    public override int Read(Span<char> buffer)
    {
        var length = Math.Min(buffer.Length, count - _position);
        characters.AsSpan(_position, length).CopyTo(buffer);
        _position += length;
        return length;
    }
}
