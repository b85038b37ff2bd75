using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Platform.Cli.Output;
using Platform.Root;

namespace Platform.Cli.Commands;

/// <summary><c>--root</c>, which every verb takes.</summary>
internal static class RootOption
{
    public static Option<string?> Instance { get; } = new("--root")
    {
        Description = "The platform root: the folder with modules/. Default: PLATFORM_ROOT, else this folder or the nearest parent that is one.",
        HelpName = "DIR",
        Recursive = true,
    };

    /// <summary>Finds the root, or says on standard error why there is none.</summary>
    public static bool TryGet(ParseResult parsed, [NotNullWhen(true)] out PlatformRoot? root)
    {
        var environment = Environment.GetEnvironmentVariable(PlatformRoot.EnvironmentVariable);
        var named = parsed.GetValue(Instance);
        if (!CurrentFolder.TryGet(out var folder))
        {
            if (!Path.IsPathRooted(named ?? environment))
            {
                Messages.Error("the current folder was deleted; go to another, or name the root by its absolute path with --root");
                root = null;
                return false;
            }

            folder = CurrentFolder.Path;
        }

        if (PlatformRoot.TryFind(named, environment, folder, out root, out var error)) return true;
        Messages.Error(error);
        return false;
    }
}
