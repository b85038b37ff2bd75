using System.Text;

namespace Platform.Yaml;

/// <summary>Turns ever larger byte offsets into lines and columns, looking at each byte once.</summary>
internal ref struct TextCursor(ReadOnlySpan<byte> utf8)
{
    private readonly ReadOnlySpan<byte> _utf8 = utf8;
    private int _offset;

    public TextPosition Position { get; private set; } = TextPosition.Start;

    public TextPosition MoveTo(int offset)
    {
        var passed = _utf8[_offset..offset];
        _offset = offset;
        var lastBreak = passed.LastIndexOf((byte)'\n');
        Position = lastBreak < 0
            ? new TextPosition(Position.Line, Position.Column + Encoding.UTF8.GetCharCount(passed))
            : new TextPosition(
                Position.Line + passed.Count((byte)'\n'),
                1 + Encoding.UTF8.GetCharCount(passed[(lastBreak + 1)..]));
        return Position;
    }
}
