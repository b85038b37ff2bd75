using Platform.Diagnostics;
using System.CommandLine;
using Platform.Access;
using Platform.Access.Approvals;
using Platform.Access.Sessions;
using Platform.Cli.Output;
using Platform.Reporting;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl access approve</c>: an operator says yes, with a key.</summary>
internal static class AccessApproveCommand
{
    public static Command Create()
    {
        var subject = AccessCommand.SessionArgument("Id of a session of this machine, or a file: a request of access request --out, or a plan. A file needs neither root nor state.");
        subject.HelpName = "SESSION|FILE";
        var key = new Option<string?>("--key") { Description = "The operator's private key, or a public one whose other half an agent has.", HelpName = "FILE" };
        var signature = new Option<string?>("--signature") { Description = "A signature that was made elsewhere, instead of --key: approves a session of this machine.", HelpName = "FILE" };
        var grant = new Option<string?>("--grant") { Description = "For tier critical: the session's id once more.", HelpName = "SESSION" };
        var file = new Option<string?>("--out") { Description = "Where the signature of a file goes; default: FILE.sig.", HelpName = "FILE" };
        var json = Verb.JsonOption();
        var command = new Command("approve", "Signs a request, or a plan, by ssh-keygen -Y sign. Exits 4 where the key is no operator's, or the session can not be approved.") { subject, key, signature, grant, file, json };
        command.Validators.Add(result =>
        {
            if (result.GetValue(key) is null == result.GetValue(signature) is null) result.AddError("name either --key, which signs, or --signature, which was made elsewhere");
        });
        command.SetWork((parsed, cancellationToken) =>
        {
            var work = new Work(parsed.GetValue(key), parsed.GetValue(signature), parsed.GetValue(grant), parsed.GetValue(file), parsed.GetValue(json));
            var word = parsed.GetRequiredValue(subject);
            return AccessSession.IsId(word) ? work.SessionAsync(word, cancellationToken) : work.FileAsync(word, cancellationToken);
        });
        return command;
    }

    private sealed record Work(string? Key, string? Signature, string? Grant, string? Out, bool Json)
    {
        public async Task<int> SessionAsync(string id, CancellationToken cancellationToken)
        {
            var plane = AccessPlane.OfUser();
            if (plane.Store.Find(id) is not { } session) return await AccessCommand.FinishAsync(plane, null, AccessPlane.NoSuchSession(id), Json, ExitCodes.CannotWork, cancellationToken);
            string? signature;
            AccessRefusal? refusal = null;
            if (Signature is not null)
            {
                signature = SignatureFile.Read(Path.GetFullPath(Signature, CurrentFolder.Path));
            }
            else
            {
                Say(SigningDesk.Of(session));
                (signature, refusal) = await SigningDesk.SignAsync(SigningDesk.Of(session), KeyPath(), Grant, cancellationToken);
            }

            if (signature is null) return await AccessCommand.FinishAsync(plane, session, refusal, Json, refusal!.ExitCode, cancellationToken); // one of both
            var answer = await plane.ApproveAsync(id, signature, cancellationToken);
            return await AccessCommand.FinishAsync(plane, answer.Session, answer.Refusal, Json, answer.Refusal?.ExitCode ?? ExitCodes.Success, cancellationToken);
        }

        public async Task<int> FileAsync(string path, CancellationToken cancellationToken)
        {
            if (Key is null)
            {
                Messages.Error("--signature approves a session of this machine; name its id. A signature of a plan is given to platformctl apply --approved-by");
                return ExitCodes.CannotWork;
            }

            var file = Path.GetFullPath(path, CurrentFolder.Path);
            if (SigningDesk.Read(file, out var subject) is { } unreadable) return Finish(unreadable, null);
            Say(subject!); // not null without a refusal
            var (signature, refusal) = await SigningDesk.SignAsync(subject!, KeyPath(), Grant, cancellationToken);
            if (signature is null) return Finish(refusal!, null); // one of both
            var target = Path.GetFullPath(Out ?? file + ".sig", CurrentFolder.Path);
            SigningDesk.Save(target, signature);
            return Finish(null, target);
        }

        private int Finish(AccessRefusal? refusal, string? signature)
        {
            if (refusal is not null) Messages.Error(refusal.Message);
            if (Json) Result.Write(ReportJson.Write(AccessReport.Of(refusal?.ExitCode ?? ExitCodes.Success, SessionView.SameAccount, refusal, [], signature: signature)));
            else if (signature is not null) Result.WriteLine(signature);
            return refusal?.ExitCode ?? ExitCodes.Success;
        }

        private string KeyPath() => Path.GetFullPath(Key!, CurrentFolder.Path); // asked for only where there is no signature

        /// <summary>What is signed is said before the key is asked for.</summary>
        private static void Say(SigningSubject subject)
        {
            foreach (var line in AccessText.Subject(subject)) Messages.Progress(line);
        }
    }
}
