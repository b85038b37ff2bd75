namespace Platform.Hosts.SshNet;

/// <summary>A destination taken apart: where to connect, and as whom.</summary>
/// <param name="Host">Name or address.</param>
/// <param name="Port">1 to 65535.</param>
/// <param name="User">The account there.</param>
/// <param name="IsUserNamed">False where the account is that of the operator's own machine, for want of another.</param>
internal sealed record SshTarget(string Host, int Port, string User, bool IsUserNamed)
{
    public const int DefaultPort = 22;

    public static SshTarget Of(HostDefinition host)
    {
        var port = host.Port ?? DefaultPort;
        return (host.Destination ?? "").Split('@', 2) is [var user, var name]
            ? new SshTarget(name, port, user, true)
            : new SshTarget(host.Destination ?? "", port, Environment.UserName, false);
    }
}
