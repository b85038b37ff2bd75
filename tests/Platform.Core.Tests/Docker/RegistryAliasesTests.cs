using Platform.Docker;

namespace Platform.Tests.Docker;

/// <summary>Whose image it is that a mirror serves.</summary>
public sealed class RegistryAliasesTests
{
    private static readonly RegistryAliases Aliases = new(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["harbor.lan/dockerhub"] = "docker.io", ["harbor.lan"] = "ghcr.io", ["cache:5000"] = "quay.io/team",
    });

    [Theory]
    [InlineData("harbor.lan/dockerhub/library/redis:7", "docker.io/library/redis")]
    [InlineData("harbor.lan/dockerhub/redis:7", "docker.io/library/redis")]
    [InlineData("harbor.lan/dockerhub/grafana/loki", "docker.io/grafana/loki")]
    [InlineData("harbor.lan/owner/name", "ghcr.io/owner/name")]
    [InlineData("harbor.lan/dockerhubs/name", "ghcr.io/dockerhubs/name")]
    [InlineData("cache:5000/app", "quay.io/team/app")]
    [InlineData("harbor.lan.example/redis", "harbor.lan.example/redis")]
    [InlineData("redis", "docker.io/library/redis")]
    public void A_mirror_is_known_by_the_longest_prefix(string text, string identity)
    {
        Assert.True(Aliases.TryParse(text, out var reference));
        Assert.Equal(identity, reference.Identity);
        Assert.Equal(text, reference.ToString());
    }

    [Fact]
    public void A_mirror_and_what_it_serves_agree_on_tag_and_digest()
    {
        var (mirror, origin, other) = (Read("harbor.lan/dockerhub/library/redis:7"), Read("redis:7"), Read("redis:8"));
        Assert.True(mirror.AgreesWith(origin) && origin.AgreesWith(mirror));
        Assert.False(mirror.AgreesWith(other));
    }

    private static ImageReference Read(string text) => Aliases.TryParse(text, out var reference) ? reference : throw new ArgumentException(text, nameof(text));

    [Fact]
    public void What_is_no_reference_is_none() => Assert.False(Aliases.TryParse("harbor.lan/UPPER", out _));
}
