using Platform.Access.Catalog;
using Platform.Access.Sessions;
using Platform.Root;
using Platform.Schema.Patterns;
using Platform.Text;

namespace Platform.Access.Backings;

/// <summary>
/// Secrets for one program, with arguments that the catalog allows. They reach its environment or standard input. What the program does with
/// them is the program's: it is chosen so that it does not show them to its caller.
/// </summary>
internal sealed class WrappedCommandCredentials(WrappedCommandBacking backing, PlatformRoot root, SecretReader secrets, Trust trust) : IBacking, ICommandRule
{
    public AccessRefusal? Check(IReadOnlyList<string> words, out IReadOnlyList<string> command)
    {
        command = [backing.Program, .. words.Skip(1)];
        var program = TerminalText.Clean(backing.Program);
        if (words[0] != backing.Program && words[0] != Path.GetFileName(backing.Program))
            return Refuse($"this capability runs {program} alone, not {TerminalText.Clean(words[0])}");
        if (words.Count - 1 != backing.Arguments.Count)
            return Refuse($"{program} takes exactly {backing.Arguments.Count} {(backing.Arguments.Count == 1 ? "argument" : "arguments")} here; there are {words.Count - 1}");
        for (var index = 0; index < backing.Arguments.Count; index++)
        {
            // The pattern has to match all of an argument, wherever its author put anchors.
            if (new SchemaPattern($"^(?:{backing.Arguments[index]})$").TryMatch(words[index + 1]) != true)
                return Refuse($"argument {index + 1} of {program} is not allowed: it has to match {TerminalText.Clean(backing.Arguments[index])}");
        }

        var named = RootProgram.Named(root.Path, "a wrapped command", [backing.Program]);
        return TrustedProgram.Of(named, trust) is null ? UntrustedBacking.Refuse(named, trust) : null;
    }

    public async Task<IssueAnswer> IssueAsync(PermittedSession session, CancellationToken cancellationToken)
    {
        List<NamedSecret> values = [];
        Secret? input = null;
        AccessRefusal? refusal = null;
        foreach (var (name, source) in backing.Secrets)
        {
            if (VariableRule.FaultOf(name) is { } fault) refusal = new AccessRefusal(AccessRefusalReason.NotIssued, fault);
            if (refusal is not null) break;
            (var value, refusal) = await secrets.ReadAsync(source, cancellationToken);
            if (value is not null) values.Add(new NamedSecret(name, value));
        }

        if (refusal is null && backing.Input is { } wanted) (input, refusal) = await secrets.ReadAsync(wanted, cancellationToken);
        var credential = new SecretsCredential(values, input, new SortedDictionary<string, string>(StringComparer.Ordinal));
        if (refusal is null) return new IssueAnswer(credential, null);
        credential.Clear();
        return new IssueAnswer(null, refusal);
    }

    public void Inject(IssuedCredential credential, ChildInjection child) => ((SecretsCredential)credential).Inject(child);

    public Task<RevokeAnswer> RevokeAsync(AccessSession session, IssuedCredential? credential, CancellationToken cancellationToken)
    {
        // The secrets were in this process and its child, which have ended.
        (credential as SecretsCredential)?.Clear();
        return Task.FromResult(RevokeAnswer.Gone);
    }

    private static AccessRefusal Refuse(string message) => new(AccessRefusalReason.ActorNotAllowed, message);
}
