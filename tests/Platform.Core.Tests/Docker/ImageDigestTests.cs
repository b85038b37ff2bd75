using Platform.Docker;
using Platform.Tests.Drift;

namespace Platform.Tests.Docker;

public sealed class ImageDigestTests
{
    [Theory]
    [InlineData(Fleet.DigestA, "sha256:aaaaaaaaaaaa")]
    [InlineData("redis:7@" + Fleet.DigestA, "redis:7@sha256:aaaaaaaaaaaa")]
    [InlineData(Fleet.DigestA + ", " + Fleet.DigestB, "sha256:aaaaaaaaaaaa, sha256:bbbbbbbbbbbb")]
    [InlineData("127.0.0.1:16379:6379/tcp 127.0.0.1:16380:6380/tcp", "127.0.0.1:16379:6379/tcp 127.0.0.1:16380:6380/tcp")]
    [InlineData("sha256:aaaaaaaaaaaa", "sha256:aaaaaaaaaaaa")]
    [InlineData("", "")]
    public void Only_digests_are_shortened(string text, string shortened) => Assert.Equal(shortened, ImageDigest.Shorten(text));
}
