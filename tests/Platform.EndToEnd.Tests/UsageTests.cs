namespace Platform.EndToEnd;

/// <summary>The usage line of every verb: what must be given, what may be left out, and what may be given several times.</summary>
public sealed class UsageTests
{
    private static readonly string[] Usages =
    [
        "platformctl [command] [options]",
        "platformctl validate [<MODULE>...] [options]",
        "platformctl drift-check [<MODULE>...] [options]",
        "platformctl hosts [<HOST>...] [options]",
        "platformctl ps [<HOST>...] [options]",
        "platformctl adopt <HOST> [options]",
        "platformctl init [<FOLDER>] [options]",
        "platformctl readiness [<MODULE>...] [options]",
        "platformctl resolve <REF>... [options]",
        "platformctl snapshot <HOST> [options]",
        "platformctl policy [<MODULE>...] [command] [options]",
        "platformctl policy rules [options]",
        "platformctl policy explain <ID> [options]",
        "platformctl review [<FOLDER|FILE>...] [command] [options]",
        "platformctl review run [<FOLDER|FILE>...] [options]",
        "platformctl plan [<MODULE>...] [options]",
        "platformctl apply <PLAN> [options]",
        "platformctl journal [options]",
        "platformctl trust [options]",
        "platformctl edit <derive|record|digest> <MODULE>... [options]",
        "platformctl completion <SHELL> [options]",
        "platformctl help [<VERB>] [options]",
        "platformctl report [<MODULE>...] [options]",
        "platformctl diff <OLD> <NEW> [options]",
        "platformctl merge <FILE>... [options]",
        "platformctl access [command] [options]",
        "platformctl access catalog [<CAPABILITY>...] [options]",
        "platformctl access request <CAPABILITY> [options]",
        "platformctl access approve <SESSION|FILE> [options]",
        "platformctl access deny <SESSION> [options]",
        "platformctl access list [options]",
        "platformctl access show <SESSION> [options]",
        "platformctl access run <SESSION> <COMMAND>... [options]",
        "platformctl access revoke <SESSION> [options]",
        "platformctl access sweep [options]",
        "platformctl access shim [options]",
        "platformctl access log [<SESSION>] [options]",
    ];

    [Fact]
    public async Task Each_usage_line_shows_what_may_be_left_out()
    {
        List<string> usages = [];
        await WalkAsync([], usages);
        Assert.Equal(Usages.Order(StringComparer.Ordinal), usages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task No_line_of_help_ends_with_a_space_or_is_wider_than_80()
    {
        foreach (var usage in Usages)
        {
            var verb = usage.Split(' ').Skip(1).TakeWhile(word => char.IsAsciiLetter(word[0]));
            Assert.DoesNotContain(await HelpAsync([.. verb]), line => line.EndsWith(' ') || line.Length > 80);
        }
    }

    [Fact]
    public async Task Help_shows_a_value_s_name_a_default_and_what_is_required()
    {
        var drift = await HelpAsync(["drift-check"]);
        Assert.Contains("  --throttle <N>     How many hosts are read at a time. [default: 16]", drift);
        Assert.Contains("  --json             Print one JSON document instead of text.", drift);
        Assert.Contains(await HelpAsync(["review", "run"]), line => line.StartsWith("  --base <REF> (REQUIRED)  ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Help_is_shown_whatever_else_is_wrong() =>
        Assert.Contains("  platformctl adopt <HOST> [options]", await HelpAsync(["adopt", "--nonsense"]));

    /// <summary>The usage of a verb and of those below it; each stands in the list above it with the same arguments.</summary>
    private static async Task WalkAsync(string[] verb, List<string> usages)
    {
        var help = await HelpAsync(verb);
        usages.Add(help[Array.IndexOf(help, "Usage:") + 1].Trim());
        if (Array.IndexOf(help, "Commands:") is var commands and >= 0)
        {
            foreach (var row in help.Skip(commands + 1).Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' '))
            {
                var first = row.Trim().Split("  ")[0];
                await WalkAsync([.. verb, first.Split(' ')[0]], usages);
                Assert.Contains(usages, usage => usage.StartsWith(string.Join(' ', ["platformctl", .. verb, first]), StringComparison.Ordinal));
            }
        }
    }

    private static async Task<string[]> HelpAsync(string[] verb)
    {
        var result = await Command.RunAsync(Repository.Platformctl, [.. verb, "--help"], Repository.Path);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return result.Output.Split('\n');
    }
}
