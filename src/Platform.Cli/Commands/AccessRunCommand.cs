using System.CommandLine;
using Platform.Access.Approvals;
using Platform.Access.Running;
using Platform.Access.Sessions;
using Platform.Cli.Output;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl access run</c>: one command in a session. Its streams and exit code are the command's own.</summary>
internal static class AccessRunCommand
{
    public static Command Create()
    {
        var session = AccessCommand.SessionArgument("Id of an approved session.");
        var words = new Argument<string[]>("command") { HelpName = "COMMAND", Description = "The program and its arguments, behind --. No shell takes part.", Arity = ArgumentArity.OneOrMore };
        var approval = new Option<string?>("--approval") { Description = "A signature that was carried here: what 'access approve REQUEST.json' has written.", HelpName = "FILE.sig" };
        var passed = new Option<string[]>("--env") { Description = "A variable of yours that the command gets, too; may be given several times. Tokens and agents are not passed on by themselves.", HelpName = "NAME" };
        var withoutSweeper = Verb.Flag("--no-sweeper", "Make a token that knows no expiry though no sweep would delete it.");
        var command = new Command(
            "run",
            "Runs one command in a session, with its credential; takes everything away when the command ends or the time is over. Exits as the command does; 4 not approved, denied or revoked, 6 no audit, 124 time over.")
        {
            session, words, approval, passed, withoutSweeper,
        };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            AccessRun.CloseProcess();
            var run = AccessRun.OfUser();
            Messages.Progress(SessionView.SameAccount);
            var answer = await run.RunAsync(
                new RunRequest(parsed.GetRequiredValue(session), parsed.GetRequiredValue(words))
                {
                    Signature = parsed.GetValue(approval) is { } file ? SignatureFile.Read(file) : null,
                    Passed = parsed.GetValue(passed) ?? [],
                    WithoutSweeper = parsed.GetValue(withoutSweeper),
                },
                cancellationToken);
            if (answer.Refusal is { } refusal) Messages.Error(refusal.Message);
            if (answer.Warning is { } warning) Messages.Error(warning);
            return answer.ExitCode;
        });
        return command;
    }
}
