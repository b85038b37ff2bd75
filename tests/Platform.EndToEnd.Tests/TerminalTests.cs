using System.ComponentModel;
using System.Globalization;

namespace Platform.EndToEnd;

/// <summary>The module under somebody's fingers: a pwsh with PSReadLine in a real terminal, tmux's, and keys typed into it.</summary>
public sealed class TerminalTests : IAsyncDisposable
{
    private const string Prompt = "ready>";

    private readonly string _socket = string.Create(CultureInfo.InvariantCulture, $"platform-{Environment.ProcessId}-{Guid.NewGuid():N}");

    [Fact]
    public async Task Tab_completes_names_as_far_as_they_agree_and_then_lists_them()
    {
        await StartAsync();

        await TypeAsync("Get-PlatformModule hon", "Tab");
        await UntilAsync(screen => screen.EndsWith(Prompt + "Get-PlatformModule honcho-", StringComparison.Ordinal));
        await TypeAsync("", "Tab");
        await UntilAsync(screen => screen.Contains("honcho-api", StringComparison.Ordinal) && screen.Contains("honcho-redis", StringComparison.Ordinal));
        await TypeAsync("r", "Tab");
        await UntilAsync(screen => screen.Contains(Prompt + "Get-PlatformModule honcho-redis", StringComparison.Ordinal));
        await TypeAsync("", "Enter");
        await UntilAsync(screen => screen.Contains("honcho-redis         rs2000", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tab_completes_a_parameter_and_the_code_of_a_finding()
    {
        await StartAsync();

        await TypeAsync("Get-PlatformDrift -FindingC", "Tab");
        await UntilAsync(screen => screen.EndsWith(Prompt + "Get-PlatformDrift -FindingCode", StringComparison.Ordinal));
        await TypeAsync(" unh", "Tab");
        await UntilAsync(screen => screen.EndsWith("-FindingCode UNHEALTHY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tab_shows_all_hosts_in_a_menu_where_it_is_set_to()
    {
        await StartAsync("Set-PSReadLineKeyHandler Tab MenuComplete");

        await TypeAsync("Get-PlatformHost ", "Tab");
        await UntilAsync(screen => screen.Contains(Prompt + "Get-PlatformHost rs2000", StringComparison.Ordinal) && screen.Contains("vps1000", StringComparison.Ordinal));
        await TypeAsync("", "Tab");
        await UntilAsync(screen => screen.Contains(Prompt + "Get-PlatformHost vps1000", StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync() => await TmuxAsync("kill-server");

    /// <summary>An interactive pwsh with the module, whose keys are PSReadLine's own but for what a profile may set.</summary>
    private async Task StartAsync(string profile = "")
    {
        try
        {
            await TmuxAsync("-V");
        }
        catch (Win32Exception)
        {
            Assert.Skip("tmux is not installed: run tests/hosts/install");
        }

        var startup = $"Import-Module '{Repository.File("Platform.psd1")}'; Set-PSReadLineOption -PredictionSource None; {profile}; function prompt {{ '{Prompt}' }}; Clear-Host";
        var started = await TmuxAsync(
            ["-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "30", "-c", Repository.Path, "--", Pwsh.Current.Program, .. Pwsh.Current.First, "-NoLogo", "-NoProfile", "-NoExit", "-Command", startup]);
        Assert.True(started.ExitCode == 0, started.ToString());
        await UntilAsync(screen => screen.EndsWith(Prompt, StringComparison.Ordinal));
    }

    private async Task TypeAsync(string text, string key)
    {
        if (text.Length > 0) await TmuxAsync("send-keys", "-l", text);
        await TmuxAsync("send-keys", key);
    }

    /// <summary>Waits for what a person would see; on a busy machine that takes its time.</summary>
    private async Task UntilAsync(Func<string, bool> seen)
    {
        var screen = "";
        for (var attempt = 0; attempt < 600; attempt++)
        {
            screen = (await TmuxAsync("capture-pane", "-p")).Output.TrimEnd();
            if (seen(screen)) return;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail("the screen is\n" + screen);
    }

    private Task<CommandResult> TmuxAsync(params string[] arguments) => Command.RunAsync(
        "tmux", ["-L", _socket, .. arguments], Repository.Path,
        new Dictionary<string, string?>(StringComparer.Ordinal) { ["NO_COLOR"] = null, ["PLATFORM_ROOT"] = null, ["TERM"] = "xterm", ["LC_ALL"] = "C.UTF-8" });
}
