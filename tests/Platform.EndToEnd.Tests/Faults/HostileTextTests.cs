using System.Text.Json;
using System.Text.RegularExpressions;

namespace Platform.EndToEnd.Faults;

/// <summary>Every character that a terminal would obey or nobody would see, from a root and from a host, through each verb.</summary>
public sealed partial class HostileTextTests : IDisposable
{
    private static readonly string Hostile = string.Concat(
        Enumerable.Range(1, 0x1F).Concat(Enumerable.Range(0x7F, 0x21)).Select(c => (char)c)) +
        "\u00AD\u034F\u061C\u115F\u180E\u200B\u200C\u200D\u200E\u200F\u2028\u2029\u202A\u202B\u202C\u202D\u202E\u2060\u2064\u2066\u2067\u2068\u2069\u206F\u3164\uFEFF\uFFA0\uFFF9" +
        "\U000E0001\U000E0041\U000E007F\U000E0100";

    /// <summary>The same as JSON and YAML write it in double quotes.</summary>
    private static readonly string Escaped = string.Concat(Hostile.Select(c => $"\\u{(int)c:x4}"));

    private readonly SampleRoot _root = new();

    public HostileTextTests()
    {
        _root.Edit("observations/rs2000.json", "honcho:3.0.3\",", $"honcho:3.0.3{Escaped}\",");
        _root.Edit("observations/rs2000.json", "\"version\": \"", $"\"version\": \"{Escaped}");
        _root.Edit("modules/minio/module.yaml", "schema_version: 2", $"schema_version: 2\n\"{YamlEscaped}\": \"{YamlEscaped}\"");
        Directory.CreateDirectory(_root.PathOf(".platform"));
        File.WriteAllText(
            _root.PathOf(".platform/journal.jsonl"),
            $$"""{"event":"Outcome","host":"rs2000","message":"{{Escaped}}","operator":"{{Escaped}}","previous":"{{new string('0', 64)}}","sequence":1,"time":"2026-05-02T00:00:00Z"}""" + "\n");
    }

    // YAML takes no surrogates.
    private static string YamlEscaped => Escaped[..Escaped.IndexOf("\\udb40", StringComparison.Ordinal)];

    public static TheoryData<string> Verbs =>
    [
        "drift-check", "drift-check --json", "drift-check --details", "plan honcho-api", "plan honcho-api --json", "plan", "plan --json", "hosts", "hosts --json", "validate all", "validate all --json",
        "policy", "policy --json", "policy --include-acknowledged", "policy explain §", "policy --baseline hosts.yaml", "snapshot rs2000", "journal", "journal --json", "journal --verify", "apply nothing.json", "apply hosts.yaml --json", "drift-check nothing§", "snapshot §", "nothing§", "--help§",
        "snapshot rs2000", "journal", "journal --json", "journal --verify", "apply nothing.json", "apply hosts.yaml --json", "drift-check nothing§", "snapshot §", "edit derive all --dry-run", "edit record all --dry-run", "edit record all --dry-run --json", "edit digest all --dry-run", "edit derive§ all", "edit derive §", "nothing§", "--help§",
    ];

    [Theory]
    [MemberData(nameof(Verbs))]
    public async Task No_verb_prints_a_character_that_a_terminal_obeys_or_nobody_sees(string words)
    {
        var result = await Command.PlatformctlAsync(_root.Path, [.. words.Split(' ').Select(word => word.Replace("§", Hostile, StringComparison.Ordinal))]);
        foreach (var text in (string[])[result.Output, result.Error])
            Assert.True(Unsafe().Match(text) is { Success: false }, $"{words} printed {string.Concat(Unsafe().Matches(text).Take(5).Select(m => $"\\u{(int)m.Value[0]:x4}"))}:\n{text}");
        Assert.NotEmpty(result.Output + result.Error);
        if (words.EndsWith("--json", StringComparison.Ordinal) && result.Output.Length > 0) JsonDocument.Parse(result.Output);
    }

    [Fact] // the file is what is hashed and approved; standard output is what people read
    public async Task A_plan_on_standard_output_is_the_value_of_its_file()
    {
        var path = _root.PathOf("plan.json");
        var printed = await Command.PlatformctlAsync(_root.Path, "plan", "honcho-api", "--json", "--out", path);
        Assert.True(JsonElement.DeepEquals(JsonDocument.Parse(printed.Output).RootElement, JsonDocument.Parse(File.ReadAllBytes(path)).RootElement));
        Assert.Contains("\\u009B", printed.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_one_file_of_the_command_line_has_the_streams_and_one_the_console()
    {
        var sources = Directory.EnumerateFiles(Repository.File("src", "Platform.Cli"), "*.cs", SearchOption.AllDirectories)
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal)).ToArray();
        Assert.Equal(["Streams.cs"], sources.Where(file => Stream().IsMatch(File.ReadAllText(file))).Select(file => Path.GetFileName(file)));
        Assert.Equal(["TextConsole.cs"], sources.Where(file => Drawing().IsMatch(File.ReadAllText(file))).Select(file => Path.GetFileName(file)));
    }

    public void Dispose() => _root.Dispose();

    [GeneratedRegex(@"[\u0000-\u0009\u000B-\u001F\u007F-\u009F\u00AD\u034F\u061C\u115F\u1160\u180E\u200B-\u200F\u2028-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\uDB40]")]
    private static partial Regex Unsafe();

    [GeneratedRegex(@"(?<![\w.])(System\.)?Console\.(Out|Error|Write|WriteLine|OpenStandard\w+|IsOutputRedirected|IsErrorRedirected)\b")]
    private static partial Regex Stream();

    [GeneratedRegex(@"AnsiConsole\.|\.AddRow\(|new Markup\(|Markup\.|MarkupLine\(|MarkupLineInterpolated\(|\bIAnsiConsole\b")]
    private static partial Regex Drawing();
}
