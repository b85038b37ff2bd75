using System.Net.Http.Headers;
using System.Text;
using Platform.Text;

namespace Platform.Registries;

/// <summary>What the user may show to one registry. Its secret is never part of a sentence.</summary>
/// <param name="Kind">How it is used.</param>
/// <param name="User">Empty for tokens.</param>
/// <param name="Secret">The password or token.</param>
internal sealed record RegistryCredential(CredentialKind Kind, string User, RawText Secret)
{
    public AuthenticationHeaderValue Basic => new("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Secret.Reveal()}")));

    /// <summary>Only the kind.</summary>
    public override string ToString() => Kind.ToString();
}

internal enum CredentialKind
{
    Password,

    /// <summary>A refresh token, for which the token service gives a token (<c>identitytoken</c>).</summary>
    IdentityToken,

    /// <summary>A token that the registry takes as it is (<c>registrytoken</c>).</summary>
    RegistryToken,
}
