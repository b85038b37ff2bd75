using System.Text;
using System.Text.Json;

namespace Platform.Yaml;

/// <summary>
/// Feeds the tokens of <see cref="Utf8JsonReader"/> to a <see cref="TreeBuilder"/>; its exceptions become diagnostics.
/// </summary>
internal ref struct JsonTokens
{
    private readonly ReadOnlySpan<byte> _utf8;
    private readonly TreeBuilder _builder;
    private Utf8JsonReader _reader;
    private TextCursor _cursor;

    public JsonTokens(ReadOnlySpan<byte> utf8, TreeBuilder builder, DocumentLimits limits)
    {
        _utf8 = utf8;
        _builder = builder;
        _cursor = new TextCursor(utf8);
        // One level more than allowed, so that the builder's own limit speaks first.
        _reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = limits.MaxDepth + 1 });
    }

    public void Read()
    {
        if (IsBlank(_utf8))
        {
            _builder.Fail(
                YamlDiagnosticCode.Empty, "There is nothing in this file but white space.", TextPosition.Start);
            return;
        }

        try
        {
            while (_reader.Read())
            {
                if (!Accept()) return;
            }
        }
        catch (JsonException exception)
        {
            ReportSyntax(exception);
        }
        catch (InvalidOperationException)
        {
            // From GetString: bytes that are not UTF-8, or half of a surrogate pair as an escape.
            _builder.Fail(YamlDiagnosticCode.Encoding, "This string is not valid Unicode text.", _cursor.Position);
        }
    }

    private bool Accept()
    {
        var position = _cursor.MoveTo((int)_reader.TokenStartIndex);
        switch (_reader.TokenType)
        {
            case JsonTokenType.StartObject or JsonTokenType.StartArray:
                return _builder.Open(_reader.TokenType == JsonTokenType.StartObject, position);
            case JsonTokenType.EndObject or JsonTokenType.EndArray:
                _builder.Close();
                return true;
            case JsonTokenType.PropertyName:
                _builder.AddKey(_reader.GetString()!, position); // null only for the token null
                return true;
            case JsonTokenType.String:
                _builder.AddScalar(YamlKind.String, _reader.GetString()!, position); // null only for the token null
                return true;
            case JsonTokenType.Number:
                var text = Encoding.ASCII.GetString(_reader.ValueSpan);
                _builder.AddScalar(IsWhole(text) ? YamlKind.Integer : YamlKind.Float, text, position);
                return true;
            case JsonTokenType.Null:
                _builder.AddScalar(YamlKind.Null, "null", position);
                return true;
            default:
                _builder.AddScalar(
                    YamlKind.Boolean, _reader.TokenType == JsonTokenType.True ? "true" : "false", position);
                return true;
        }
    }

    private static bool IsWhole(string number)
    {
        foreach (var character in number)
        {
            if (character is '.' or 'e' or 'E') return false;
        }

        return true;
    }

    private static bool IsBlank(ReadOnlySpan<byte> utf8)
    {
        foreach (var value in utf8)
        {
            if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n')) return false;
        }

        return true;
    }

    private readonly void ReportSyntax(JsonException exception)
    {
        var line = (int)(exception.LineNumber ?? 0);
        var column = (int)(exception.BytePositionInLine ?? 0);
        var detail = exception.Message;
        var place = detail.IndexOf(" LineNumber:", StringComparison.Ordinal);
        if (place >= 0) detail = detail[..place];
        var advice = detail.IndexOf(" Change the reader options", StringComparison.Ordinal);
        if (advice >= 0) detail = detail[..advice];
        if (detail.StartsWith("Expected depth to be zero", StringComparison.Ordinal))
            detail = "The text ends before a bracket or brace is closed.";
        _builder.Fail(
            YamlDiagnosticCode.Syntax,
            "This is not valid JSON: " + detail,
            new TextPosition(line + 1, CharactersBefore(line, column) + 1));
    }

    /// <summary>The reader counts bytes in a line; editors count characters.</summary>
    private readonly int CharactersBefore(int line, int bytes)
    {
        var rest = _utf8;
        for (; line > 0 && rest.IndexOf((byte)'\n') is >= 0 and var end; line--) rest = rest[(end + 1)..];
        return Encoding.UTF8.GetCharCount(rest[..Math.Min(bytes, rest.Length)]);
    }
}
