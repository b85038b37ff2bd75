using Platform.Processes;
using Platform.Text;
using Platform.Yaml;

namespace Platform.Registries;

/// <summary>Asks a <c>docker-credential-…</c> program of the user's own docker config.</summary>
/// <remarks>https://github.com/docker/docker-credential-helpers#development: the server on standard input, JSON on standard output.</remarks>
internal static class CredentialHelper
{
    private const int MostBytes = 64 * 1024;

    /// <summary>What helpers give for a user where the secret is a token.</summary>
    private const string TokenUser = "<token>";

    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(30);

    /// <summary>The credentials of a server; both null where the helper knows none.</summary>
    /// <param name="name">Behind <c>docker-credential-</c>.</param>
    /// <param name="server">As docker names the server to helpers.</param>
    /// <param name="cancellationToken">Ends the program.</param>
    public static async Task<(RegistryCredential? Credential, string? Fault)> AskAsync(string name, string server, CancellationToken cancellationToken)
    {
        var program = $"docker-credential-{name}";
        if (name.AsSpan().IndexOfAnyExcept(Name) >= 0) return (null, "the name of the credential helper in docker's config is no name of a program");
        var result = await ChildProcess.RunAsync(new ChildCommand(program, ["get"]), server + "\n", Longest, MostBytes, cancellationToken);
        return result switch
        {
            { End: ChildEnd.NotStarted } => (null, $"{program} could not be started: it is in no absolute folder of PATH, or may not be run"),
            { End: ChildEnd.TimedOut } => (null, $"{program} did not answer within {Longest.TotalSeconds:0} seconds"),
            { End: ChildEnd.OutputTooLarge } => (null, $"{program} answered more than {MostBytes} bytes"),
            { ExitCode: 0 } => Read(result.Output) is { } credential ? (credential, null) : (null, $"{program} did not answer with credentials"),
            _ when RawText.OfUtf8(result.Output).Says("credentials not found") => (null, null),
            _ => (null, $"{program} failed with exit code {result.ExitCode}; run it to see why"),
        };
    }

    private static System.Buffers.SearchValues<char> Name { get; } = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>What a helper printed; null where it is something else.</summary>
    internal static RegistryCredential? Read(byte[] output)
    {
        var document = JsonReader.Read(output);
        if (!document.IsValid || document.Root["Username"].GetString() is not { } user || document.Root["Secret"].GetString() is not { Length: > 0 } secret) return null;
        return user == TokenUser
            ? new RegistryCredential(CredentialKind.IdentityToken, "", new RawText(secret))
            : new RegistryCredential(CredentialKind.Password, user, new RawText(secret));
    }
}
