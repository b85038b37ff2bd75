using System.Globalization;
using System.Text.Json;
using Platform.Text;

namespace Platform.Docker;

/// <summary>
/// A value in an answer of Docker or Compose. What is not there, or null, is empty; what is of another kind than asked for
/// is an error.
/// </summary>
/// <remarks>By hand, and by no serializer: a key that this version does not know has to be seen as well.</remarks>
internal sealed class EngineJson
{
    /// <summary>What is not there.</summary>
    public static readonly EngineJson None = new(default);

    private readonly JsonElement _value;

    private EngineJson(JsonElement value) => _value = value;

    /// <summary>Whether there is a value other than null.</summary>
    public bool Exists => _value.ValueKind is not (JsonValueKind.Undefined or JsonValueKind.Null);

    /// <summary>Whether there is nothing, or what Docker and Compose write for nothing: false, 0, an empty text, list or object.</summary>
    public bool IsEmpty => _value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null or JsonValueKind.False => true,
        JsonValueKind.String => _value.ValueEquals(""),
        JsonValueKind.Number => Decimal is 0,
        JsonValueKind.Array => !_value.EnumerateArray().Any(),
        JsonValueKind.Object => !_value.EnumerateObject().Any(),
        _ => false,
    };

    public bool IsObject => _value.ValueKind is JsonValueKind.Object;

    public bool IsList => _value.ValueKind is JsonValueKind.Array;

    /// <summary>Whether it is true; what is null is not.</summary>
    public bool IsTrue => Exists && Flag;

    /// <summary>A text, a number or a truth value, as it is written; empty where there is none.</summary>
    public string Scalar => _value.ValueKind switch
    {
        JsonValueKind.Undefined or JsonValueKind.Null => "",
        JsonValueKind.String => Text!,
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => _value.GetRawText(),
        _ => throw Not("a text or a number"),
    };

    /// <summary>A number, or a text that is one; null where there is none.</summary>
    public decimal? Decimal => !Exists || (_value.ValueKind is JsonValueKind.String && _value.ValueEquals("")) ? null
        : decimal.TryParse(Scalar, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw Not("a number");

    /// <summary>A text, or null.</summary>
    public string? Text => Exists ? Expect(JsonValueKind.String).GetString() : null;

    /// <summary>A whole number; 0 where there is none.</summary>
    public int Int32 => (int)Whole(int.MinValue, int.MaxValue);

    /// <summary>A whole number; 0 where there is none.</summary>
    public long Int64 => Whole(long.MinValue, long.MaxValue);

    /// <summary>False where there is none.</summary>
    public bool Flag => _value.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False or JsonValueKind.Undefined => false,
        _ => throw Not("true or false"),
    };

    /// <summary>A time as Go writes it, or null.</summary>
    public DateTimeOffset? Time => !Exists ? null
        : Expect(JsonValueKind.String).TryGetDateTimeOffset(out var time) ? time
        : throw Not("a time");

    /// <summary>The JSON as it is written; empty where there is none.</summary>
    public string Json => _value.ValueKind is JsonValueKind.Undefined ? "" : _value.GetRawText();

    /// <summary>The items of a list. A null among them is an error: neither Docker nor Compose ever writes one.</summary>
    public IEnumerable<EngineJson> Items
    {
        get
        {
            if (!Exists) yield break;
            foreach (var item in Expect(JsonValueKind.Array).EnumerateArray())
                yield return item.ValueKind is JsonValueKind.Null ? throw new UnexpectedContentException("a list has a null in it") : new EngineJson(item);
        }
    }

    /// <summary>The texts of a list.</summary>
    public IEnumerable<string> Texts => Items.Select(item => item.Text!); // no item is null

    /// <summary>The words of a command line. Podman before 5 prints an entrypoint as one text, which is taken for one word.</summary>
    public IEnumerable<string> Words => _value.ValueKind is JsonValueKind.String ? Text is { Length: > 0 } word ? [word] : [] : Texts;

    /// <summary>The members of an object, by name.</summary>
    public IEnumerable<AnswerMember> Members
    {
        get
        {
            if (!Exists) yield break;
            foreach (var member in Expect(JsonValueKind.Object).EnumerateObject())
                yield return new AnswerMember(member.Name, new EngineJson(member.Value));
        }
    }

    public IEnumerable<string> Names => Members.Select(member => member.Name);

    /// <summary>A member of an object; empty where there is none, or no object.</summary>
    public EngineJson this[string name] =>
        Exists && Expect(JsonValueKind.Object).TryGetProperty(name, out var member) ? new EngineJson(member) : None;

    /// <summary>Reads one document. What <paramref name="read"/> returns must not hold on to an answer.</summary>
    /// <exception cref="JsonException">It is no JSON, or not of the shape that was read.</exception>
    public static T Read<T>(ReadOnlyMemory<byte> json, Func<EngineJson, T> read)
    {
        using var document = JsonDocument.Parse(json);
        try
        {
            return read(new EngineJson(document.RootElement));
        }
        catch (InvalidOperationException)
        {
            throw new UnexpectedContentException("a text is not valid Unicode");
        }
    }

    // Compose writes some numbers as text.
    private long Whole(long least, long most) => _value.ValueKind switch
    {
        JsonValueKind.Undefined => 0,
        JsonValueKind.Number when _value.TryGetInt64(out var number) && number >= least && number <= most => number,
        JsonValueKind.String when long.TryParse(_value.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) &&
            number >= least && number <= most => number,
        _ => throw Not("a whole number of its range"),
    };

    private JsonElement Expect(JsonValueKind kind) => _value.ValueKind == kind ? _value : throw Not($"{kind}");

    private UnexpectedContentException Not(string wanted) => new($"{_value.ValueKind} where {wanted} belongs");
}

/// <summary>A member of an object.</summary>
internal sealed record AnswerMember(string Name, EngineJson Value);
