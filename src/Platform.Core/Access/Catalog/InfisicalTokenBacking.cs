namespace Platform.Access.Catalog;

/// <summary>A short-lived token of a machine identity of Infisical, and the secrets of one path.</summary>
/// <param name="Url">The server: https, or http on this machine.</param>
/// <param name="Project">Id of the project.</param>
/// <param name="Environment">Slug of the environment: <c>prod</c>.</param>
/// <param name="Path">Folder of the secrets: <c>/scoped</c>.</param>
/// <param name="Identity">Whose token it is.</param>
public sealed record InfisicalTokenBacking(Uri Url, string Project, string Environment, string Path, MachineIdentity Identity) : Backing(Word)
{
    public const string Word = "infisical-token";
}

/// <summary>A machine identity with universal auth.</summary>
/// <param name="ClientId">Its id, which is no secret.</param>
/// <param name="ClientSecret">Gives its secret.</param>
public sealed record MachineIdentity(string ClientId, SecretSource ClientSecret);
