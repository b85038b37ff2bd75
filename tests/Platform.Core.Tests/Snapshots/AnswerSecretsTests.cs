using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;
using Platform.Applying;
using Platform.Hosts;
using Platform.Snapshots;
using Platform.Snapshots.Answers;

namespace Platform.Tests.Snapshots;

/// <summary>An answer full of secrets: whatever goes wrong with it, none is in what is said of that.</summary>
public sealed class AnswerSecretsTests
{
    private const string Secret = "hunter2Sw0rdfish";
    private const string Nonce = "platform-0123";
    private const string Image = "1111111111111111111111111111111111111111111111111111111111111111";
    private const string Container = "sha256:" + Image + """
         {"Id":"c1","Name":"/redis","Image":"sha256:1111111111111111111111111111111111111111111111111111111111111111","Created":"2026-01-01T00:00:00Z","Args":["--requirepass","hunter2Sw0rdfish"],"Config":{"Image":"redis:7","Env":["A=hunter2Sw0rdfish"],"Cmd":["hunter2Sw0rdfish"],"Labels":{"com.docker.compose.project":"p","a":"hunter2Sw0rdfish"}},"State":{"Status":"running","Error":"hunter2Sw0rdfish"},"Mounts":[],"HostConfig":{}}
        """;

    private const string Compose = "p\n/srv\na.yaml\n\n=a.yaml\n";

    private static readonly ReadOnlyScript Script = new($"", Nonce);

    private static readonly string Good = Answer(
        ("clock", "1777777777\n", 0), ("engine", "{\"Server\":{\"Version\":\"28\"}}\n", 0), ("compose", "2.26.1\n", 0), ("list", "c1\n", 0), ("containers", Container + "\n", 0),
        ("images", $"{{\"Id\":\"sha256:{Image}\",\"Config\":{{\"Env\":[\"B={Secret}\"]}}}}\n", 0), ("networks", "", 0), ("volumes", $"{{\"Name\":\"v\",\"Options\":{{\"o\":\"password={Secret}\"}}}}\n", 0), ("config", Compose + $"{{\n\"services\":{{\"a\":{{\"environment\":{{\"A\":\"{Secret}\"}}}}}}}}\n", 0));

