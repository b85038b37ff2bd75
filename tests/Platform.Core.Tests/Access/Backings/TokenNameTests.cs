using Platform.Access.Backings;

namespace Platform.Tests.Access.Backings;

/// <summary>A name that says all that the sweep has to know, and names of others that are left alone.</summary>
public sealed class TokenNameTests
{
    [Fact]
    public void A_name_is_read_as_it_was_written()
    {
        TokenName name = new("01ARZ3NDEKTSV4RRFFQ69G5FAV", new DateTimeOffset(2026, 11, 30, 14, 5, 9, TimeSpan.Zero));
        Assert.Equal("platform-01ARZ3NDEKTSV4RRFFQ69G5FAV-20261130T140509Z", name.ToString());
        Assert.Equal(name, TokenName.Parse(name.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("platform-")]
    [InlineData("platform-bot")]
    [InlineData("platform-01ARZ3NDEKTSV4RRFFQ69G5FAV")]
    [InlineData("platform-01ARZ3NDEKTSV4RRFFQ69G5FAV-20261130")]
    [InlineData("platform-01ARZ3NDEKTSV4RRFFQ69G5FAV-20261330T140509Z")]
    [InlineData("platform-01ARZ3NDEKTSV4RRFFQ69G5FAV-20261130T140509Z-x")]
    [InlineData("platform-01arz3ndektsv4rrffq69g5fav-20261130T140509Z")]
    [InlineData("platform-01ARZ3NDEKTSV4RRFFQ69G5FAU-20261130T140509Z")] // no U in base 32
    [InlineData("Platform-01ARZ3NDEKTSV4RRFFQ69G5FAV-20261130T140509Z")]
    [InlineData("my-platform-01ARZ3NDEKTSV4RRFFQ69G5FAV-20261130T140509Z")]
    public void What_is_no_name_of_ours_is_none(string text) => Assert.Null(TokenName.Parse(text));
}
