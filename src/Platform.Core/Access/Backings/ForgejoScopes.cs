namespace Platform.Access.Backings;

/// <summary>
/// Scopes of an access token as a set: their order and repetition mean nothing, and who may write may read.
/// </summary>
/// <remarks>Forgejo writes them the same way: models/auth/access_token_scope.go, <c>Normalize</c>.</remarks>
internal sealed class ForgejoScopes : IEquatable<ForgejoScopes>
{
    private const string Read = "read:";
    private const string Write = "write:";

    private readonly SortedSet<string> _scopes;

    private ForgejoScopes(SortedSet<string> scopes) => _scopes = scopes;

    public static ForgejoScopes Of(IEnumerable<string> scopes)
    {
        SortedSet<string> set = new(scopes, StringComparer.Ordinal);
        set.RemoveWhere(scope => scope.StartsWith(Read, StringComparison.Ordinal) && set.Contains(Write + scope[Read.Length..]));
        return new ForgejoScopes(set);
    }

    public bool Equals(ForgejoScopes? other) => other is not null && _scopes.SetEquals(other._scopes);

    public override bool Equals(object? obj) => Equals(obj as ForgejoScopes);

    public override int GetHashCode() => _scopes.Aggregate(0, (hash, scope) => HashCode.Combine(hash, StringComparer.Ordinal.GetHashCode(scope)));

    public override string ToString() => string.Join(", ", _scopes);
}
