using Platform.Docker;

namespace Platform.Tests.Docker;

public sealed class ImageReferenceTests
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("redis", "docker.io/library/redis", null, "latest")]
    [InlineData("redis:7", "docker.io/library/redis", "7", "7")]
    [InlineData("docker.io/redis:7", "docker.io/library/redis", "7", "7")]
    [InlineData("index.docker.io/library/redis:7", "docker.io/library/redis", "7", "7")]
    [InlineData("minio/minio", "docker.io/minio/minio", null, "latest")]
    [InlineData("ghcr.io/plastic-labs/honcho:3.0.6", "ghcr.io/plastic-labs/honcho", "3.0.6", "3.0.6")]
    [InlineData("localhost/a", "localhost/a", null, "latest")]
    [InlineData("localhost:5000/a/b/c:x", "localhost:5000/a/b/c", "x", "x")]
    [InlineData("127.0.0.1:5000/a", "127.0.0.1:5000/a", null, "latest")]
    [InlineData("[::1]:5000/a", "[::1]:5000/a", null, "latest")]
    [InlineData("x/a__b.c-d---e", "docker.io/x/a__b.c-d---e", null, "latest")]
    public void A_reference_is_normalised_as_docker_does(string text, string repository, string? tag, string? effectiveTag)
    {
        Assert.True(ImageReference.TryParse(text, out var reference));
        Assert.Equal(repository, reference.Repository);
        Assert.Equal(tag, reference.Tag);
        Assert.Equal(effectiveTag, reference.EffectiveTag);
        Assert.Null(reference.Digest);
    }

    [Fact]
    public void A_digest_stands_beside_the_tag_or_alone()
    {
        Assert.True(ImageReference.TryParse("redis:7@" + Digest, out var both));
        Assert.Equal(("7", Digest), (both.Tag, both.Digest));
        Assert.True(ImageReference.TryParse("redis@" + Digest, out var alone));
        Assert.Equal((null, Digest), (alone.EffectiveTag, alone.Digest));
    }

    [Theory]
    [InlineData("")]
    [InlineData("sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef")]
    [InlineData("a__b.c/d")]
    [InlineData("Redis")]
    [InlineData("redis:")]
    [InlineData("redis:-x")]
    [InlineData("redis@sha256:123")]
    [InlineData("redis@md5:0123456789abcdef0123456789abcdef")]
    [InlineData("/redis")]
    [InlineData("redis/")]
    [InlineData("a//b")]
    [InlineData("a...b")]
    [InlineData("a___b")]
    [InlineData("_a")]
    [InlineData("a_")]
    [InlineData("a b")]
    [InlineData("a;rm -rf /")]
    [InlineData("a\nb")]
    [InlineData("exa$(mple).com/a")]
    [InlineData("example.com:port/a")]
    [InlineData("-example.com/a")]
    public void What_docker_would_refuse_is_no_reference(string text) =>
        Assert.False(ImageReference.TryParse(text, out _));

    [Theory]
    [InlineData("docker.io/library/redis:7", "redis:7")]
    [InlineData("docker.io/minio/minio", "minio/minio")]
    [InlineData("ghcr.io/a/b:1@" + Digest, "ghcr.io/a/b:1@" + Digest)]
    public void A_reference_is_shown_in_the_familiar_form(string text, string familiar)
    {
        Assert.True(ImageReference.TryParse(text, out var reference));
        Assert.Equal(familiar, reference.ToString());
    }

    [Fact]
    public void A_repository_name_has_at_most_255_characters()
    {
        Assert.True(ImageReference.TryParse("ghcr.io/" + new string('a', 247), out _));
        Assert.False(ImageReference.TryParse("ghcr.io/" + new string('a', 248), out _));
    }
}
