using System.Globalization;
using System.Text.RegularExpressions;
using FsCheck.Fluent;
using FsCheck;
using Platform.Drift.ComposeFile;
using Platform.Text;

namespace Platform.Tests.Drift;

/// <summary>What must hold for every diff and every secret; FsCheck prints the seed of a failure.</summary>
public sealed partial class ComposeFilePropertyTests
{
    private const string Secret = "hunter2-Sw0rdfish";

    [Fact]
    public void A_diff_makes_the_second_text_of_the_first() =>
        Prop.ForAll(Lines.SelectMany(before => Lines.Select(after => (before, after))).ToArbitrary(), texts =>
                Apply(texts.before, UnifiedDiff.Of(texts.before, texts.after, "a", "b", line => line)).SequenceEqual(texts.after))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    [Fact]
    public void Texts_that_differ_in_everything_are_refused_in_moments()
    {
        string[] before = [.. Enumerable.Range(0, 50_000).Select(i => $"a{i}")];
        string[] after = [.. Enumerable.Range(0, 50_000).Select(i => $"b{i}")];
        Assert.Contains("more than", UnifiedDiff.Of(before, after, "a", "b", line => line), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("POSTGRES_PASSWORD: §")]
    [InlineData("  - POSTGRES_PASSWORD=§")]
    [InlineData("  \"DB_URL\": \"§\"")]
    [InlineData("environment: { A: §, PASSWORD: § }")]
    [InlineData("environment: [ \"TOKEN=§\", B=§ ]")]
    [InlineData("    db_password: '§'")]
    [InlineData("    apiKey: §")]
    [InlineData("    x-api-key: §")]
    [InlineData("    clientSecret: §")]
    [InlineData("    passphrase: §")]
    [InlineData("    pwd: §")]
    [InlineData("    credentials: { user: a, password: § }")]
    [InlineData("    command: redis-server --requirepass §")]
    [InlineData("    command: [redis-server, --requirepass, \"§\"]")]
    [InlineData("    command: mysql -p§ -u root")]
    [InlineData("    command: app --token=§")]
    [InlineData("    url: postgres://user:§@db/x")]
    [InlineData("    url: postgres://user:§@b@db/x")]
    [InlineData("    url: https://§@github.com/x")]
    [InlineData("    - traefik.http.middlewares.auth.basicauth.users=admin:§")]
    [InlineData("    header: 'Authorization: Bearer §'")]
    [InlineData("    test: curl -H \"Authorization: Basic §\" localhost")]
    [InlineData("    test: curl -u admin:§ localhost")]
    [InlineData("    value: ${PASSWORD:-§}")]
    [InlineData("# OLD_PASSWORD=§")]
    public void A_secret_does_not_survive_whatever_it_stands_under(string line) =>
        Assert.DoesNotContain(Secret, SecretRedaction.Redact(line.Replace("§", Secret, StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public void A_secret_does_not_survive_under_any_spelling_of_a_key_that_sounds_like_one() =>
        Prop.ForAll(SecretKey.ToArbitrary(), key =>
                !SecretRedaction.Redact(key + Secret).Contains(Secret, StringComparison.Ordinal))
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Theory]
    [InlineData("    image: redis:7.4@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    [InlineData("    restart: unless-stopped")]
    [InlineData("    image: keycloak:24")]
    [InlineData("    image: quay.io/keycloak/keycloak:24")]
    [InlineData("      - 8080:80")]
    [InlineData("      - ./data:/var/lib/data:ro")]
    public void What_is_no_secret_stays(string line) => Assert.Equal(line, SecretRedaction.Redact(line));

    private static Gen<string> SecretKey =>
        Gen.Elements("", "  ", "    - ", "- ").SelectMany(indent =>
        Gen.Elements("", "\"", "'").SelectMany(quote =>
        Gen.Elements("", "db_", "x-", "DB_", "my.", "Api", "aws_").SelectMany(prefix =>
        Gen.Elements("password", "PASSWORD", "Password", "passwd", "secret", "SECRET_KEY", "token", "TOKEN", "apiKey", "api-key", "privateKey", "credential", "salt", "pwd")
            .SelectMany(word => Gen.Elements(": ", ":  ", "=", " = ", ": \"", ": '", "=\"").Select(colon =>
                $"{indent}{quote}{prefix}{word}{(colon[0] == ':' ? quote : "")}{colon}")))));

    private static Gen<string[]> Lines => Gen.Elements("a", "b", "c", "", "  d", "-", "+", "@@").ListOf().Select(lines => lines.ToArray());

    /// <summary>Applies a unified diff as patch(1) does, and insists on every line of context.</summary>
    private static List<string> Apply(string[] before, string diff)
    {
        List<string> after = [];
        var position = 0;
        foreach (var line in diff.Split('\n')[2..^1])
        {
            if (HunkHeader().Match(line) is { Success: true } header)
            {
                var start = int.Parse(header.Groups["start"].Value, CultureInfo.InvariantCulture) - (header.Groups["count"].Value == "0" ? 0 : 1);
                while (position < start) after.Add(before[position++]);
                continue;
            }

            if (line[0] != '+') Assert.Equal(before[position++], line[1..]);
            if (line[0] != '-') after.Add(line[1..]);
        }

        after.AddRange(before[position..]);
        return after;
    }

    [GeneratedRegex(@"^@@ -(?<start>\d+),(?<count>\d+) \+\d+,\d+ @@$")]
    private static partial Regex HunkHeader();
}