    /// <summary>What the parts of an answer may come to.</summary>
    public static TheoryData<string, string, int> Faults => new()
    {
        { "engine", $"permission denied while {Secret}\n", 1 },
        { "engine", $"{Secret}\n", 1 },
        { "engine", $"{{\"Server\":{{\"Version\":[\"{Secret}\"]}}}}\n", 0 },
        { "engine", $"{{\"Server\":{{\"Version\":{Secret}}}}}\n", 0 },
        { "list", $"c1\nc2{Secret}\n", 0 },
        { "list", $"{Secret}: Error response from daemon: {Secret}\n", 1 },
        { "containers", Container + "\nError response from daemon: something is wrong\n", 1 }, // an inspect that fails half-way
        { "containers", Container[..^40] + "\n", 1 },
        { "containers", Container[..^40] + "\n", 0 },
        { "containers", Container.Replace("\"Id\":\"c1\"", $"\"Id\":{Secret}", StringComparison.Ordinal) + "\n", 0 },
        { "containers", Container.Replace("\"ExitCode\"", $"\"{Secret}\"", StringComparison.Ordinal).Replace("\"running\"", $"\"running\",\"ExitCode\":\"{Secret}\"", StringComparison.Ordinal) + "\n", 0 },
        { "containers", Container + $"\n{{\"Env\":[\"{Secret}\"]}}\n", 125 },
        { "containers", $"[\n  {{\n    \"Env\": [\n      \"A={Secret}\"\n", 1 },
        { "containers", Container + "\n", 124 },
        { "images", $"{{\"Id\":{Secret}}}\n", 0 },
        { "images", $"{{\"Config\":{{\"Env\":[\"{Secret}\"]}}}}\n", 0 },
        { "images", $"{Secret}\n", 1 },
        { "clock", Secret + "\n", 0 },
        { "config", $"p\n/srv\na.yaml\n\n{Secret}\n", 0 },
        { "config", Secret, 0 },
        { "config", Compose + $"{{\n\"services\":{{\"a\":{{\"environment\":[{Secret}]}}}}}}\n", 0 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public void No_failure_of_a_part_shows_a_secret(string section, string payload, int status)
    {
        var answer = Replace(Good, section, payload, status);
        var snapshot = SnapshotAnswer.Read("rs2000", Encoding.UTF8.GetBytes(answer), Script, Request, DateTimeOffset.UnixEpoch, out var failure);
        // What Compose makes of its files costs these files, and not the host.
        Assert.Equal(section == "config" && payload.Contains("\"services\"", StringComparison.Ordinal), snapshot is not null);
        if (snapshot is null) AssertNoSecret(failure);
        else Assert.DoesNotContain(Secret, Assert.Single(snapshot.ComposeProjects).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void No_cut_or_changed_answer_shows_a_secret() =>
        Prop.ForAll(
            Gen.Choose(0, Good.Length - 1).SelectMany(at => Gen.Choose(0, 60).SelectMany(gone => Gen.Elements("", "\"", "{", "}", "[", "\n", Secret, "1", "null", "\\", $"\n{Nonce} end containers 1\n").Select(piece => (at, gone, piece)))).ToArbitrary(),
            change =>
            {
                var text = Good[..change.at] + change.piece + Good[Math.Min(Good.Length, change.at + change.gone)..];
                SnapshotAnswer.Read("rs2000", Encoding.UTF8.GetBytes(text), Script, Request, DateTimeOffset.UnixEpoch, out var failure);
                return failure is null || !Said(failure).Contains("Sw0rdfish", StringComparison.Ordinal);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(5000));

    [Theory]
    [InlineData("yaml: line 3: PASSWORD: hunter2Sw0rdfish: mapping values are not allowed", 1)]
    [InlineData("invalid interpolation format for services.a.environment.A: \"hunter2Sw0rdfish${\"", 15)]
    [InlineData("hunter2Sw0rdfish", 0)]
    [InlineData("time=\"…\" level=warning msg=\"The \\\"Sw0rdfish\\\" variable is not set. Defaulting to a blank string.\"\n{\n\"services\":{}}", 0)]
    public void What_compose_quotes_of_its_files_is_not_shown(string printed, int status)
    {
        var project = ComposeConfigParser.Parse(new ComposeOrigin("p", "/srv", "a.yaml"), Encoding.UTF8.GetBytes(printed), status);
        Assert.DoesNotContain("Sw0rdfish", $"{project} {string.Join(' ', project.UnsetVariables)} {project.Error}", StringComparison.Ordinal);
        Assert.Equal(printed.Contains("variable is not set", StringComparison.Ordinal) ? 1 : 0, project.UnsetVariables.Count); // it is in doubt all the same
    }

    [Theory]
    [InlineData("services.a.environment.A: hunter2Sw0rdfish", "not shown")]
    [InlineData("Error response from daemon: hunter2Sw0rdfish: port is already allocated", "port is already allocated")]
    [InlineData("platform: hunter2Sw0rdfish\nplatform: the compose file was changed meanwhile; it was left as it is", "the compose file was changed meanwhile; it was left as it is")]
    public void What_a_step_printed_is_not_shown_beyond_what_is_known(string printed, string words)
    {
        var script = new ChangeScript($"", Nonce);
        var answer = ApplyAnswer.Read("rs2000", new TransportAnswer(Encoding.UTF8.GetBytes(Answer(("step", $"no\n{printed}\n", 1))), null), script);
        var message = StepMessage.Of(answer);
        Assert.DoesNotContain("Sw0rdfish", message, StringComparison.Ordinal);
        Assert.Contains(words, message, StringComparison.Ordinal);
    }

    private static SnapshotRequest Request { get; } = new() { Projects = ["p"], ContainerNames = [], WithComposeVersion = true };

    private static void AssertNoSecret(HostFailure? failure)
    {
        Assert.NotNull(failure);
        Assert.DoesNotContain("Sw0rdfish", Said(failure), StringComparison.Ordinal);
    }

    private static string Said(HostFailure failure) => $"{failure} {failure.Message} {failure.Detail} {JsonSerializer.Serialize(failure)}";

    private static string Answer(params (string Name, string Payload, int Status)[] sections) =>
        string.Concat(sections.Select(s => $"\n{Nonce} begin {s.Name}\n{s.Payload}\n{Nonce} end {s.Name} {s.Status}\n")) + $"{Nonce} done\n";

    private static string Replace(string answer, string section, string payload, int status)
    {
        var start = answer.IndexOf($"\n{Nonce} begin {section}\n", StringComparison.Ordinal);
        var end = answer.IndexOf('\n', answer.IndexOf($"\n{Nonce} end {section} ", StringComparison.Ordinal) + 1) + 1;
        return answer[..start] + $"\n{Nonce} begin {section}\n{payload}\n{Nonce} end {section} {status}\n" + answer[end..];
    }
}
