using System.CommandLine;
using Platform.Cli.Output;
using Platform.Diagnostics;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl completion SHELL</c>: the lines that make a shell complete verbs, options, modules and hosts.</summary>
internal static class CompletionCommand
{
    private static readonly string[] Shells = ["bash", "zsh", "fish", "pwsh"];

    public static Command Create()
    {
        var shell = new Argument<string>("shell") { HelpName = "SHELL", Description = "bash, zsh, fish or pwsh." };
        shell.CompletionSources.Add(_ => Shells);
        shell.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var name }] && !Shells.Contains(name, StringComparer.Ordinal)) result.AddError($"there is no completion for '{name}', but for {string.Join(", ", Shells)}");
        });
        var command = new Command("completion", "Prints what makes a shell complete verbs, options, modules and hosts; its first line says how to use it.") { shell };
        command.SetWork((parsed, _) =>
        {
            Result.WriteLines(Lines(parsed.GetRequiredValue(shell)));
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }

    private static IEnumerable<string> Lines(string shell)
    {
        var name = $"completion/{shell}";
        using var script = new StreamReader(typeof(CompletionCommand).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"the program lacks its resource {name}"));
        return script.ReadToEnd().TrimEnd('\n').Split('\n');
    }
}
