using System.Text;
using Platform.Registries;

namespace Platform.Tests.Registries;

/// <summary>What docker's <c>config.json</c> says of credentials.</summary>
public sealed class DockerConfigTests
{
    private static readonly string Auth = Convert.ToBase64String("user:pa:ss"u8);

    [Theory]
    [InlineData("registry.example", "registry.example")]
    [InlineData("registry.example", "https://registry.example")]
    [InlineData("registry.example", "https://registry.example/v1/")]
    [InlineData("registry.example", "http://registry.example/v2/")]
    [InlineData("registry.example:5000", "registry.example:5000")]
    [InlineData("docker.io", "https://index.docker.io/v1/")]
    [InlineData("docker.io", "index.docker.io")]
    [InlineData("docker.io", "docker.io")]
    public void The_key_of_a_registry_has_several_spellings(string registry, string key)
    {
        var credential = Read($$"""{ "auths": { "{{key}}": { "auth": "{{Auth}}" } } }""").CredentialOf(registry);
        Assert.Equal((CredentialKind.Password, "user", "pa:ss"), (credential!.Kind, credential.User, credential.Secret.Reveal()));
    }

    [Theory]
    [InlineData("registry.example", "registry.example:5000")]
    [InlineData("registry.example:5000", "registry.example")]
    [InlineData("registry.example", "other.registry.example")]
    [InlineData("registry.example", "registry.example.org")]
    [InlineData("index.docker.io.example", "https://index.docker.io/v1/")]
    public void The_key_of_another_registry_is_none_of_its(string registry, string key) =>
        Assert.Null(Read($$"""{ "auths": { "{{key}}": { "auth": "{{Auth}}" } } }""").CredentialOf(registry));

    [Theory]
    [InlineData("""{ "auths": { "r.example": {} } }""")]
    [InlineData("""{ "auths": { "r.example": { "auth": "!!!" } } }""")]
    [InlineData("""{ "auths": { "r.example": { "auth": "dXNlcg==" } } }""")]
    [InlineData("""{ "auths": { "r.example": 1 } }""")]
    [InlineData("""{ "auths": [] }""")]
    [InlineData("[]")]
    [InlineData("null")]
    public void What_holds_no_credentials_gives_none(string json)
    {
        var config = Read(json);
        Assert.Null(config.Fault);
        Assert.Null(config.CredentialOf("r.example"));
        Assert.Null(config.HelperOf("r.example"));
    }

    [Fact]
    public void A_file_that_is_no_json_is_told_with_its_place_and_nothing_of_it()
    {
        var config = Read("{ \"auths\": hunter2-planted");
        Assert.StartsWith("config.json:1:12", config.Fault, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", config.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public void A_helper_of_the_registry_goes_before_the_one_of_all()
    {
        var config = Read("""{ "credsStore": "all", "credHelpers": { "r.example": "own", "https://index.docker.io/v1/": "hub" } }""");
        Assert.Equal(("own", "hub", "all"), (config.HelperOf("r.example"), config.HelperOf("docker.io"), config.HelperOf("s.example")));
    }

    [Fact]
    public void A_credential_has_no_secret_in_its_words()
    {
        var credential = Read($$"""{ "auths": { "r.example": { "auth": "{{Auth}}" } } }""").CredentialOf("r.example");
        Assert.Equal("Password", $"{credential}");
    }

    private static DockerConfig Read(string json) => DockerConfig.Read(Encoding.UTF8.GetBytes(json), "config.json");
}
