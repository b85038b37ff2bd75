using Platform.Access.Running;

namespace Platform.Tests.Access.Running;

/// <summary>What a session's child gets of its caller's environment.</summary>
public sealed class ChildEnvironmentTests
{
    private static readonly Dictionary<string, string?> Nothing = new(StringComparer.Ordinal);

    [Theory]
    [InlineData("SSH_AUTH_SOCK")]
    [InlineData("SSH_AGENT_PID")]
    [InlineData("GITHUB_TOKEN")]
    [InlineData("FORGEJO_TOKEN")]
    [InlineData("INFISICAL_TOKEN")]
    [InlineData("AWS_SECRET_ACCESS_KEY")]
    [InlineData("VAULT_TOKEN")]
    [InlineData("ANYTHING_ELSE")]
    [InlineData("LD_PRELOAD")]
    [InlineData("BASH_ENV")]
    [InlineData("GIT_CONFIG_GLOBAL")]
    [InlineData("DOCKER_HOST")]
    public void What_is_not_listed_is_not_inherited(string name) =>
        Assert.DoesNotContain(name, ChildEnvironment.Of("S", [], Nothing, _ => "operators").Keys);

    [Fact]
    public void A_variable_that_is_named_is_passed_on_and_an_agent_never()
    {
        Assert.Equal("operators", ChildEnvironment.Of("S", ["GITHUB_TOKEN"], Nothing, _ => "operators")["GITHUB_TOKEN"]);
        Assert.DoesNotContain("SSH_AUTH_SOCK", ChildEnvironment.Of("S", ["SSH_AUTH_SOCK"], Nothing, _ => "operators").Keys);
        Assert.NotNull(ChildEnvironment.FaultOf("SSH_AUTH_SOCK"));
        Assert.NotNull(ChildEnvironment.FaultOf("A=B"));
        Assert.Null(ChildEnvironment.FaultOf("GITHUB_TOKEN"));
    }

    [Fact]
    public void What_the_backing_gives_goes_before_and_the_session_is_named()
    {
        var environment = ChildEnvironment.Of("S", [], new Dictionary<string, string?>(StringComparer.Ordinal) { ["HOME"] = "/other", ["LANG"] = null, ["SSH_AUTH_SOCK"] = "/own" }, _ => "callers");
        Assert.Equal(("/other", "/own", "S"), (environment["HOME"], environment["SSH_AUTH_SOCK"], environment["PLATFORM_ACCESS_SESSION"]));
        Assert.DoesNotContain("LANG", environment.Keys);
    }
}
