using System.CommandLine;

namespace Platform.Cli.Commands;

/// <summary><c>--no-color</c>, which every verb takes. So does the environment: https://no-color.org</summary>
internal static class NoColorOption
{
    private const string Variable = "NO_COLOR";

    public static Option<bool> Instance { get; } = new("--no-color") { Arity = ArgumentArity.Zero, Description = "Print no colours on a terminal; NO_COLOR in the environment says the same.", Recursive = true };

    /// <summary>To be called before anything is printed: whatever draws asks the environment once.</summary>
    public static void Obey(ParseResult parsed)
    {
        if (parsed.GetValue(Instance)) Environment.SetEnvironmentVariable(Variable, "1");
    }
}
