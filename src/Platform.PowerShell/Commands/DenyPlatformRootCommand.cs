using System.Management.Automation;
using Platform.Manifests;
using Platform.Root;

namespace Platform.PowerShell.Commands;

/// <summary>Forgets all that a platform root was trusted for.</summary>
/// <example>
/// <code>Deny-PlatformRoot</code>
/// </example>
[Cmdlet(VerbsLifecycle.Deny, "PlatformRoot", SupportsShouldProcess = true)]
[OutputType(typeof(ProgramTrust))]
public sealed class DenyPlatformRootCommand : RootTrustCommand
{
    private protected override void Handle(PlatformRoot root)
    {
        if (!ShouldProcess(root.Path, "Forget what it was trusted for")) return;
        var trust = Trust.OfUser();
        try
        {
            Write(RootTrust.Revoke(root, ProgramsOf(root), trust));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(Failure.TrustNotWritten(exception, root.Path));
        }
    }
}
