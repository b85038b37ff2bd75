using Platform.Access.Approvals;
using Platform.Access.Catalog;
using Platform.Diagnostics;
using Platform.Root;
using Platform.Text;

namespace Platform.Applying;

/// <summary>The operator whose signature approves a plan. Only a signature that verifies makes one.</summary>
public sealed class PlanSigner
{
    private PlanSigner(string principal, string fingerprint) => (Principal, Fingerprint) = (principal, fingerprint);

    /// <summary>As the file of operators names the key.</summary>
    public string Principal { get; }

    /// <summary>Of the key, as ssh prints it.</summary>
    public string Fingerprint { get; }

    public override string ToString() => $"{Principal} ({Fingerprint})";

    /// <summary>Checks the signature of a plan, made for the namespace <c>platform-plan</c>.</summary>
    /// <param name="plan">The plan's file.</param>
    /// <param name="signaturePath">The signature's: armored, as <c>ssh-keygen -Y sign</c> writes it.</param>
    /// <param name="root">The root, which may narrow whose word counts.</param>
    /// <param name="cancellationToken">Ends the children.</param>
    /// <exception cref="IOException">The signature cannot be read.</exception>
    public static Task<(PlanSigner? Signer, ApplyRefusal? Refusal)> CheckAsync(byte[] plan, string signaturePath, PlatformRoot root, CancellationToken cancellationToken) =>
        CheckAsync(plan, SignatureFile.Read(signaturePath), root, SignatureCheck.OfUser(), cancellationToken);

    internal static async Task<(PlanSigner? Signer, ApplyRefusal? Refusal)> CheckAsync(
        byte[] plan, string armored, PlatformRoot root, SignatureCheck signatures, CancellationToken cancellationToken)
    {
        var actors = CapabilityCatalog.ReadActors(root, out var diagnostics);
        if (diagnostics.FirstOrDefault(d => d.Severity is DiagnosticSeverity.Error) is { } wrong) return (null, new ApplyRefusal(RefusalReason.NotApproved, TerminalText.Clean(wrong.ToString())));
        // A line break at the end, as shells and editors add one, is not the plan's; who signed the file as it is has signed that as well.
        var trimmed = plan.AsSpan().EndsWith("\n"u8) ? plan[..^1] : plan;
        var question = new SignatureQuestion(
            SignatureNamespace.Plan, root.Path, actors.Operators, $"{ActorDirectory.RelativePath} does not count that operator",
            "the signature is over something else: the plan was altered, or the signature approves another plan");
        var (signer, refusal) = await signatures.CheckAsync(armored, trimmed.Length == plan.Length ? [plan] : [trimmed, plan], question, cancellationToken);
        return signer is null ? (null, new ApplyRefusal(RefusalReason.NotApproved, refusal!.Message)) : (new PlanSigner(signer.Principal, signer.Fingerprint), null); // one of both
    }
}
