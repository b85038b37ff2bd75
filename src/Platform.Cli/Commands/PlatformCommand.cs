using System.CommandLine;
using System.CommandLine.Help;

namespace Platform.Cli.Commands;

/// <summary>The command line as a whole.</summary>
internal static class PlatformCommand
{
    public static RootCommand Create()
    {
        var root = new RootCommand("Knows what a fleet of Docker hosts should run, sees what it does run, and says the difference.");
        root.Options.OfType<HelpOption>().Single().Action = new HelpTextAction();
        root.Add(RootOption.Instance);
        root.Add(ValidateCommand.Create());
        root.Add(DriftCheckCommand.Create());
        root.Add(HostsCommand.Create());
        root.Add(PsCommand.Create());
        root.Add(AdoptCommand.Create());
        root.Add(InitCommand.Create());
        root.Add(ReadinessCommand.Create());
        root.Add(ReportCommand.Create());
        root.Add(ResolveCommand.Create());
        root.Add(SnapshotCommand.Create());
        root.Add(DiffCommand.Create());
        root.Add(MergeCommand.Create());
        root.Add(PolicyCommand.Create());
        root.Add(ReviewCommand.Create());
        root.Add(PlanCommand.Create());
        root.Add(ApplyCommand.Create());
        root.Add(JournalCommand.Create());
        root.Add(TrustCommand.Create());
        root.Add(AccessCommand.Create());
        root.Add(EditCommand.Create());
        root.Add(CompletionCommand.Create());
        root.Add(HelpCommand.Create(root));
        root.Add(NoColorOption.Instance);
        return root;
    }
}
