namespace Platform.Access.Catalog;

/// <summary>A personal access token of Forgejo, minted for the session.</summary>
/// <param name="Url">The server: https, or http on this machine.</param>
/// <param name="User">Whose token it is: a bot's.</param>
/// <param name="Scopes">Exactly these: <c>read:repository</c>.</param>
/// <param name="Repositories">What the token is confined to where the server can (<c>owner/name</c>); empty for all that the user sees.</param>
/// <param name="Administrator">Gives an administrator's token, by which tokens are made and deleted without the user's password; null for the password.</param>
/// <param name="Password">Gives the user's password, by which tokens are made and deleted; null where an administrator's token does.</param>
public sealed record ForgejoPatBacking(
    Uri Url, string User, IReadOnlyList<string> Scopes, IReadOnlyList<string> Repositories, SecretSource? Password, SecretSource? Administrator = null) : Backing(Word)
{
    public const string Word = "forgejo-pat";
}
