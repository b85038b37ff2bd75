using Platform.Registries;

namespace Platform.Tests.Registries;

/// <summary>What stands in <c>WWW-Authenticate</c>.</summary>
public sealed class AuthenticationChallengeTests
{
    [Theory]
    [InlineData("realm=\"https://a/t\",service=\"s\",scope=\"repository:x/y:pull,push\"", "realm=https://a/t service=s scope=repository:x/y:pull,push")]
    [InlineData("realm=\"https://a/t\" , service=s", "realm=https://a/t service=s")]
    [InlineData("Realm = \"a\\\"b\\\\c\"", "realm=a\"b\\c")]
    [InlineData("realm=\"open", "realm=open")]
    [InlineData("realm=", "realm=")]
    [InlineData("a=1,a=2", "a=1")]
    [InlineData("token68==", "token68==")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData("=,=,", "")]
    [InlineData("\\", "")]
    public void Is_read_into_its_parameters(string? parameters, string expected) =>
        Assert.Equal(expected, string.Join(' ', AuthenticationChallenge.Read("Bearer", parameters).Parameters.Select(p => $"{p.Key}={p.Value}")));

    [Theory]
    [InlineData("linux/amd64", true)]
    [InlineData("linux/arm/v7", true)]
    [InlineData("linux", false)]
    [InlineData("linux/", false)]
    [InlineData("Linux/amd64", false)]
    [InlineData("linux/arm/v7/x", false)]
    [InlineData("", false)]
    public void A_platform_is_a_system_and_an_architecture(string text, bool isPlatform)
    {
        Assert.Equal(isPlatform, ImagePlatform.TryParse(text, out var platform));
        if (isPlatform) Assert.Equal(text, platform!.ToString());
    }
}
