using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using Platform.Access;
using Platform.Access.Catalog;
using Platform.Access.Sessions;
using Platform.Cli.Output;
using Platform.Reporting;
using Platform.Root;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl access</c> (R6): one capability for one session, approved by an operator's key.</summary>
internal static class AccessCommand
{
    public static Command Create()
    {
        var command = new Command("access", "Gives agents one capability for one session, approved by an operator's key. In one account nothing of it is enforced; see docs/access.md.");
        command.Add(AccessCatalogCommand.Create());
        command.Add(AccessRequestCommand.Create());
        command.Add(AccessApproveCommand.Create());
        command.Add(AccessDenyCommand.Create());
        command.Add(AccessListCommand.Create());
        command.Add(AccessShowCommand.Create());
        command.Add(AccessRunCommand.Create());
        command.Add(AccessRevokeCommand.Create());
        command.Add(AccessSweepCommand.Create());
        command.Add(AccessShimCommand.Create());
        command.Add(AccessLogCommand.Create());
        return command;
    }

    /// <summary>The argument of verbs about one session.</summary>
    public static Argument<string> SessionArgument(string description = "Id of the session.")
    {
        var argument = new Argument<string>("session") { HelpName = "SESSION", Description = description };
        argument.CompletionSources.Add(_ => SessionIds());
        return argument;
    }

    /// <summary>Reads the catalog, or says on standard error why there is none that can be used.</summary>
    public static bool TryGetCatalog(ParseResult parsed, [NotNullWhen(true)] out CapabilityCatalog? catalog)
    {
        catalog = null;
        if (!RootOption.TryGet(parsed, out var root)) return false;
        var read = CapabilityCatalog.Load(root);
        Messages.Diagnostics(read.Diagnostics);
        if (!read.IsValid) return false;
        catalog = read;
        return true;
    }

    /// <summary>Prints what came of a verb about one session.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> FinishAsync(AccessPlane plane, AccessSession? session, AccessRefusal? refusal, bool json, int exitCode, CancellationToken cancellationToken)
    {
        IReadOnlyList<SessionView> views = session is null ? [] : [await plane.ViewAsync(session, cancellationToken)];
        if (refusal is not null) Messages.Error(refusal.Message);
        if (json) Result.Write(ReportJson.Write(AccessReport.Of(exitCode, plane.Enforcement, refusal, views)));
        else if (refusal is null && views is [var view]) AccessText.Print(view);
        return exitCode;
    }

    /// <summary>Completion is silent about what cannot be read: a shell asks on every tab.</summary>
    public static IReadOnlyList<Capability> Capabilities() =>
        PlatformRoot.TryFind(null, Environment.GetEnvironmentVariable(PlatformRoot.EnvironmentVariable), CurrentFolder.Path, out var root, out _) ? CapabilityCatalog.Load(root).Capabilities : [];

    private static string[] SessionIds()
    {
        try
        {
            return [.. AccessPlane.OfUser().Store.List().Sessions.Select(s => s.Id)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }
}
