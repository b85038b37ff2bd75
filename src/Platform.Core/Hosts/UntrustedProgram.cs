using Platform.Root;

namespace Platform.Hosts;

/// <summary>What is said where a host would be reached by words that the root names and the user has not trusted.</summary>
internal static class UntrustedProgram
{
    /// <summary>How to change that. The same in every message, so that it can be looked for.</summary>
    private const string WayOut =
        "look at them, then trust this root for these words with 'platformctl trust' (Approve-PlatformRoot); where nobody can be asked, " +
        Trust.EnvironmentVariable + " lists roots";

    public static HostFailure Refuse(HostDefinition host, Trust trust) => new(
        HostFailureReason.NotTrusted,
        $"nothing was started to reach {host.Name}: hosts.yaml names the words [{host.Ssh}] for it, and you have not trusted this root for them; {WayOut}",
        host.Ssh.Root is { } root ? trust.FaultFor(root) : null);
}
