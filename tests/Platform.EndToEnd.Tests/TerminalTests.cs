namespace Platform.EndToEnd;

/// <summary>The module under somebody's fingers: a pwsh with PSReadLine in a real terminal, tmux's, and keys typed into it.</summary>
public sealed class TerminalTests
{
    private const string Prompt = InteractivePwsh.Prompt;

    [Fact]
    public async Task Tab_completes_names_as_far_as_they_agree_and_then_lists_them()
    {
        await using var pwsh = await InteractivePwsh.StartAsync();

        await pwsh.TypeAsync("Get-PlatformModule hon", "Tab");
        await pwsh.UntilAsync(screen => screen.EndsWith(Prompt + "Get-PlatformModule honcho-", StringComparison.Ordinal));
        await pwsh.TypeAsync("", "Tab");
        await pwsh.UntilAsync(screen => screen.Contains("honcho-api", StringComparison.Ordinal) && screen.Contains("honcho-redis", StringComparison.Ordinal));
        await pwsh.TypeAsync("r", "Tab");
        await pwsh.UntilAsync(screen => screen.Contains(Prompt + "Get-PlatformModule honcho-redis", StringComparison.Ordinal));
        await pwsh.TypeAsync("", "Enter");
        await pwsh.UntilAsync(screen => screen.Contains("honcho-redis         rs2000", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tab_completes_a_parameter_and_the_code_of_a_finding()
    {
        await using var pwsh = await InteractivePwsh.StartAsync();

        await pwsh.TypeAsync("Get-PlatformDrift -FindingC", "Tab");
        await pwsh.UntilAsync(screen => screen.EndsWith(Prompt + "Get-PlatformDrift -FindingCode", StringComparison.Ordinal));
        await pwsh.TypeAsync(" unh", "Tab");
        await pwsh.UntilAsync(screen => screen.EndsWith("-FindingCode UNHEALTHY", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Tab_shows_all_hosts_in_a_menu_where_it_is_set_to()
    {
        await using var pwsh = await InteractivePwsh.StartAsync("Set-PSReadLineKeyHandler Tab MenuComplete");

        await pwsh.TypeAsync("Get-PlatformHost ", "Tab");
        await pwsh.UntilAsync(screen => screen.Contains(Prompt + "Get-PlatformHost rs2000", StringComparison.Ordinal) && screen.Contains("vps1000", StringComparison.Ordinal));
        await pwsh.TypeAsync("", "Tab");
        await pwsh.UntilAsync(screen => screen.Contains(Prompt + "Get-PlatformHost vps1000", StringComparison.Ordinal));
    }
}
