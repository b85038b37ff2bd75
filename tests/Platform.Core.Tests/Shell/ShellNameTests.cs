using Platform.Shell;

namespace Platform.Tests.Shell;

public sealed class ShellNameTests
{
    [Theory]
    [InlineData("rs2000")]
    [InlineData("ops@vps1000.tailnet.example")]
    [InlineData("root@127.0.0.1")]
    [InlineData("a_b")]
    [InlineData("fe80::1%eth0")]
    public void A_plain_destination_may_reach_ssh(string destination) => Assert.True(ShellName.IsSshDestination(destination));

    [Theory]
    [InlineData("")]
    [InlineData("-oProxyCommand=id")]
    [InlineData("ops@-oProxyCommand=id")]
    [InlineData("-l@host")]
    [InlineData("host;id")]
    [InlineData("host id")]
    [InlineData("$(id)")]
    [InlineData("`id`")]
    [InlineData("a@b@c")]
    [InlineData("@host")]
    [InlineData("ops@")]
    [InlineData("host\n-oProxyCommand=id")]
    [InlineData("ssh://host")]
    public void A_destination_that_could_be_more_than_a_name_may_not(string destination) =>
        Assert.False(ShellName.IsSshDestination(destination));

    [Theory]
    [InlineData("it's", "'it'\\''s'")]
    [InlineData("", "''")]
    [InlineData("$(id) `id` \"x\" \\", "'$(id) `id` \"x\" \\'")]
    public void A_quoted_word_is_one_word(string word, string quoted) => Assert.Equal(quoted, ShellWord.Quoted(word).ToString());
}
