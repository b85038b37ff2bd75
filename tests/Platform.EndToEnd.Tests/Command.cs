using System.Diagnostics;

namespace Platform.EndToEnd;

/// <summary>How a program ended and what it printed.</summary>
internal sealed record CommandResult(int ExitCode, string Output, string Error)
{
    /// <summary>Both streams, for the message of a failed assertion.</summary>
    public override string ToString() => $"exit {ExitCode}\n{Output}\n{Error}";
}

/// <summary>Runs programs as a user does.</summary>
internal static class Command
{
    public static Task<CommandResult> PlatformctlAsync(string root, params string[] arguments) =>
        RunAsync(Repository.Platformctl, [.. arguments, "--root", root], Repository.Path, Trusting(root));

    /// <summary>An environment in which one root may name programs: the tests made it, and say so where they run it.</summary>
    public static Dictionary<string, string?> Trusting(string root) => new(StringComparer.Ordinal) { ["PLATFORM_TRUSTED_ROOTS"] = root };

    public static Task<CommandResult> RunAsync(
        string program, IReadOnlyList<string> arguments, string folder, IReadOnlyDictionary<string, string?>? environment = null) =>
        RunUntilAsync(program, arguments, folder, environment, TestContext.Current.CancellationToken);

    /// <summary>The same outside of a test, which has a token of its own.</summary>
    public static async Task<CommandResult> RunUntilAsync(
        string program, IReadOnlyList<string> arguments, string folder, IReadOnlyDictionary<string, string?>? environment, CancellationToken token)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            UseShellExecute = false,
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string?>(StringComparer.Ordinal)) start.Environment[name] = value;
        using var process = Process.Start(start) ?? throw new InvalidOperationException($"{program} did not start");
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(token);
        var error = process.StandardError.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        return new CommandResult(process.ExitCode, await output, await error);
    }
}
