using System.Management.Automation;
using Platform.Access;
using Platform.Access.Approvals;
using Platform.Access.Sessions;
using Platform.PowerShell.Completion;

namespace Platform.PowerShell.Commands;

/// <summary>Asks for a capability, for one session. The same request again is the same session.</summary>
/// <example>
/// <code>Request-PlatformAccess ssh-vps1000-iskra-readonly -Actor claude -Reason 'why is nextcloud slow?' -Ttl 0:30</code>
/// </example>
[Cmdlet(VerbsLifecycle.Request, "PlatformAccess", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(SessionView))]
public sealed class RequestPlatformAccessCommand : AccessStateCommand
{
    /// <summary>Id of a capability.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(CapabilityCompleter))]
    public string Capability { get; set; } = "";

    /// <summary>Who asks: a name of <c>policies/actors.yaml</c>.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(ActorCompleter))]
    public string Actor { get; set; } = "";

    /// <summary>Why: what an operator reads before saying yes.</summary>
    [Parameter(Mandatory = true)]
    [ValidateNotNullOrEmpty]
    public string Reason { get; set; } = "";

    /// <summary>How long, counted from the approval. Without it, and at most, as long as the capability allows.</summary>
    [Parameter]
    public TimeSpan Ttl { get; set; }

    /// <summary>Writes the request there, for an operator to sign elsewhere.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>The platform root. Without it PLATFORM_ROOT, else the location or its nearest parent that is one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    protected override void ProcessRecord()
    {
        var catalog = RootReading.ReadCapabilities(this, FindRoot(Root));
        var ask = new AccessAsk(Capability, Actor, Reason, MyInvocation.BoundParameters.ContainsKey(nameof(Ttl)) ? Ttl : null);
        if (!ShouldProcess($"{Capability} for {Actor}", "Ask for access")) return;
        if (Using(stop => Plane.RequestAsync(catalog, ask, stop), Capability) is not { } answer) return;
        if (answer.Session is { } session && OutFile is { } file && Using(_ => SaveAsync(ProviderPath(file), session), file) is null) return;
        Write(answer.Session, answer.Refusal, Capability);
    }

    private static Task<AccessSession> SaveAsync(string path, AccessSession session)
    {
        SigningDesk.Save(path, session.Request);
        return Task.FromResult(session);
    }
}
