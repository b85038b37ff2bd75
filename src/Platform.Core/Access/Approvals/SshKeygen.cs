using System.Text;
using Platform.Files;
using Platform.Processes;
using Platform.Text;

namespace Platform.Access.Approvals;

/// <summary>Makes and checks signatures by the system's <c>ssh-keygen -Y</c>: agents, security keys and certificates are its business.</summary>
internal static class SshKeygen
{
    private const string Program = "ssh-keygen";
    private const int OutputLimit = 64 << 10;

    /// <summary>A person may have to touch a key or type a passphrase.</summary>
    private static readonly TimeSpan PatienceWithPeople = TimeSpan.FromMinutes(2);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Its sentences are read.</summary>
    private static readonly Dictionary<string, string?> Variables = new(StringComparer.Ordinal) { ["LC_ALL"] = "C" };

    /// <summary>Signs bytes.</summary>
    /// <param name="message">What is signed: valid UTF-8.</param>
    /// <param name="key">Path of a private key, or of a public one whose other half an agent has.</param>
    /// <param name="purpose">One of <see cref="SignatureNamespace"/>.</param>
    /// <param name="cancellationToken">Ends the child.</param>
    /// <returns>The armored signature, or why there is none.</returns>
    public static async Task<(string? Signature, AccessRefusal? Refusal)> SignAsync(byte[] message, string key, string purpose, CancellationToken cancellationToken)
    {
        var result = await RunAsync(["-Y", "sign", "-n", purpose, "-f", key], message, PatienceWithPeople, cancellationToken);
        if (FaultOf(result) is { } fault) return (null, fault);
        var armored = Encoding.UTF8.GetString(result.Output);
        return result.ExitCode == 0 && SshSignature.Parse(armored) is not null
            ? (armored, null)
            : (null, new AccessRefusal(AccessRefusalReason.NotSigned, $"ssh-keygen did not sign with {TerminalText.Clean(key)}: {WhyNot(key, result.Error)}"));
    }

    /// <summary>Which principals of a file of operators have the key of a signature, valid now.</summary>
    /// <returns>Their names; none where the key is a stranger's. The signature itself is not checked.</returns>
    public static async Task<(IReadOnlyList<string> Principals, AccessRefusal? Refusal)> PrincipalsAsync(SignatureFiles files, CancellationToken cancellationToken)
    {
        var result = await RunAsync(["-Y", "find-principals", "-s", files.Signature, "-f", files.Signers], [], Patience, cancellationToken);
        if (FaultOf(result) is { } fault) return ([], fault);
        return (result.ExitCode == 0 ? Encoding.UTF8.GetString(result.Output).Split(['\n', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [], null);
    }

    /// <summary>Whether a signature over these very bytes was made for this purpose by a key of this principal that is valid now.</summary>
    public static async Task<(bool IsGood, AccessRefusal? Refusal)> VerifyAsync(
        SignatureFiles files, byte[] message, string principal, string purpose, CancellationToken cancellationToken)
    {
        var result = await RunAsync(["-Y", "verify", "-n", purpose, "-I", principal, "-s", files.Signature, "-f", files.Signers], message, Patience, cancellationToken);
        return FaultOf(result) is { } fault ? (false, fault) : (result.ExitCode == 0, null);
    }

    /// <summary>Sentences of ssh-keygen.c, sshkey.c and authfile.c of https://github.com/openssh/openssh-portable, in our words.</summary>
    private static string WhyNot(string key, RawText error) =>
        !FileEntry.IsThere(key) ? "there is no such file"
        : error.Says("UNPROTECTED PRIVATE KEY") || error.Says("bad permissions") ? "others may read it, so it is not used (chmod 600)"
        : error.Says("incorrect passphrase") ? "its passphrase was not given; where nobody can be asked, add the key to an agent first (ssh-add)"
        : error.Says("agent refused") ? "the agent refused"
        : error.Says("not found in agent") || error.Says("No private key found") || error.Says("agent contains no identities") ? "no agent has its private half"
        : error.Says("invalid format") || error.Says("error in libcrypto") || error.Says("Couldn't load public key") ? "it is no key"
        : error.Says("Permission denied") ? "this account may not read it"
        : "'ssh-keygen -Y sign -n file -f KEY FILE' shows why";

    private static Task<ChildResult> RunAsync(IReadOnlyList<string> words, byte[] input, TimeSpan patience, CancellationToken cancellationToken) => ChildProcess.RunAsync(
        new ChildCommand(Program, words) { Environment = Variables }, Encoding.UTF8.GetString(input), patience, OutputLimit, cancellationToken);

    private static AccessRefusal? FaultOf(ChildResult result) => result.End switch
    {
        ChildEnd.Exited => null,
        ChildEnd.NotStarted => new AccessRefusal(AccessRefusalReason.NoKeygen, "there is no ssh-keygen in PATH, by which signatures are made and checked; install OpenSSH's client"),
        ChildEnd.TimedOut => new AccessRefusal(AccessRefusalReason.NoKeygen, "ssh-keygen did not come to its end: nobody touched the key or typed its passphrase"),
        _ => new AccessRefusal(AccessRefusalReason.NoKeygen, "ssh-keygen wrote more than it should"),
    };
}

/// <summary>A signature and the keys it is checked against, in a folder that nobody else can enter, for as long as that takes.</summary>
internal sealed class SignatureFiles : IDisposable
{
    private readonly string _folder = PrivateFolder.Make("platform-signature-");

    public SignatureFiles(string signature, byte[] signers)
    {
        Signature = Path.Combine(_folder, "signature");
        Signers = Path.Combine(_folder, "signers");
        AtomicFile.Write(Signature, Encoding.UTF8.GetBytes(signature.Trim() + "\n"));
        AtomicFile.Write(Signers, signers);
    }

    public string Signature { get; }

    public string Signers { get; }

    public void Dispose() => PrivateFolder.TryDelete(_folder);
}
