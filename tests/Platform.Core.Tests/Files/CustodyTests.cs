using Platform.Files;

namespace Platform.Tests.Files;

public sealed class CustodyTests
{
    private const uint Us = 1000;
    private const uint Stranger = 1001;

    [Theory]
    [InlineData(Us, Us, "755", "755", true)] // a checkout of our own
    [InlineData(0, Us, "755", "755", true)] // made by an earlier run as root
    [InlineData(Stranger, Stranger, "755", "755", true)] // somebody else's checkout, whole
    [InlineData(Stranger, Us, "755", "755", false)] // planted
    [InlineData(Stranger, Us, "775", "777", false)]
    [InlineData(Us, Us, "777", "755", false)]
    [InlineData(Us, Us, "757", "755", false)]
    [InlineData(Us, Us, "775", "755", false)]
    [InlineData(Us, Us, "777", "777", true)] // whoever may write around it has no need of it
    [InlineData(Us, Us, "777", "1777", false)] // in /tmp others may not touch what is ours
    public void A_file_is_ours_where_nobody_writes_to_it_who_could_not_write_around_it(uint owner, uint around, string mode, string aroundMode, bool isOurs) =>
        Assert.Equal(isOurs, Custody.FaultOf(Facts(owner, 1, mode), Facts(around, 2, aroundMode), Us) is null);

    [Theory]
    [InlineData("775", true)]
    [InlineData("755", false)]
    public void A_group_that_may_write_to_the_root_shares_what_its_members_make(string aroundMode, bool isOurs) =>
        Assert.Equal(isOurs, Custody.FaultOf(Facts(Stranger, 50, "775"), Facts(Us, 50, aroundMode), Us) is null);

    private static FileFacts Facts(uint owner, uint group, string mode) =>
        new(FileKind.Folder, 0, owner, group, (UnixFileMode)Convert.ToInt32(mode, 8));
}
