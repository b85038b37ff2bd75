namespace Platform.Access.Backings;

/// <summary>Secrets that a child gets in its environment, and one perhaps on standard input.</summary>
internal sealed class SecretsCredential(IReadOnlyList<NamedSecret> variables, Secret? input, IReadOnlyDictionary<string, string> handles)
    : IssuedCredential(expiresAt: null, handles)
{
    public void Inject(ChildInjection child)
    {
        foreach (var variable in variables) child.Environment[variable.Name] = variable.Value.Reveal();
        if (input is not null) child.Input = input.Bytes.ToArray();
    }

    public void Clear()
    {
        foreach (var variable in variables) variable.Value.Dispose();
        input?.Dispose();
    }
}
