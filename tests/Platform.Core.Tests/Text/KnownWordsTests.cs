using System.Reflection;
using System.Text.Json;
using System.Text.RegularExpressions;
using FsCheck.Fluent;
using FsCheck;
using Platform.Hosts;
using Platform.Text;

namespace Platform.Tests.Text;

/// <summary>Of what a host or a program printed only sentences that are known are shown.</summary>
public sealed partial class KnownWordsTests
{
    private const string Secret = "hunter2Sw0rdfish";

    [Theory]
    [InlineData("ssh: connect to host 10.0.0.7 port 22: Connection refused")]
    [InlineData("ssh: Could not resolve hostname h.example: Name or service not known")]
    [InlineData("ops@h: Permission denied (publickey,password).")]
    [InlineData("No ED25519 host key is known for [127.0.0.1]:2201 and you have requested strict checking.")]
    [InlineData("Host key verification failed")]
    [InlineData("kex_exchange_identification: read: Connection reset by peer")]
    [InlineData("Cannot connect to the Docker daemon at unix:///var/run/docker.sock. Is the docker daemon running?")]
    [InlineData("permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock")]
    [InlineData("Error response from daemon: No such container: home-platform-redis-1")]
    [InlineData("Error response from daemon: manifest for registry.lan:5000/a/b:1.2 not found: manifest unknown: manifest unknown")]
    [InlineData("This account is currently not available.")]
    [InlineData("bash: line 1: docker: command not found")]
    [InlineData("sh: 1: docker: not found")]
    [InlineData("sudo: a password is required")]
    public void A_sentence_that_is_known_is_shown(string sentence) => Assert.Equal(sentence, Shown(sentence));

    [Theory]
    [InlineData("permission denied while trying to connect to the Docker daemon socket at unix:///var/run/docker.sock: Get \"http://%2Fvar%2Frun%2Fdocker.sock/v1.45/version\": dial unix /var/run/docker.sock: connect: permission denied", "permission denied")]
    [InlineData("Error response from daemon: failed to set up container networking: driver failed programming external connectivity on endpoint x (abc): Bind for 0.0.0.0:8080 failed: port is already allocated", "Bind for 0.0.0.0:8080 failed: port is already allocated")]
    [InlineData("open /srv/platform/compose.yaml: no such file or directory", "no such file or directory")]
    [InlineData("write /srv/x: no space left on device", "no space left on device")]
    [InlineData("platform: the compose file was changed meanwhile; it was left as it is", "the compose file was changed meanwhile; it was left as it is")]
    [InlineData("platform: what Compose would run for service redis is another image than the one that was approved", "service redis is another image")]
    public void Of_a_longer_line_the_known_part_is_shown(string line, string words) => Assert.Contains(words, Shown(line), StringComparison.Ordinal);

    [Theory]
    [InlineData("§")]
    [InlineData("REDIS_PASSWORD=§")]
    [InlineData("{\"Id\":\"c1\",\"Config\":{\"Env\":[\"PASSWORD=§\"]}}")]
    [InlineData("sha256:1111 {\"Args\":[\"--requirepass\",\"§\"]}")]
    [InlineData("yaml: line 3: could not find expected ':' in PASSWORD § x")]
    [InlineData("services.redis.environment.PASSWORD: § is not allowed")]
    [InlineData("validating /srv/compose.yaml: services.a Additional property § is not allowed")]
    [InlineData("invalid interpolation format for services.a.environment.PASSWORD: \"§${\"")]
    [InlineData("bash: §: command not found")]
    [InlineData("sh: 1: §: not found")]
    [InlineData("-bash: line 3: §: Permission denied")]
    [InlineData("open /run/secrets/§: no such file or directory")]
    [InlineData("error during connect: Get \"http://user:§@docker/v1.45/version\": dial tcp: lookup docker: no such host")]
    [InlineData("OCI runtime create failed: exec: \"§\": executable file not found in $PATH: unknown")]
    [InlineData("Error response from daemon: invalid reference format: §")]
    [InlineData("Error response from daemon: No such container: x §")]
    [InlineData("MESSAGE=Error response from daemon: No such container: §")]
    [InlineData("password authentication failed for user § Permission denied (§).")]
    [InlineData("Welcome, the password of the day is §")]
    [InlineData("ssh: connect to host h port 22: §")]
    [InlineData("unauthorized: authentication required, token=§")]
    [InlineData("platform: §")]
    [InlineData("the 'A' variable is not set, pa$§")]
    public void What_is_not_known_is_never_shown(string line)
    {
        var printed = new RawText($"first line {Secret}\n{line.Replace("§", Secret, StringComparison.Ordinal)}\n");
        var words = KnownWords.In(printed, "run 'docker version' on rs2000");
        Assert.NotNull(words);
        Assert.DoesNotContain("Sw0rdfish", words.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("Sw0rdfish", $"{printed} {KnownWords.In(printed)}", StringComparison.Ordinal);
    }

    [Fact]
    public void A_secret_between_any_words_of_any_sentences_is_never_shown() =>
        Prop.ForAll(
            Gen.Elements(
                "Error response from daemon: ", "ssh: ", "docker: ", "Permission denied", " (publickey).", ": no such file or directory", ": command not found", "\n", " ", "; ", "\"", "PASSWORD=",
                "Is the docker daemon running?", "No such container: a b ", "{\"Env\":[\"A=", "\"]}", "platform: ", "Connection refused", "Host key verification failed", "=", "\0", "\u001b[2J",
                Secret, Secret, Secret + "\n").ListOf().Select(string.Concat).ToArbitrary(),
            text => KnownWords.In(new RawText(text), "run it")?.ToString().Contains("Sw0rdfish", StringComparison.Ordinal) != true)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Fact]
    public void Where_nothing_is_known_it_is_said_how_to_see_it_and_where_nothing_was_printed_nothing()
    {
        Assert.Equal("what it printed may hold secrets and is not shown; run 'docker version' on rs2000 to see it", KnownWords.In(new RawText("x"), "run 'docker version' on rs2000")?.ToString());
        Assert.Null(KnownWords.In(new RawText(" \n "), "run it"));
    }

