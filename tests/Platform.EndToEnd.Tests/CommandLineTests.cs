using Platform.EndToEnd.Faults;

namespace Platform.EndToEnd;

/// <summary>What the command line says of itself, completes, and does with words that it does not know.</summary>
public sealed class CommandLineTests
{
    [Theory]
    [InlineData(1, "there is no verb drift-chek; did you mean drift-check?", "drift-chek")]
    [InlineData(1, "there is no verb frobnicate; there are validate, drift-check, hosts", "frobnicate", "--all")]
    [InlineData(1, "there is no option --nope", "--nope")]
    [InlineData(1, "there is no option --jsn; did you mean --json?", "drift-check", "--jsn")]
    [InlineData(1, "there is no option --jso; did you mean --json?", "hosts", "--jso")]
    [InlineData(1, "there is no option --det; did you mean --details?", "drift-check", "--det")]
    [InlineData(1, "there is no option --verfy; did you mean --verify?", "journal", "--verfy")]
    [InlineData(1, "there is no option --rot; did you mean --root?", "trust", "--rot=x")]
    [InlineData(2, "there is no option --expires; did you mean --expires-in?", "plan", "--expires", "3h")]
    [InlineData(2, "--throttle takes a number from 1", "plan", "--throttle", "many")]
    [InlineData(1, "'b' is one word too many", "apply", "a", "b")]
    [InlineData(1, "there is no rule 'docker-sok-bind'; did you mean docker-sock-bind?", "policy", "explain", "docker-sok-bind")]
    [InlineData(1, "--fail-on takes low, medium, high or critical", "policy", "--fail-on", "bad")]
    [InlineData(1, "there is no option --fail-one; did you mean --fail-on?", "policy", "--fail-one", "low")]
    [InlineData(1, "see platformctl policy rules --help", "policy", "rules", "x")]
    [InlineData(1, "no module 'mirotalk-admn'", "policy", "mirotalk-admn")]
    [InlineData(1, "there is no completion for 'tcsh'", "completion", "tcsh")]
    [InlineData(1, "there is no verb nope", "help", "nope")]
    [InlineData(1, "did you mean rs2000?", "hosts", "rs200", "vps1000")]
    [InlineData(1, "no host 'x*'", "hosts", "x*")]
    [InlineData(1, "rs2000 is recorded", "snapshot", "rs2000")]
    [InlineData(1, "- is one manifest from standard input", "validate", "-", "edge")]
    public async Task A_word_that_means_nothing_is_told_with_what_was_meant(int exitCode, string words, params string[] arguments)
    {
        var result = await Command.RunAsync(Repository.Platformctl, arguments, Repository.Path);
        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
        Assert.Contains("platformctl: ", result.Error, StringComparison.Ordinal);
        Assert.Contains(words, result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("System.", result.Error, StringComparison.Ordinal);
        Assert.True(result.Error.Count(c => c == '\n') <= 3, result.Error);
    }

    [Fact]
    public async Task Help_of_each_verb_fits_an_ordinary_terminal_and_is_what_the_option_prints()
    {
        var whole = await HelpAsync("help");
        Assert.Equal(whole, await HelpAsync("--help"));
        string[] verbs = [.. whole[(whole.IndexOf("Commands:", StringComparison.Ordinal) + 1)..].Split('\n').Where(line => line.StartsWith("  ", StringComparison.Ordinal) && line[2] != ' ').Select(line => line.Trim().Split(' ')[0])];
        Assert.Contains("drift-check", verbs);
        Assert.Contains("completion", verbs);
        foreach (var verb in verbs) Assert.Equal(await HelpAsync("help", verb), await HelpAsync(verb, "--help"));

        static async Task<string> HelpAsync(params string[] arguments)
        {
            var help = await Command.RunAsync(Repository.Platformctl, arguments, Repository.Path);
            Assert.Equal((0, ""), (help.ExitCode, help.Error));
            Assert.DoesNotContain(help.Output.Split('\n'), line => line.Length > 80);
            return help.Output;
        }
    }

    [Theory]
    [InlineData("bash", "eval \"$(\"$0\" completion bash)\"; COMP_WORDS=(\"$0\" $1); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); [ -z \"$2\" ] || { COMP_WORDS+=(''); COMP_CWORD=$((COMP_CWORD + 1)); }; _platformctl; printf '%s\\n' \"${COMPREPLY[@]}\"")]
    [InlineData("zsh", "compdef() { :; }; compadd() { print -rl -- $found; }; eval \"$(\"$0\" completion zsh)\"; words=(\"$0\" ${=1}); [ -z \"$2\" ] || words+=(''); CURRENT=${#words}; _platformctl")]
    [InlineData("fish", "set -gx PATH (dirname $argv[1]) $PATH; platformctl completion fish | source; set -l tail ''; test -n \"$argv[3]\"; and set tail ' '; complete -C \"platformctl $argv[2]$tail\"")]
    public async Task A_shell_completes_verbs_options_modules_and_hosts(string shell, string script)
    {
        Assert.SkipUnless(File.Exists($"/usr/bin/{shell}") || File.Exists($"/bin/{shell}"), $"{shell} is not installed");
        Assert.Contains("drift-check", await CandidatesAsync("dri"));
        Assert.Contains("--details", await CandidatesAsync("drift-check --de"));
        Assert.Contains("honcho-api", await CandidatesAsync("drift-check hon"));
        Assert.Contains("honcho-redis", await CandidatesAsync("drift-check --json hon"));
        Assert.Contains("rs2000", await CandidatesAsync("hosts", isNext: true));
        Assert.DoesNotContain("/?", await CandidatesAsync("hosts", isNext: true));

        async Task<string[]> CandidatesAsync(string line, bool isNext = false)
        {
            string[] words = [Repository.Platformctl, line, isNext ? "next" : ""];
            var result = await Command.RunAsync(shell, shell is "zsh" ? ["-f", "-c", script, .. words] : ["-c", script, .. words], Repository.Path);
            Assert.True(result.ExitCode == 0, result.ToString());
            return [.. result.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(candidate => candidate.Split('\t')[0])];
        }
    }

    [Fact]
    public async Task PowerShell_completes_them_too()
    {
        const string Script = "$env:PATH = (Split-Path $args[0]) + [IO.Path]::PathSeparator + $env:PATH; platformctl completion pwsh | Out-String | Invoke-Expression; foreach ($line in 'platformctl dri', 'platformctl drift-check hon', 'platformctl hosts ') { (TabExpansion2 $line $line.Length).CompletionMatches.CompletionText }";
        var file = Path.GetTempFileName() + ".ps1";
        await File.WriteAllTextAsync(file, Script, TestContext.Current.CancellationToken);
        var result = await Pwsh.Current.RunAsync(["-File", file, Repository.Platformctl]);
        File.Delete(file);
        Assert.True(result.ExitCode == 0, result.ToString());
        var found = result.Output.Split('\n', StringSplitOptions.TrimEntries);
        foreach (var expected in (string[])["drift-check", "honcho-api", "honcho-redis", "rs2000", "vps1000"]) Assert.Contains(expected, found);
    }

    [Fact]
    public async Task A_completed_name_is_never_run()
    {
        using var root = new SampleRoot();
        Directory.CreateDirectory(root.PathOf("modules/$(touch pwned)"));
        const string Script = "eval \"$(\"$0\" completion bash)\"; COMP_WORDS=(\"$0\" drift-check ''); COMP_CWORD=2; _platformctl; printf '%s\\n' \"${COMPREPLY[@]}\"";
        var result = await Command.RunAsync("bash", ["-c", Script, Repository.Platformctl], root.Path);
        Assert.Contains(@"\$\(touch\ pwned\)", result.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(root.PathOf("pwned")));
    }

    [Theory]
    [InlineData(0, "1 valid, 0 invalid", "owner: operator")]
    [InlineData(1, "-:5:1: error SCHEMA_UNKNOWN_KEY", "ownr: operator")]
    public async Task A_manifest_is_validated_from_standard_input(int exitCode, string words, string owner)
    {
        var manifest = (await File.ReadAllTextAsync(Repository.File("modules", "edge", "module.yaml"), TestContext.Current.CancellationToken)).Replace("owner: operator", owner, StringComparison.Ordinal);
        var file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, manifest, TestContext.Current.CancellationToken);
        foreach (var arguments in (string[])["-", $"--schema '{Repository.File("schema", "module.schema.json")}' -"])
        {
            // In a folder without a root: it needs none.
            var result = await Command.RunAsync("sh", ["-c", $"exec '{Repository.Platformctl}' validate {arguments} <'{file}'"], "/");
            Assert.Equal(exitCode, result.ExitCode);
            Assert.Contains(words, result.Output, StringComparison.Ordinal);
        }

        File.Delete(file);
    }

