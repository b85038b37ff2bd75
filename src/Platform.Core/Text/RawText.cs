using System.Text;

namespace Platform.Text;

/// <summary>
/// What a program or a host printed. It may hold anything, secrets above all: it can be asked, and is never shown. What may be
/// shown of it are its <see cref="KnownWords"/>; put into a sentence by mistake it is an ellipsis.
/// </summary>
internal sealed class RawText(string text)
{
    public static RawText Empty { get; } = new("");

    public bool IsBlank => string.IsNullOrWhiteSpace(text);

    public static RawText OfUtf8(ReadOnlySpan<byte> bytes) => new(Encoding.UTF8.GetString(bytes));

    /// <summary>Whether these words stand in it, in whatever case.</summary>
    public bool Says(string words) => text.Contains(words, StringComparison.OrdinalIgnoreCase);

    public bool BeginsWith(string words) => text.StartsWith(words, StringComparison.Ordinal);

    /// <summary>Never the text.</summary>
    public override string ToString() => "…";

    /// <summary>The text, for what recognises words in it, or takes it apart by its own format.</summary>
    internal string Reveal() => text;
}
