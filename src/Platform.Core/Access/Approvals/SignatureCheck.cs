using Platform.Text;

namespace Platform.Access.Approvals;

/// <summary>Whether a signature is an operator's, over these bytes, for this purpose, and valid now.</summary>
/// <param name="paths">Where the file of operators may be, the one that goes before first.</param>
internal sealed class SignatureCheck(IReadOnlyList<string> paths)
{
    /// <summary>By the files of this system and this user.</summary>
    public static SignatureCheck OfUser() => new([OperatorKeys.SystemPath, OperatorKeys.UserPath]);

    /// <summary>Checks a signature.</summary>
    /// <param name="armored">The signature as a file has it.</param>
    /// <param name="messages">What it may be over: one of these.</param>
    /// <param name="question">For what, for which root, by whom.</param>
    /// <param name="cancellationToken">Ends the children.</param>
    /// <returns>Who signed, or why the signature does not count.</returns>
    public async Task<(Signer? Signer, AccessRefusal? Refusal)> CheckAsync(
        string armored, IReadOnlyList<byte[]> messages, SignatureQuestion question, CancellationToken cancellationToken)
    {
        if (SshSignature.Parse(armored) is not { } claim)
            return Refuse(AccessRefusalReason.NotASignature, "the file is no signature of ssh-keygen -Y sign (SSHSIG, armored)");
        if (claim.Namespace != question.Purpose)
            return Refuse(AccessRefusalReason.WrongNamespace, $"the signature was made for '{TerminalText.Clean(claim.Namespace, 60)}', and this needs one for '{question.Purpose}'");
        if (OperatorKeys.Read(paths, question.Root, out var keys) is { } none) return (null, none);
        using var files = new SignatureFiles(armored, keys!.Content); // not null without a refusal
        var (principals, failure) = await SshKeygen.PrincipalsAsync(files, cancellationToken);
        if (failure is not null) return (null, failure);
        if (principals.Count == 0)
            return Refuse(AccessRefusalReason.UnknownKey, $"the key {claim.Fingerprint} is no operator's of {keys.Path}, or not valid now");

        // A line of the file may name a pattern: only ssh-keygen can tell whether a name is meant by it.
        var candidates = question.Only ?? principals;
        foreach (var message in messages)
        {
            foreach (var principal in candidates)
            {
                var (isGood, fault) = await SshKeygen.VerifyAsync(files, message, principal, question.Purpose, cancellationToken);
                if (fault is not null) return (null, fault);
                if (isGood) return (new Signer(principal, claim.Fingerprint), null);
            }
        }

        return await IsOfAnotherAsync(files, messages, principals, question.Purpose, cancellationToken)
            ? Refuse(AccessRefusalReason.UnknownKey, $"the key {claim.Fingerprint} is {TerminalText.Clean(string.Join(", ", principals), 100)}'s, and {question.WhoCounts}")
            : Refuse(AccessRefusalReason.OtherRequest, question.Mismatch);
    }

    private static async Task<bool> IsOfAnotherAsync(
        SignatureFiles files, IReadOnlyList<byte[]> messages, IReadOnlyList<string> principals, string purpose, CancellationToken cancellationToken)
    {
        foreach (var message in messages)
            foreach (var principal in principals)
                if ((await SshKeygen.VerifyAsync(files, message, principal, purpose, cancellationToken)).IsGood) return true;
        return false;
    }

    private static (Signer? Signer, AccessRefusal? Refusal) Refuse(AccessRefusalReason reason, string message) => (null, new AccessRefusal(reason, message));
}

/// <summary>Who signed.</summary>
/// <param name="Principal">As the file of operators names the key.</param>
/// <param name="Fingerprint">Of the key, as ssh prints it.</param>
internal sealed record Signer(string Principal, string Fingerprint);

/// <summary>What is asked of a signature.</summary>
/// <param name="Purpose">One of <see cref="SignatureNamespace"/>.</param>
/// <param name="Root">Absolute path of the root; a file of operators in it is not believed.</param>
/// <param name="Only">The principals that count; null where all of the file do.</param>
/// <param name="WhoCounts">What is said where the signer is none of them.</param>
/// <param name="Mismatch">What is said where the signature is over something else.</param>
internal sealed record SignatureQuestion(string Purpose, string? Root, IReadOnlyList<string>? Only, string WhoCounts, string Mismatch);
