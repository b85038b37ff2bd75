using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Platform.Schema.Values;
using Platform.Yaml;

namespace Platform.Schema.Evaluating;

/// <summary>Writes trees as the JSON that JsonSchema.Net evaluates, into a buffer that each thread keeps.</summary>
internal sealed class JsonText
{
    /// <summary>More levels than any reader lets through.</summary>
    private const int MaxDepth = 2_000;

    /// <summary>JsonSchema.Net spreads a key out on the stack as well.</summary>
    private const int MaxKeyLength = 4_096;

    /// <summary>A larger buffer is not kept.</summary>
    private const int MaxKept = 1 << 20;

    [ThreadStatic]
    private static JsonText? _kept;

    private readonly ArrayBufferWriter<byte> _buffer = new(16 << 10);

    private JsonText() => Writer = new Utf8JsonWriter(_buffer, new JsonWriterOptions
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        MaxDepth = MaxDepth,
        SkipValidation = true,
    });

    public Utf8JsonWriter Writer { get; }

    /// <summary>Told of numbers and keys that JSON does not have or that would be too much for the library.</summary>
    public Action<YamlNode, string>? OnRefused { get; set; }

    public static JsonText Take()
    {
        var text = _kept ?? new JsonText();
        _kept = null;
        text._buffer.ResetWrittenCount();
        text.Writer.Reset();
        text.OnRefused = null;
        return text;
    }

    /// <summary>Ends a use; what <see cref="Parse"/> has given must not be used any more.</summary>
    public void Return()
    {
        if (_buffer.Capacity <= MaxKept) _kept = this;
    }

    /// <summary>What has been written.</summary>
    public JsonDocument Parse()
    {
        Writer.Flush();
        return JsonDocument.Parse(_buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = MaxDepth });
    }

    public void Write(YamlNode node)
    {
        switch (node.Kind)
        {
            case YamlKind.Null:
                Writer.WriteNullValue();
                break;
            case YamlKind.Boolean:
                Writer.WriteBooleanValue(node.TryGetBoolean(out var value) && value);
                break;
            case YamlKind.Integer or YamlKind.Float:
                WriteNumber(node);
                break;
            case YamlKind.String:
                Writer.WriteStringValue(node.Text);
                break;
            case YamlKind.Sequence:
                Writer.WriteStartArray();
                foreach (var item in node.Items) Write(item);
                Writer.WriteEndArray();
                break;
            default:
                Writer.WriteStartObject();
                foreach (var entry in node.Entries)
                {
                    WriteKey(entry);
                    Write(entry.Value);
                }

                Writer.WriteEndObject();
                break;
        }
    }

    public void WriteKey(YamlEntry entry)
    {
        if (entry.Key.Length > MaxKeyLength)
            OnRefused?.Invoke(entry.KeyNode, $"The key `{TextExcerpt.Of(entry.Key)}` has {entry.Key.Length} characters; a key can have {MaxKeyLength}.");
        Writer.WritePropertyName(entry.Key);
    }

    private void WriteNumber(YamlNode node)
    {
        var text = node.Text;
        if (IsPlain(text))
        {
            Writer.WriteRawValue(text, skipInputValidation: true);
            return;
        }

        if (ExactNumber.TryParse(text, out var number) && number.IsInRange)
        {
            Writer.WriteRawValue(number.ToJson(), skipInputValidation: true);
            return;
        }

        Writer.WriteNumberValue(0);
        OnRefused?.Invoke(node, number.Digits is null
            ? $"The number {TextExcerpt.Of(text)} cannot be checked: JSON has no such number. If it is a text, put it in quotes: \"{TextExcerpt.Of(text)}\"."
            : $"The number {TextExcerpt.Of(text)} cannot be checked: it has more than {ExactNumber.MaxDigits} digits. If it is a text, put it in quotes: \"{TextExcerpt.Of(text)}\".");
    }

    /// <summary>Whether a whole number is written as JSON writes it, as nearly all are.</summary>
    private static bool IsPlain(string text) =>
        text.Length is > 0 and <= 18 && text.AsSpan().IndexOfAnyExceptInRange('0', '9') < 0 && (text[0] != '0' || text.Length == 1);
}
