using Platform.Access.Catalog;
using Platform.Files;
using Platform.Processes;
using Platform.Root;
using Platform.Text;

namespace Platform.Access.Backings;

/// <summary>What came of reading a secret: the secret, or why there is none. No message holds anything of the secret.</summary>
internal readonly record struct SecretAnswer(Secret? Value, AccessRefusal? Refusal)
{
    public static SecretAnswer Refused(AccessRefusalReason reason, string message) => new(null, new AccessRefusal(reason, message));
}

/// <summary>Reads secrets from where the catalog says, into memory and nowhere else.</summary>
/// <param name="root">The root whose catalog it is.</param>
/// <param name="trust">What the user lets run.</param>
/// <param name="limit">How long a program or a request may take.</param>
/// <param name="time">The operator's clock.</param>
internal sealed class SecretReader(PlatformRoot root, Trust trust, TimeSpan limit, TimeProvider time)
{
    private const int MostBytes = 1 << 20;
    private const UnixFileMode OthersMay = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;
    private const uint Superuser = 0;

    public async Task<SecretAnswer> ReadAsync(SecretSource source, CancellationToken cancellationToken) => source switch
    {
        CommandSecret command => await OfCommandAsync(command, cancellationToken),
        FileSecret file => OfFile(file),
        InfisicalSecret infisical => await OfInfisicalAsync(infisical, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(source), source, null),
    };

    private async Task<SecretAnswer> OfCommandAsync(CommandSecret command, CancellationToken cancellationToken)
    {
        var program = RootProgram.Named(root.Path, "a secret", command.Words);
        if (TrustedProgram.Of(program, trust) is not { } trusted) return new SecretAnswer(null, UntrustedBacking.Refuse(program, trust));
        ProcessSecrecy.LeaveNoCores();
        var child = new ChildCommand(trusted.Words[0], [.. trusted.Words.Skip(1)]) { WorkingFolder = root.Path };
        var result = await ChildProcess.RunAsync(child, "", limit, MostBytes, cancellationToken);
        try
        {
            // What the program says of its failure may hold a part of the secret: whoever runs it by hand sees it.
            return result switch
            {
                { End: ChildEnd.NotStarted } => SecretAnswer.Refused(AccessRefusalReason.NotIssued, $"the program of a secret was not started: {command}; is it installed?"),
                { End: ChildEnd.TimedOut } => SecretAnswer.Refused(AccessRefusalReason.NotIssued, $"the program of a secret did not end in time: {command}; run it by hand to see what it waits for"),
                { End: ChildEnd.OutputTooLarge } => SecretAnswer.Refused(AccessRefusalReason.NotIssued, $"the program of a secret prints more than any secret has: {command}"),
                { ExitCode: not 0 } => SecretAnswer.Refused(AccessRefusalReason.NotIssued, $"the program of a secret failed with exit code {result.ExitCode}: {command}; run it by hand to see why"),
                _ => Of(result.Output, $"the program of a secret prints nothing: {command}"),
            };
        }
        finally
        {
            Array.Clear(result.Output);
        }
    }

    private SecretAnswer OfFile(FileSecret file)
    {
        var name = TerminalText.Clean(file.Path);
        if (TrustedRoots.IsWithin(RealPath.Of(file.Path) ?? file.Path, RealPath.Of(root.Path) ?? root.Path))
            return SecretAnswer.Refused(AccessRefusalReason.NotIssued, $"{name} lies in the root, where a secret has no place; keep it elsewhere");
        if (OrdinaryFile.Open(file.Path, forWriting: false, fence: null, out var opened) is { } refusal)
            return SecretAnswer.Refused(AccessRefusalReason.NotIssued, $"{name} {refusal.What}");
        if (UnixFile.IsSupported && (opened.Facts.Mode & OthersMay) is not UnixFileMode.None)
        {
            opened.Handle.Dispose();
            return SecretAnswer.Refused(AccessRefusalReason.NotIssued, $"others can read {name}, and it is not used; chmod 0600 {name}, and take a new secret");
        }

        if (UnixFile.IsSupported && opened.Facts.Owner != UnixFile.Account && opened.Facts.Owner != Superuser)
        {
            opened.Handle.Dispose();
            return SecretAnswer.Refused(AccessRefusalReason.NotIssued, $"{name} belongs to somebody else, and is not used; chown it");
        }

        var content = OrdinaryFile.Read(opened, MostBytes);
        if (content.Bytes is not { } bytes) return SecretAnswer.Refused(AccessRefusalReason.NotIssued, $"{name} {content.Refusal?.What}");
        try
        {
            return Of(bytes, $"{name} is empty");
        }
        finally
        {
            Array.Clear(bytes);
        }
    }

    private async Task<SecretAnswer> OfInfisicalAsync(InfisicalSecret source, CancellationToken cancellationToken)
    {
        if (source.Identity.ClientSecret is InfisicalSecret)
            return SecretAnswer.Refused(AccessRefusalReason.NotIssued, "the secret of a machine identity cannot come from Infisical itself; name a command or a file");
        var (clientSecret, refusal) = await ReadAsync(source.Identity.ClientSecret, cancellationToken);
        if (clientSecret is null) return new SecretAnswer(null, refusal);
        using (clientSecret)
        {
            using ServiceConnection service = new(source.Url, limit, time);
            var client = new InfisicalClient(service);
            var (token, fault) = await client.LoginAsync(source.Identity.ClientId, clientSecret, cancellationToken);
            if (token is null) return SecretAnswer.Refused(AccessRefusalReason.NotIssued, fault!.Message); // one of the two is there
            using (token.Value)
            {
                var (secret, missing) = await client.SecretAsync(token.Value, source.Project, source.Environment, source.Path, source.Name, cancellationToken);
                // It has served: nobody is to find a token that lives for a month.
                if (await client.RevokeAsync(token.Value, CancellationToken.None) is { } stays)
                {
                    secret?.Dispose();
                    return SecretAnswer.Refused(AccessRefusalReason.NotIssued, $"the token that read a secret could not be revoked: {stays.Message}");
                }

                return secret is null ? SecretAnswer.Refused(AccessRefusalReason.NotIssued, missing!.Message) : new SecretAnswer(secret, null); // one of the two is there
            }
        }
    }

    /// <summary>Without the line break that programs and editors put at the end.</summary>
    private static SecretAnswer Of(ReadOnlySpan<byte> bytes, string whereEmpty)
    {
        if (bytes is [.., (byte)'\n']) bytes = bytes[..^1];
        if (bytes is [.., (byte)'\r']) bytes = bytes[..^1];
        return bytes.Length == 0 ? SecretAnswer.Refused(AccessRefusalReason.NotIssued, whereEmpty) : new SecretAnswer(Secret.Of(bytes), null);
    }
}
