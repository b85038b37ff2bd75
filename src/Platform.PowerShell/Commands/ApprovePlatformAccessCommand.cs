using System.Management.Automation;
using Platform.Access;
using Platform.Access.Approvals;
using Platform.Access.Sessions;
using Platform.PowerShell.Completion;

namespace Platform.PowerShell.Commands;

/// <summary>Says yes to a session with an operator's key, by <c>ssh-keygen -Y sign</c>; or signs a request, or a plan, that was carried here.</summary>
/// <example>
/// <code>Get-PlatformAccess -Open | Approve-PlatformAccess -KeyPath ~/.ssh/id_ed25519</code>
/// </example>
[Cmdlet(VerbsLifecycle.Approve, "PlatformAccess", DefaultParameterSetName = KeySet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(SessionView), ParameterSetName = [KeySet, SignatureSet])]
[OutputType(typeof(FileInfo), ParameterSetName = [PathSet])]
public sealed class ApprovePlatformAccessCommand : AccessStateCommand
{
    private const string KeySet = "Key";
    private const string SignatureSet = "Signature";
    private const string PathSet = "Path";

    /// <summary>Ids of sessions of this machine.</summary>
    [Parameter(ParameterSetName = KeySet, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Parameter(ParameterSetName = SignatureSet, Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string[] Id { get; set; } = [];

    /// <summary>A request that <c>Request-PlatformAccess -OutFile</c> wrote, or a plan. Neither a root nor state is needed to sign it.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The operator's private key, or a public one whose other half an agent has.</summary>
    [Parameter(ParameterSetName = KeySet, Mandatory = true)]
    [Parameter(ParameterSetName = PathSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string KeyPath { get; set; } = "";

    /// <summary>A signature that was made elsewhere.</summary>
    [Parameter(ParameterSetName = SignatureSet, Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string SignaturePath { get; set; } = "";

    /// <summary>For tier critical: the session's id once more.</summary>
    [Parameter(ParameterSetName = KeySet)]
    [Parameter(ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string? Grant { get; set; }

    /// <summary>Where the signature of a file goes. Without it, beside the file, with <c>.sig</c> behind its name.</summary>
    [Parameter(ParameterSetName = PathSet)]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    protected override void ProcessRecord()
    {
        if (ParameterSetName == PathSet) SignFile(ProviderPath(Path));
        else foreach (var id in Id) Approve(id);
    }

    private void Approve(string id)
    {
        if (Using(_ => Task.FromResult(new SessionAnswer(Plane.Store.Find(id), null)), id) is not { } found) return;
        if (found.Session is not { } session)
        {
            WriteError(Failure.AccessRefused(AccessPlane.NoSuchSession(id), id));
            return;
        }

        var subject = SigningDesk.Of(session);
        if (!ShouldProcess($"{session.Capability} for {session.Request.Actor}: {session.Request.Reason}", $"Approve session {session.Id}")) return;
        if (Signature(subject, id) is not { } signature) return;
        if (Using(stop => Plane.ApproveAsync(id, signature, stop), id) is { } answer) Write(answer.Session, answer.Refusal, id);
    }

    private void SignFile(string path)
    {
        SigningSubject? subject = null;
        AccessRefusal? unreadable = null;
        if (Using(_ => Task.FromResult((unreadable = SigningDesk.Read(path, out subject))?.Message ?? ""), path) is null) return;
        if (subject is null)
        {
            WriteError(Failure.AccessRefused(unreadable!, path)); // one of both
            return;
        }

        var what = subject.Request is { } request ? $"{new AccessSession { Request = request }.Capability} for {request.Actor}: {request.Reason}" : subject.Plan!.ToString(); // one of both
        if (!ShouldProcess(what, $"Sign {path}")) return;
        if (Signature(subject, path) is not { } signature) return;
        var target = OutFile is null ? path + ".sig" : ProviderPath(OutFile);
        if (Using(_ => SaveAsync(target, signature), target) is { } file) WriteObject(file);
    }

    private string? Signature(SigningSubject subject, string target)
    {
        if (ParameterSetName == SignatureSet) return Using(_ => Task.FromResult(SignatureFile.Read(ProviderPath(SignaturePath))), target);
        var (signature, refusal) = Interruptible(stop => SigningDesk.SignAsync(subject, ProviderPath(KeyPath), Grant, stop).GetAwaiter().GetResult());
        if (refusal is not null) WriteError(Failure.AccessRefused(refusal, KeyPath));
        return signature;
    }

    private static Task<FileInfo> SaveAsync(string path, string signature)
    {
        SigningDesk.Save(path, signature);
        return Task.FromResult(new FileInfo(path));
    }
}
