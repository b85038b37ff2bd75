using Platform.Hosts;

namespace Platform.Tests.Hosts;

public sealed class SshFailureTests
{
    // The sentences are OpenSSH's own, as versions 8 to 10 print them.
    [Theory]
    [InlineData("ssh: connect to host h port 22: Connection refused", HostFailureReason.ConnectionRefused)]
    [InlineData("ssh: connect to host h port 22: Connection timed out", HostFailureReason.ConnectTimedOut)]
    [InlineData("Connection timed out during banner exchange\nConnection to 127.0.0.1 port 22 timed out", HostFailureReason.ConnectTimedOut)]
    [InlineData("ssh: Could not resolve hostname h: Name or service not known", HostFailureReason.NameNotResolved)]
    [InlineData("ssh: connect to host h port 22: No route to host", HostFailureReason.NetworkUnreachable)]
    [InlineData("No ED25519 host key is known for h and you have requested strict checking.\nHost key verification failed.", HostFailureReason.HostKeyUnknown)]
    [InlineData("@ WARNING: REMOTE HOST IDENTIFICATION HAS CHANGED! @\nHost key verification failed.", HostFailureReason.HostKeyChanged)]
    [InlineData("ops@h: Permission denied (publickey).", HostFailureReason.AuthenticationFailed)]
    [InlineData("Received disconnect from 1.2.3.4 port 22:2: Too many authentication failures", HostFailureReason.AuthenticationFailed)]
    [InlineData("kex_exchange_identification: Connection closed by remote host", HostFailureReason.NetworkUnreachable)]
    [InlineData("client_loop: send disconnect: Broken pipe", HostFailureReason.ConnectionLost)]
    [InlineData("Connection to h closed by remote host.", HostFailureReason.ConnectionLost)]
    [InlineData("Timeout, server h not responding.", HostFailureReason.ConnectionLost)]
    [InlineData("something new", HostFailureReason.Other)]
    [InlineData("", HostFailureReason.Other)]
    public void The_reason_is_told_apart(string error, HostFailureReason reason)
    {
        var failure = SshFailure.Classify(TestHosts.Ssh("h"), error);
        Assert.Equal(reason, failure.Reason);
        Assert.NotEmpty(failure.Message);
    }

    [Fact]
    public void The_words_of_ssh_come_along_without_control_characters()
    {
        var failure = SshFailure.Classify(TestHosts.Ssh("h"), "\u001b[2Jevil\r\nops@h: Permission denied (publickey).\r\n");
        Assert.Equal("\\u001B[2Jevil; ops@h: Permission denied (publickey).", failure.Detail);
    }
}
