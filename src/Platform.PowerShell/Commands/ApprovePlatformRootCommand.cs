using System.Management.Automation;
using Platform.Manifests;
using Platform.Root;

namespace Platform.PowerShell.Commands;

/// <summary>Trusts a platform root for the programs that it names now, word by word. Starts none.</summary>
/// <example>
/// <code>Approve-PlatformRoot</code>
/// </example>
[Cmdlet(VerbsLifecycle.Approve, "PlatformRoot", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(ProgramTrust))]
public sealed class ApprovePlatformRootCommand : RootTrustCommand
{
    private protected override void Handle(PlatformRoot root)
    {
        var programs = ProgramsOf(root);
        var trust = Trust.OfUser();
        var seen = RootTrust.Read(root, programs, trust);
        var words = string.Join('\n', seen.Programs.Select(program => $"{program}  (for {string.Join(", ", program.Users)})"));
        if (seen.Programs.Count > 0 && !ShouldProcess($"{root.Path}\n{words}", $"Let these words of {root.Path} run?\n{words}", "Trust a root")) return;
        try
        {
            Write(RootTrust.Approve(root, programs, trust));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(Failure.TrustNotWritten(exception, seen.Folder));
        }
    }
}
