using Platform.Shell;

namespace Platform.Access.Backings;

/// <summary>Which variables a secret may be put into: none that decides which code a program runs, or that is ours.</summary>
internal static class VariableRule
{
    private static readonly string[] Names = ["PATH", "HOME", "SHELL", "ENV", "BASH_ENV", "IFS", "PYTHONPATH", "PYTHONSTARTUP", "PERL5LIB", "PERL5OPT", "RUBYOPT", "NODE_OPTIONS", "JAVA_TOOL_OPTIONS", "EDITOR", "PAGER"];

    private static readonly string[] Beginnings = ["LD_", "DYLD_", "GIT_", "SSH_", "DOTNET_", "CORECLR_", "COR_", "PLATFORM_", "BASH_FUNC_"];

    /// <summary>Why a name is not used; null where it is.</summary>
    public static string? FaultOf(string name)
    {
        if (!ShellName.IsVariable(name)) return $"'{Text.TerminalText.Clean(name)}' cannot be the name of a variable";
        return Names.Contains(name, StringComparer.Ordinal) || Beginnings.Any(beginning => name.StartsWith(beginning, StringComparison.Ordinal))
            ? $"{name} decides what a program runs, and takes no secret; give it another name"
            : null;
    }
}