    [Fact]
    public void Long_and_many_lines_take_no_time()
    {
        var printed = new RawText(string.Join('\n', Enumerable.Range(0, 20_000).Select(i => new string('/', 50) + new string('a', 1_900) + i)));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        KnownWords.In(printed, "run it");
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 10);
    }

    [Fact]
    public void What_json_readers_quote_is_not_shown_and_the_place_is()
    {
        var exception = Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse($"{{\n\"a\": {Secret}}}"));
        Assert.Equal("no JSON as it should be, at line 2, byte 6", KnownWords.OfAnswer(exception)?.ToString());
        Assert.Equal("an image without Id", KnownWords.OfAnswer(new UnexpectedContentException("an image without Id"))?.ToString());
        Assert.Null(KnownWords.OfAnswer(new FormatException(Secret)));
        Assert.Equal("no JSON as it should be, at 3:14", KnownWords.OfFile(new JsonException($"3:14: `{Secret}` is none of the words")).ToString());
        Assert.Equal("no JSON as it should be", KnownWords.OfFile(new JsonException(Secret)).ToString());
    }

    [Fact] // the compiler holds the rest: there is no other way to a detail
    public void Only_known_words_can_become_the_detail_of_a_failure()
    {
        const BindingFlags Everything = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;
        Assert.All(typeof(KnownWords).GetConstructors(Everything), constructor => Assert.True(constructor.IsPrivate));
        var detail = Assert.Single(typeof(HostFailure).GetFields(Everything), field => field.Name.Contains("etail", StringComparison.Ordinal));
        Assert.Equal(typeof(KnownWords), detail.FieldType);
        Assert.Null(typeof(HostFailure).GetProperty(nameof(HostFailure.Detail))!.SetMethod);
    }

    [Fact]
    public void Every_sentence_that_a_script_of_ours_says_is_known()
    {
        var sentences = Directory.EnumerateFiles(Path.Combine(Checkout.Folder, "src", "Platform.Core", "Applying"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Said().Matches(File.ReadAllText(file)))
            .Select(match => Hole().Replace(match.Groups["words"].Value, "web")).Distinct(StringComparer.Ordinal).ToArray();
        Assert.NotEmpty(sentences);
        Assert.All(sentences, sentence => Assert.NotNull(KnownWords.In(new RawText("platform: " + sentence))));
    }

    private static string? Shown(string printed) => KnownWords.In(new RawText(printed), "run it")?.ToString();

    [GeneratedRegex("""(?:['"]platform: |; then moved '|; then moved \{+ShellWord\.Quoted\(\$"|\) moved \{+ShellWord\.Quoted\(\$")(?<words>[^'"%$]+)['"]""")]
    private static partial Regex Said();

    [GeneratedRegex(@"\{+[^}]*\}+")]
    private static partial Regex Hole();
}
