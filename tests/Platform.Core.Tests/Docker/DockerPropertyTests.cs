using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Platform.Docker;
using Platform.Snapshots;
using Platform.Snapshots.Answers;

namespace Platform.Tests.Docker;

/// <summary>What must hold for every reference, duration and Compose answer; FsCheck prints the seed of a failure.</summary>
public sealed class DockerPropertyTests
{
    private const string Hex = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static readonly string[] ReferencePieces =
    [
        "redis", "library/", "docker.io/", "index.docker.io/", "ghcr.io/", "localhost:5000/", "localhost/", "[::1]:5000/", "a", "-", "__", ".", "/", ":", "@",
        ":7", ":latest", "@sha256:" + Hex, "@sha512:" + Hex + Hex, "sha256:", Hex, "A", "_", "é", " ", "\n", "",
    ];

    private static readonly string[] DurationPieces =
        ["1", "0", "30", ".", "1.5", "h", "m", "s", "ms", "us", "µs", "ns", "-", "+", " ", "999999999999999999999999999999", "e9", "x"];

    private static readonly string[] ComposePieces =
    [
        "{", "}", "[", "]", ",", ":", "null", "1", "true", "\"\"", "\"services\"", "\"a\"", "\"ports\"", "\"networks\"", "\"volumes\"", "\"environment\"",
        "\"deploy\"", "\"restart_policy\"", "\"healthcheck\"", "\"interval\"", "\"1m\"", "\n", "{\n", "}\n", "\"type\"", "\"target\"", "\0",
        "time=\"now\" level=warning msg=\"The \\\"A\\\" variable is not set.\"\n",
    ];

    /// <summary>Templates whose one hole takes any JSON value, so that every member meets every kind of value.</summary>
    private static readonly string[] ComposeShapes =
    [
        "\"ports\":#", "\"ports\":[#]", "\"environment\":#", "\"environment\":{\"A\":#}", "\"volumes\":[#]", "\"volumes\":[{\"type\":\"bind\",\"target\":#}]",
        "\"networks\":{\"n\":#}", "\"healthcheck\":{\"test\":[#]}", "\"healthcheck\":{\"interval\":#}", "\"deploy\":{\"restart_policy\":#}", "\"secrets\":[#]",
        "\"labels\":{\"a\":#}", "\"tmpfs\":[#]", "\"command\":[#]", "\"cap_add\":[#]", "\"privileged\":#", "\"volumes_from\":#", "\"user\":#",
    ];

    [Fact]
    public void A_reference_that_is_read_says_itself_so_that_it_is_read_the_same() =>
        Prop.ForAll(Gen.Elements(ReferencePieces).ListOf().Select(string.Concat).ToArbitrary(), text =>
                !ImageReference.TryParse(text, out var reference) ||
                (ImageReference.TryParse(reference.ToString(), out var again) && again == reference &&
                    ImageReference.TryParse(reference.Repository, out var repository) && repository.Repository == reference.Repository))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(20_000));

    [Fact]
    public void Any_text_is_a_reference_or_not_and_never_an_exception() =>
        Prop.ForAll<string?>(text => ImageReference.TryParse(text, out var reference) == (reference is not null))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(2000));

    [Fact]
    public void Any_text_is_a_duration_or_not_and_never_an_exception() =>
        Prop.ForAll(Gen.Elements(DurationPieces).ListOf().Select(string.Concat).ToArbitrary(), text => GoDuration.Parse(text) is null or >= 0)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void A_duration_that_go_prints_is_read_to_the_nanosecond() =>
        Prop.ForAll(
                Gen.Choose(0, 999).SelectMany(h => Gen.Choose(0, 59).SelectMany(m => Gen.Choose(0, 59).Select(s => (h, m, s)))).ToArbitrary(),
                time => GoDuration.Parse($"{time.h}h{time.m}m{time.s}.000000001s") == ((((time.h * 60L) + time.m) * 60) + time.s) * 1_000_000_000 + 1)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Fact]
    public void Any_pieces_of_a_compose_answer_are_read_or_refused() =>
        Prop.ForAll(Gen.Elements(ComposePieces).ListOf().Select(string.Concat).ToArbitrary(), IsReadOrRefused)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Any_value_of_any_member_is_read_or_refused()
    {
        string[] values = ["null", "1", "-1", "1e99", "true", "\"\"", "\"x\"", "[]", "[null]", "{}", "{\"a\":null}", "{\"target\":70000}", "{\"source\":\"a\"}", "[[1]]"];
        foreach (var shape in ComposeShapes)
        {
            foreach (var value in values)
                Assert.True(IsReadOrRefused($"{{\n\"services\":{{\"a\":{{{shape.Replace("#", value, StringComparison.Ordinal)}}}}}}}\n"), $"{shape} {value}");
        }
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    public void A_deep_compose_answer_is_refused(string part) =>
        Assert.Contains("is not what it prints", ComposeConfigParser.Parse(
            new ComposeOrigin("p", "/", "a"), Encoding.UTF8.GetBytes("{\n\"services\":" + string.Concat(Enumerable.Repeat(part, 200_000)) + "}"), 0).Error, StringComparison.Ordinal);

    private static bool IsReadOrRefused(string text) =>
        ComposeConfigParser.Parse(new ComposeOrigin("p", "/", "a"), Encoding.UTF8.GetBytes(text), 0) is not null;
}