    [Fact]
    public async Task A_plan_that_makes_a_folder_says_so()
    {
        using var root = new SampleRoot();
        var first = await Command.PlatformctlAsync(root.Path, "plan", "--out", root.PathOf("plnas/one.json"));
        Assert.Contains($"made the folder {root.PathOf("plnas")}", first.Error, StringComparison.Ordinal);
        var second = await Command.PlatformctlAsync(root.Path, "plan", "--out", root.PathOf("plnas/two.json"));
        Assert.DoesNotContain("made the folder", second.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("--no-color", "", false)]
    [InlineData("", "NO_COLOR=1", false)]
    [InlineData("", "TERM=xterm-256color", true)]
    public async Task A_terminal_gets_colours_unless_it_is_told_otherwise(string option, string environment, bool hasColours)
    {
        var result = await Command.RunAsync("script", ["-qec", $"env -u NO_COLOR TERM=xterm-256color {environment} {Repository.Platformctl} drift-check {option} --root {Repository.Path}", "/dev/null"], "/");
        Assert.Contains("honcho-api", result.Output, StringComparison.Ordinal);
        Assert.Equal(hasColours, result.Output.Contains("\u001b[38;5;", StringComparison.Ordinal) || result.Output.Contains("\u001b[31m", StringComparison.Ordinal) || result.Output.Contains("\u001b[32m", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_terminal_is_told_which_host_the_wait_is_for_and_how_long()
    {
        await using var socket = FaultySocket.Silent();
        using var root = new SampleRoot();
        await File.WriteAllTextAsync(root.PathOf("hosts.yaml"), $"schema_version: 1\nhosts: {{ rs2000: {{ transport: ssh, destination: 127.0.0.1, port: {socket.Port}, connect_timeout_seconds: 4 }}, vps1000: {{ transport: recorded, snapshot: observations/vps1000.json }} }}\n", TestContext.Current.CancellationToken);
        var result = await Command.RunAsync("script", ["-qec", $"{Repository.Platformctl} drift-check --root {root.Path}", "/dev/null"], "/");
        Assert.Contains("reading hosts: 1 of 2 done; waiting for rs2000 (2 s)", result.Output, StringComparison.Ordinal);
    }
}
