using System.Text.Json;
using System.Text.RegularExpressions;

namespace Platform.Text;

/// <summary>
/// Words about a failure that may be shown, as it is known whose they are: a sentence of OpenSSH, docker or a shell that stands in
/// <see cref="KnownSentences"/>, or words of our own. Nothing else that came from a host can become one, so nothing else can
/// become the detail of a failure.
/// </summary>
internal sealed record KnownWords
{
    private const int MostLines = 3;

    /// <summary>Longer lines are data, and would take their time.</summary>
    private const int LongestLine = 2_000;

    /// <summary>What failed says so at the end.</summary>
    private const int LongestEnd = 16 * 1024;

    private readonly string _text;

    private KnownWords(string text) => _text = TerminalText.Clean(text);

    /// <summary>The last known sentences of what was printed; null where there are none.</summary>
    public static KnownWords? In(RawText printed)
    {
        List<string> known = [];
        foreach (var line in End(printed.Reveal()).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            if (line.Length <= LongestLine && Sentence(line) is { } sentence && !known.Contains(sentence, StringComparer.Ordinal)) known.Add(sentence);
        return known.Count == 0 ? null : new KnownWords(string.Join("; ", known.TakeLast(MostLines)));
    }

    /// <summary>The known sentences; where something else was printed, how to see that. Null where nothing was.</summary>
    /// <param name="printed">What was printed.</param>
    /// <param name="wayToSee">Words of ours: <c>run 'docker version' on rs2000</c>.</param>
    public static KnownWords? In(RawText printed, string wayToSee) =>
        In(printed) ?? (printed.IsBlank ? null : new KnownWords($"what it printed may hold secrets and is not shown; {wayToSee} to see it"));

    /// <summary>
    /// Why a file of this machine could not be read: the system's words, which name its path. Of JSON that is none the place
    /// alone, for its readers quote what they read.
    /// </summary>
    public static KnownWords OfFile(Exception exception) => new(exception is JsonException json ? Place(json) : exception.Message);

    /// <summary>Why an answer could not be read: our own words, or the place.</summary>
    public static KnownWords? OfAnswer(Exception exception) => exception switch
    {
        UnexpectedContentException => new KnownWords(exception.Message),
        JsonException { LineNumber: not null } json => new KnownWords(Place(json)),
        _ => null,
    };

    /// <summary>A sentence of ours about this machine. What was printed is <see cref="RawText"/> and cannot get into one.</summary>
    public static KnownWords Own(string sentence) => new(sentence);

    public override string ToString() => _text;

    /// <summary>The last whole lines.</summary>
    private static string End(string text) =>
        text.Length <= LongestEnd ? text : text[^LongestEnd..] is var end && end.IndexOf('\n', StringComparison.Ordinal) is >= 0 and var first ? end[first..] : "";

    private static string Place(JsonException exception) => exception switch
    {
        UnexpectedContentException => exception.Message,
        { LineNumber: { } line, BytePositionInLine: { } column } => $"no JSON as it should be, at line {line + 1}, byte {column + 1}",
        _ => Position(exception.Message) is { } position ? $"no JSON as it should be, at {position}" : "no JSON as it should be",
    };

    /// <summary>The place that readers of ours put before what they quote: <c>line:column</c>.</summary>
    private static string? Position(string message) =>
        message.Split(": ", 2)[0] is { Length: < 24 } place && place.Split(':') is [var line, var column] && line.All(char.IsAsciiDigit) && column.All(char.IsAsciiDigit)
            ? place
            : null;

    private static string? Sentence(string line)
    {
        try
        {
            if (KnownSentences.Whole().Match(line) is { Success: true } whole) return whole.Groups["said"].Value;
            var phrases = KnownSentences.Phrases().Matches(line);
            return phrases.Count == 0 ? null : string.Join(" … ", phrases.Select(phrase => phrase.Value).Distinct(StringComparer.Ordinal));
        }
        catch (RegexMatchTimeoutException)
        {
            return null; // what takes that long is no sentence
        }
    }
}
