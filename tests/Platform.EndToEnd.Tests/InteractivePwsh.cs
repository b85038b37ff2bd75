using System.ComponentModel;
using System.Globalization;

namespace Platform.EndToEnd;

/// <summary>A pwsh with PSReadLine and the module in a real terminal, tmux's: keys are typed into it, and its screen is read.</summary>
internal sealed class InteractivePwsh : IAsyncDisposable
{
    public const string Prompt = "ready>";

    private readonly string _socket = string.Create(CultureInfo.InvariantCulture, $"platform-{Environment.ProcessId}-{Guid.NewGuid():N}");
    private readonly Dictionary<string, string?> _environment;

    private int _lines;

    private InteractivePwsh(IReadOnlyDictionary<string, string?> environment) => _environment = new(environment, StringComparer.Ordinal)
    {
        ["NO_COLOR"] = null, ["PLATFORM_ROOT"] = null, ["TERM"] = "xterm", ["LC_ALL"] = "C.UTF-8",
    };

    /// <summary>Starts one, whose keys are PSReadLine's own but for what a profile may set; the test skips where there is no tmux.</summary>
    public static async Task<InteractivePwsh> StartAsync(string profile = "", IReadOnlyDictionary<string, string?>? environment = null)
    {
        InteractivePwsh pwsh = new(environment ?? new Dictionary<string, string?>(StringComparer.Ordinal));
        try
        {
            await pwsh.TmuxAsync("-V");
        }
        catch (Win32Exception)
        {
            Assert.Skip("tmux is not installed: run tests/hosts/install");
        }

        var startup = $"Import-Module '{Repository.File("Platform.psd1")}'; Set-PSReadLineOption -PredictionSource None; {profile}; function prompt {{ '{Prompt}' }}; Clear-Host";
        var started = await pwsh.TmuxAsync(
            ["-f", "/dev/null", "new-session", "-d", "-x", "100", "-y", "30", "-c", Repository.Path, "--", Pwsh.Current.Program, .. Pwsh.Current.First, "-NoLogo", "-NoProfile", "-NoExit", "-Command", startup]);
        Assert.True(started.ExitCode == 0, started.ToString());
        await pwsh.UntilAsync(screen => screen.EndsWith(Prompt, StringComparison.Ordinal));
        return pwsh;
    }

    public async Task TypeAsync(string text, string key)
    {
        if (text.Length > 0) await TmuxAsync("send-keys", "-l", text);
        await TmuxAsync("send-keys", key);
    }

    /// <summary>Runs a line, and gives what it leaves on the screen above the next prompt.</summary>
    public async Task<string> RunAsync(string line)
    {
        // Two words that are one only when it has run.
        var end = string.Create(CultureInfo.InvariantCulture, $"'end{++_lines}'");
        await TypeAsync($"Clear-Host; {line}; {end.Insert(2, "'+'")}", "Enter");
        return await UntilAsync(screen => screen.EndsWith($"{end.Trim('\'')}\n{Prompt}", StringComparison.Ordinal));
    }

    /// <summary>Waits for what a person would see; on a busy machine that takes its time.</summary>
    public async Task<string> UntilAsync(Func<string, bool> seen)
    {
        var screen = "";
        for (var attempt = 0; attempt < 600; attempt++)
        {
            screen = (await TmuxAsync("capture-pane", "-p")).Output.TrimEnd();
            if (seen(screen)) return screen;
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }

        Assert.Fail("the screen is\n" + screen);
        return screen;
    }

    public async ValueTask DisposeAsync() => await TmuxAsync("kill-server");

    private Task<CommandResult> TmuxAsync(params string[] arguments) => Command.RunAsync("tmux", ["-L", _socket, .. arguments], Repository.Path, _environment);
}
