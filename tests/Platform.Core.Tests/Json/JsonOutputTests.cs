using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text;
using Platform.Drift;
using Platform.Json;
using Platform.Text;

namespace Platform.Tests.Json;

public sealed class JsonOutputTests
{
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static readonly string Hostile = string.Concat(Enumerable.Range(0, 0x100).Select(c => (char)c)) +
        "\u061C\u200E\u200F\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2066\u2067\u2068\u2069\uFEFF\u00AD\u034F\u115F\u180E\u200B\u200C\u200D\u2060\u206F\u3164\uFFA0\uFFF9\U000E0001\U000E0041\U000E0100 é “quoted” 漢 🐲";

    [Fact]
    public void No_control_or_bidirectional_character_stands_in_json_and_every_reader_gets_the_same_text()
    {
        var json = JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(Hostile, Relaxed));
        var text = Encoding.UTF8.GetString(json);
        Assert.Equal(text.TrimEnd('\n'), TerminalText.Clean(text.TrimEnd('\n')));
        Assert.Equal(Hostile, JsonSerializer.Deserialize<string>(text));
        Assert.Contains("é “quoted” 漢", text, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_finding_says_has_no_control_characters_wherever_its_words_came_from()
    {
        var finding = new DriftFinding("CODE", FindingSeverity.Drift, "field", Hostile, Hostile, Hostile);
        foreach (var text in (string[])[finding.Message, finding.Summary, finding.ToString()]) Assert.Equal(text, TerminalText.Clean(text));
        Assert.Equal(Hostile, finding.Actual);
    }

    [Fact]
    public void A_huge_field_is_cut_in_the_summary_and_whole_in_the_finding()
    {
        var finding = new DriftFinding("CODE", FindingSeverity.Drift, "field", "a", new string('x', 100_000), "message");
        Assert.InRange(finding.Summary.Length, 100, 600);
        Assert.EndsWith("…", finding.Summary, StringComparison.Ordinal);
        Assert.Equal(100_000, finding.Actual?.Length);
    }
}
