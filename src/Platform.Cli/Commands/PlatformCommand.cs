using System.CommandLine;

namespace Platform.Cli.Commands;

/// <summary>The command line as a whole.</summary>
internal static class PlatformCommand
{
    /// <summary>
    /// Reads the command line. A verb with nothing but its own words is read alone, for a run uses one verb and would wait
    /// for the others to be made. All else (help, mistakes, completion) is answered by the whole.
    /// </summary>
    public static ParseResult Parse(string[] args)
    {
        if (args is [var name, .. var words] && !Array.Exists(words, AsksForHelp) && VerbOf(name) is { } verb)
        {
            verb.Add(RootOption.Instance);
            var parsed = verb.Parse(words);
            if (parsed.Errors.Count == 0 && parsed.Action == verb.Action) return parsed;
        }

        return Whole().Parse(args);
    }

    // The option itself looks its description up in the library's resources, which takes longer than reading the words.
    private static bool AsksForHelp(string word) => word is "--help" or "-h" or "/h" or "-?" or "/?";

    private static Command? VerbOf(string name) => name switch
    {
        "validate" => ValidateCommand.Create(),
        "drift-check" => DriftCheckCommand.Create(),
        "hosts" => HostsCommand.Create(),
        "snapshot" => SnapshotCommand.Create(),
        "plan" => PlanCommand.Create(),
        "apply" => ApplyCommand.Create(),
        "journal" => JournalCommand.Create(),
        "trust" => TrustCommand.Create(),
        _ => null,
    };

    private static RootCommand Whole()
    {
        var root = new RootCommand("Knows what a fleet of Docker hosts should run, sees what it does run, and says the difference.");
        root.Add(RootOption.Instance);
        root.Add(ValidateCommand.Create());
        root.Add(DriftCheckCommand.Create());
        root.Add(HostsCommand.Create());
        root.Add(SnapshotCommand.Create());
        root.Add(PlanCommand.Create());
        root.Add(ApplyCommand.Create());
        root.Add(JournalCommand.Create());
        root.Add(TrustCommand.Create());
        return root;
    }
}
