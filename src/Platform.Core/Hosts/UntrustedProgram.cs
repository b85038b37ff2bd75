using Platform.Root;
using Platform.Text;

namespace Platform.Hosts;

/// <summary>What is said where a host would be reached by words that the root names and the user has not trusted.</summary>
internal static class UntrustedProgram
{
    public static HostFailure Refuse(HostDefinition host, Trust trust) => new(
        HostFailureReason.NotTrusted,
        $"nothing was started to reach {host.Name}: this root names the program for it, and you have not trusted the root for these words; " +
        $"look at them, then run 'platformctl trust' (Approve-PlatformRoot), or list the root in {Trust.EnvironmentVariable}: {host.Ssh}",
        host.Ssh.Root is { } root && trust.FaultFor(root) is { } fault ? KnownWords.Own(fault) : null);
}
