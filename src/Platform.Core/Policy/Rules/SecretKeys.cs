using Platform.Compose;
using Platform.Manifests;
using Platform.Policy.Facts;

namespace Platform.Policy.Rules;

/// <summary>Which keys of a service hold secrets: those that <c>secrets.refs</c> names, and those that are called so.</summary>
internal sealed class SecretKeys
{
    private readonly HashSet<string> _refs;

    private SecretKeys(IReadOnlyList<string> refs) => _refs = refs.Select(LastPart).ToHashSet(StringComparer.Ordinal);

    public static SecretKeys Of(PlatformModule module) => new(module.Secrets?.Refs ?? []);

    /// <summary>Of a path in a store of secrets, what it is called there.</summary>
    public static string LastPart(string reference) => reference[(reference.LastIndexOf('/') + 1)..];

    public bool IsReferred(string name) => _refs.Contains(name);

    public bool IsSecret(string name) => IsReferred(name) || SecretName.IsSecret(name);

    /// <summary>Whether a key holds a secret: by its name, and unless its value shows that it does not.</summary>
    public bool Holds(VariableFact variable) => IsReferred(variable.Name) || (SecretName.IsSecret(variable.Name) && !IsSetting(variable));

    /// <summary>
    /// The literal text that is the secret, or a default of it; only whether there is one leaves this class, never the text.
    /// </summary>
    /// <returns>How it is written, for a message; null where there is none.</returns>
    public string? LiteralIn(VariableFact variable)
    {
        if (variable.Value is not { } value) return null;
        if (variable.Key is "secrets" || Holds(variable))
        {
            if (!value.HasVariables) return value.WithDefaults is { Length: > 0 } text && !IsReference(text) && !LiteralPassword.IsPath(text) ? "a literal value" : null;
            if (LiteralDefault(value, _ => true) is { } variables) return $"a literal default of {variables}";
        }

        if (LiteralDefault(value, IsSecret) is { } secret) return $"a literal default of {secret}";
        return LiteralPassword.In(value);
    }

    /// <summary>The first variable whose default has literal text in it.</summary>
    private static string? LiteralDefault(ComposeText value, Func<string, bool> counts) => value.All()
        .Where(part => part is { Variable: { } name, Other: { } other } && counts(name) && other.Parts.Any(p => p is { Variable: null, Literal.Length: > 0 }) && !(other.WithDefaults is { } text && (IsReference(text) || IsWord(text) || LiteralPassword.IsPath(text))))
        .Select(part => part.Variable)
        .FirstOrDefault();

    /// <summary>Whether a value is a switch, and so no secret whatever its key is called: <c>PASSWORD_CHANGE: "true"</c>.</summary>
    private static bool IsSetting(VariableFact variable) =>
        variable.Value is { WithDefaults: { } text } value && (string.IsNullOrWhiteSpace(text) ? !value.HasVariables : IsNoSecret(text, variable.Name) && !IsReference(text));

    /// <summary>Whether a text is a switch, the path of a file or, of tokens, their number, and so no secret whatever its key is called.</summary>
    public static bool IsNoSecret(string text, string name) =>
        IsWord(text) || IsReference(text) || LiteralPassword.IsPath(text) || (name.EndsWith("tokens", StringComparison.OrdinalIgnoreCase) && text.All(char.IsAsciiDigit));

    private static bool IsWord(string text) => YamlWord.IsTrue(text) || YamlWord.IsFalse(text) || text is "0" or "1" or "null" or "none";

    /// <summary>Whether a value says where the secret is: a mounted file, or a store that the program asks itself.</summary>
    private static bool IsReference(string text) =>
        text.StartsWith("/run/secrets/", StringComparison.Ordinal) || text.StartsWith("file:", StringComparison.Ordinal) || text.StartsWith("op://", StringComparison.Ordinal) ||
        text.StartsWith("vault:", StringComparison.Ordinal) || text.StartsWith("infisical:", StringComparison.Ordinal) || text.StartsWith("ref+", StringComparison.Ordinal);
}
