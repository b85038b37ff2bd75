using Platform.Hosts;
using Platform.Text;

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
        var failure = SshFailure.Classify(TestHosts.Ssh("h"), new RawText(error));
        Assert.Equal(reason, failure.Reason);
        Assert.NotEmpty(failure.Message);
    }

    [Fact] // a banner of the host, or what a wrapper says, comes the same way as ssh's own words
    public void The_words_of_ssh_come_along_and_nothing_else_that_was_printed_with_them()
    {
        var failure = SshFailure.Classify(TestHosts.Ssh("h"), new RawText("\u001b[2Jevil hunter2\r\nops@h: Permission denied (publickey).\r\n"));
        Assert.Equal("ops@h: Permission denied (publickey).", failure.Detail);
    }

    [Fact]
    public void Other_words_are_not_shown_and_it_is_said_how_to_see_them()
    {
        var failure = SshFailure.Classify(TestHosts.Ssh("h"), new RawText("the token hunter2 has expired"));
        Assert.Equal("what it printed may hold secrets and is not shown; run 'ssh h' to see it", failure.Detail);
        Assert.Null(SshFailure.Classify(TestHosts.Ssh("h"), new RawText(" \n")).Detail);
    }
}
