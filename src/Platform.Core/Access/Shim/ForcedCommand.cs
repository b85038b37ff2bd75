using Platform.Processes;
using Platform.Snapshots;

namespace Platform.Access.Shim;

/// <summary>
/// <c>platformctl access shim</c>, which stands as <c>command=</c> before a key in a host's <c>authorized_keys</c> (sshd(8)): it takes the read-only script from
/// standard input, whole, and lets <c>sh</c> run it; it runs nothing else.
/// </summary>
public static class ForcedCommand
{
    /// <summary>Exit code where nothing ran.</summary>
    public const int NotAllowed = 4;

    private const string OriginalCommand = "SSH_ORIGINAL_COMMAND";

    /// <summary>SHA-256 of the body that this version sends and lets in.</summary>
    public static string BodyHash => SnapshotScript.BodyHash;

    /// <summary>Reads, judges and runs.</summary>
    /// <param name="rules">What the host lets in.</param>
    /// <param name="input">Standard input.</param>
    /// <param name="say">Gets one sentence where nothing ran.</param>
    /// <param name="cancellationToken">Ends the script.</param>
    /// <returns>The script's exit code, or <see cref="NotAllowed"/>.</returns>
    public static async Task<int> RunAsync(ShimRules rules, Stream input, Action<string> say, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(say);
        var asked = Environment.GetEnvironmentVariable(OriginalCommand);
        if (asked != ScriptGate.Command) return Refuse(asked is null
            ? "this key is for the read-only script of platformctl, which a host is asked with; there is no shell to log in to"
            : "this key is for the read-only script of platformctl, and runs no other command");
        BoundedOutput script = new(ScriptGate.MostBytes);
        await script.FillAsync(input, stopWhenFull: true, cancellationToken);
        var text = script.ToArray();
        if (script.IsFull) return Refuse("this is too long for the read-only script");
        if (ScriptGate.Judge(text, rules) is { } refusal) return Refuse(refusal.Message);
        var command = new ChildCommand("sh", [])
        {
            // A shell that reads one of these runs what they name first.
            Environment = new Dictionary<string, string?>(StringComparer.Ordinal) { ["ENV"] = null, ["BASH_ENV"] = null, [OriginalCommand] = null },
        };
        using var child = AttachedChild.Start(command, text, isCaptured: false, out var fault);
        if (child is null) return Refuse($"sh was not started: {fault}");
        await child.WaitAsync(cancellationToken);
        return child.ExitCode;

        int Refuse(string message)
        {
            say(message);
            return NotAllowed;
        }
    }
}
