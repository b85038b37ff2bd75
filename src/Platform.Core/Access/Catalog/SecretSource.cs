using Platform.Root;

namespace Platform.Access.Catalog;

/// <summary>Where a secret comes from. The catalog never holds the secret itself.</summary>
public abstract record SecretSource
{
    private protected SecretSource()
    {
    }
}

/// <summary>A program prints it on standard output. It runs for a root that the user trusts, and for no other.</summary>
/// <param name="Words">The program and its arguments; no shell takes part.</param>
public sealed record CommandSecret(IReadOnlyList<string> Words) : SecretSource
{
    public override string ToString() => RootProgram.TextOf(Words);
}

/// <summary>A file holds it.</summary>
/// <param name="Path">Absolute path, <c>~/</c> replaced by the user's home. The file may not be readable by others (0600), and not lie in the root.</param>
public sealed record FileSecret(string Path) : SecretSource
{
    public override string ToString() => Path;
}

/// <summary>Infisical holds it.</summary>
/// <param name="Url">The server: https, or http on this machine.</param>
/// <param name="Project">Id of the project.</param>
/// <param name="Environment">Slug of the environment.</param>
/// <param name="Path">Folder of the secret.</param>
/// <param name="Name">Its key.</param>
/// <param name="Identity">Who reads it. Its own secret comes from a command or a file.</param>
public sealed record InfisicalSecret(Uri Url, string Project, string Environment, string Path, string Name, MachineIdentity Identity) : SecretSource
{
    public override string ToString() => $"{Name} of {Path} at {Url.Host}";
}
