using Platform.Docker;
using Platform.Registries;
using static Platform.Tests.Registries.FakeRegistry;

namespace Platform.Tests.Registries;

/// <summary>Which digest a registry says an image has, and what is said where it says none.</summary>
public sealed class ImageResolverTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-registry-").FullName;

    [Fact]
    public async Task A_tag_is_asked_for_by_head_and_all_types_of_manifests_are_accepted()
    {
        await using var server = new LoopbackServer(_ => Found());
        var image = await ResolveAsync($"{server.Authority}/team/app:1.0", _folder);
        Assert.Equal((ResolutionStatus.Resolved, Digest, ManifestKind.Index, DigestSource.Header), (image.Status, image.Digest, image.Kind, image.DigestSource));
        var request = Assert.Single(server.Requests);
        Assert.Equal(("HEAD", "/v2/team/app/manifests/1.0", null), (request.Method, request.Target, request.Authorization));
        Assert.Equal(ManifestMediaType.All, request.Headers["accept"].SelectMany(value => value.Split(", ")));
    }

    [Theory]
    [InlineData(Manifest, ManifestKind.Manifest)]
    [InlineData("application/vnd.oci.image.manifest.v1+json", ManifestKind.Manifest)]
    [InlineData("application/vnd.docker.distribution.manifest.list.v2+json", ManifestKind.Index)]
    public async Task What_the_digest_is_of_is_told(string mediaType, ManifestKind kind)
    {
        await using var server = new LoopbackServer(_ => Found(mediaType));
        var image = await ResolveAsync($"{server.Authority}/app", _folder);
        Assert.Equal((kind, mediaType, "latest"), (image.Kind, image.MediaType, image.Tag));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("md5:abc")]
    [InlineData("sha256:XYZ")]
    public async Task Without_a_digest_in_the_header_the_content_is_hashed(string? header)
    {
        await using var server = new LoopbackServer(_ => header is null
            ? new LoopbackResponse(200, ("Content-Type", IndexType)) { Body = Content }
            : new LoopbackResponse(200, ("Content-Type", IndexType), ("Docker-Content-Digest", header)) { Body = Content });
        var image = await ResolveAsync($"{server.Authority}/app:1", _folder);
        Assert.Equal((Digest, DigestSource.Content), (image.Digest, image.DigestSource));
        Assert.Equal(["HEAD", "GET"], server.Requests.Select(r => r.Method));
    }

    [Fact]
    public async Task Headers_that_contradict_each_other_are_none()
    {
        await using var server = new LoopbackServer(_ => new LoopbackResponse(200, ("Content-Type", IndexType), ("Docker-Content-Digest", AmdDigest), ("Docker-Content-Digest", ArmDigest)) { Body = Content });
        var image = await ResolveAsync($"{server.Authority}/app:1", _folder);
        Assert.Equal((Digest, DigestSource.Content), (image.Digest, image.DigestSource));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"schemaVersion\":2,\"manifests\":[")]
    [InlineData("sorry")]
    public async Task Content_that_can_be_no_manifest_has_no_digest(string body)
    {
        await using var server = new LoopbackServer(_ => new LoopbackResponse(200, ("Content-Type", IndexType)) { Body = System.Text.Encoding.UTF8.GetBytes(body) });
        var image = await ResolveAsync($"{server.Authority}/app:1", _folder);
        Assert.Equal((ResolutionStatus.NotARegistry, null), (image.Status, image.Digest));
    }

    [Fact]
    public async Task A_registry_that_knows_no_head_is_asked_by_get()
    {
        await using var server = new LoopbackServer(request => request.Method == "HEAD" ? new LoopbackResponse(405) : Found());
        Assert.Equal(Digest, (await ResolveAsync($"{server.Authority}/app:1", _folder)).Digest);
    }

    [Fact]
    public async Task Content_with_another_digest_than_is_said_is_not_believed()
    {
        await using var server = new LoopbackServer(_ => Found() with { Body = [.. Content, (byte)' '] });
        var image = await ResolveAsync($"{server.Authority}/app:1", _folder, o => o with { Platform = new ImagePlatform("linux", "amd64", null) });
        Assert.Equal((ResolutionStatus.DigestMismatch, null), (image.Status, image.Digest));
    }

    [Fact]
    public async Task What_is_asked_for_by_its_digest_has_to_have_it()
    {
        await using var server = new LoopbackServer(_ => Found());
        Assert.Equal(ResolutionStatus.Resolved, (await ResolveAsync($"{server.Authority}/app@{Digest}", _folder)).Status);
        var other = await ResolveAsync($"{server.Authority}/app@{AmdDigest}", _folder);
        Assert.Equal((ResolutionStatus.DigestMismatch, null, AmdDigest), (other.Status, other.Digest, other.PinnedDigest));
    }

    [Fact]
    public async Task A_tag_that_has_moved_on_from_its_pinned_digest_is_told()
    {
        await using var server = new LoopbackServer(_ => Found());
        var same = await ResolveAsync($"{server.Authority}/app:1@{Digest}", _folder);
        Assert.Equal((true, null), (same.PinnedDigestAgrees, same.Message));
        var moved = await ResolveAsync($"{server.Authority}/app:1@{AmdDigest}", _folder);
        Assert.Equal((ResolutionStatus.Resolved, Digest, false), (moved.Status, moved.Digest, moved.PinnedDigestAgrees));
        Assert.Contains("another digest now", moved.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("linux/amd64", 'a')]
    [InlineData("linux/arm64", 'b')]
    [InlineData("linux/arm64/v8", 'b')]
    public async Task The_digest_of_a_platform_is_told_beside_the_index(string platform, char digit)
    {
        await using var server = new LoopbackServer(_ => Found());
        var image = await ResolveAsync($"{server.Authority}/app:1", _folder, o => o with { Platform = ImagePlatform.TryParse(platform, out var wanted) ? wanted : null });
        Assert.Equal((Digest, "sha256:" + new string(digit, 64), platform), (image.Digest, image.PlatformDigest, image.Platform));
    }

    [Fact]
    public async Task A_platform_that_the_index_lacks_is_told_with_those_there_are()
    {
        await using var server = new LoopbackServer(_ => Found());
        var image = await ResolveAsync($"{server.Authority}/app:1", _folder, o => o with { Platform = new ImagePlatform("linux", "riscv64", null) });
        Assert.Equal((ResolutionStatus.PlatformNotFound, null), (image.Status, image.PlatformDigest));
        Assert.Contains("there are linux/amd64, linux/arm64/v8", image.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_a_single_manifest_no_platform_is_made_up()
    {
        await using var server = new LoopbackServer(_ => Found(Manifest));
        var image = await ResolveAsync($"{server.Authority}/app:1", _folder, o => o with { Platform = new ImagePlatform("linux", "amd64", null) });
        Assert.Equal((ResolutionStatus.Resolved, null), (image.Status, image.PlatformDigest));
        Assert.Contains("does not tell of which platform", image.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mirror_is_asked_itself_and_told_as_one()
    {
        await using var server = new LoopbackServer(_ => Found());
        var aliases = new RegistryAliases(new Dictionary<string, string>(StringComparer.Ordinal) { [server.Authority + "/dockerhub"] = "docker.io" });
        var image = await ResolveAsync($"{server.Authority}/dockerhub/library/redis:7", _folder, o => o with { Settings = RegistrySettings.None with { Aliases = aliases } });
        Assert.Equal(("docker.io/library/redis", $"{server.Authority}/dockerhub/library/redis"), (image.MirrorOf, image.Repository));
        Assert.Equal("/v2/dockerhub/library/redis/manifests/7", Assert.Single(server.Requests).Target);
    }

    [Fact]
    public async Task The_limit_of_a_registry_is_told()
    {
        await using var server = new LoopbackServer(_ => Found() is var found ? found with { Headers = [.. found.Headers, ("ratelimit-limit", "100;w=21600"), ("ratelimit-remaining", "76;w=21600")] } : found);
        Assert.Equal(new RateLimit(100, 76, 21600), (await ResolveAsync($"{server.Authority}/app:1", _folder)).RateLimit);
    }

    [Theory]
    [InlineData("120", 120.0)]
    [InlineData("Thu, 01 Jan 1970 00:00:00 GMT", 0.0)]
    [InlineData("soon", null)]
    public async Task Too_many_requests_is_told_with_how_long_to_wait(string retryAfter, double? seconds)
    {
        await using var server = new LoopbackServer(_ => new LoopbackResponse(429, ("Retry-After", retryAfter)));
        var image = await ResolveAsync($"{server.Authority}/app:1", _folder);
        Assert.Equal((ResolutionStatus.RateLimited, seconds), (image.Status, image.RetryAfter?.TotalSeconds));
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(true, ResolutionStatus.NotFound)]
    [InlineData(false, ResolutionStatus.NotARegistry)]
    public async Task Not_found_is_told_from_what_is_no_registry(bool isRegistry, ResolutionStatus status)
    {
        await using var server = new LoopbackServer(request => request.Path == "/v2/" && isRegistry ? Document("{}") : new LoopbackResponse(404));
        Assert.Equal(status, (await ResolveAsync($"{server.Authority}/app:1", _folder)).Status);
    }

    [Theory]
    [InlineData(500, ResolutionStatus.Failed)]
    [InlineData(503, ResolutionStatus.Failed)]
    [InlineData(403, ResolutionStatus.Unauthorised)]
    [InlineData(400, ResolutionStatus.NotARegistry)]
    [InlineData(204, ResolutionStatus.NotARegistry)]
    public async Task Other_answers_have_their_kind(int code, ResolutionStatus status)
    {
        await using var server = new LoopbackServer(_ => new LoopbackResponse(code));
        Assert.Equal(status, (await ResolveAsync($"{server.Authority}/app:1", _folder)).Status);
    }

    [Fact]
    public async Task A_web_page_is_no_registry()
    {
        await using var server = new LoopbackServer(_ => new LoopbackResponse(200, ("Content-Type", "text/html")) { Body = "<html>"u8.ToArray() });
        Assert.Equal(ResolutionStatus.NotARegistry, (await ResolveAsync($"{server.Authority}/app:1", _folder)).Status);
    }

    [Fact]
    public async Task More_than_a_manifest_can_have_is_not_read()
    {
        await using var server = new LoopbackServer(_ => new LoopbackResponse(200, ("Content-Type", IndexType)) { Body = new byte[RegistryReply.MostBytes + 1] });
        Assert.Equal(ResolutionStatus.NotARegistry, (await ResolveAsync($"{server.Authority}/app:1", _folder)).Status);
    }

    [Fact]
    public async Task A_registry_that_never_answers_is_left()
    {
        await using var server = new LoopbackServer(_ => new LoopbackResponse(200) { Silent = true });
        var image = await ResolveAsync($"{server.Authority}/app:1", _folder, o => o with { RequestTimeout = TimeSpan.FromMilliseconds(300) });
        Assert.Equal(ResolutionStatus.Unreachable, image.Status);
        Assert.Contains("did not answer in time", image.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Cancelling_ends_the_request()
    {
        using var cancel = new CancellationTokenSource();
        await using var server = new LoopbackServer(_ =>
        {
            cancel.Cancel();
            return new LoopbackResponse(200) { Silent = true };
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => ResolveAsync($"{server.Authority}/app:1", _folder, cancellation: cancel.Token));
    }

    [Fact]
    public async Task Nobody_at_the_port_is_unreachable()
    {
        string authority;
        await using (var server = new LoopbackServer(_ => Found())) authority = server.Authority;
        Assert.Equal(ResolutionStatus.Unreachable, (await ResolveAsync($"{authority}/app:1", _folder)).Status);
        Assert.Equal(ResolutionStatus.Unreachable, (await ResolveAsync("localhost:99999/app:1", _folder)).Status);
    }

    [Fact]
    public async Task Results_come_in_the_order_of_the_references()
    {
        await using var server = new LoopbackServer(request => request.Path.EndsWith("/3", StringComparison.Ordinal) ? new LoopbackResponse(500) : Found());
        string[] references = [.. Enumerable.Range(0, 12).Select(i => $"{server.Authority}/app:{i}")];
        using var resolver = new ImageResolver(new RegistryOptions { DockerConfigFolder = _folder, CertificatesFolder = _folder }, TimeProvider.System);
        List<ImageResolution> images = [];
        await foreach (var image in resolver.ResolveAsync(references, TestContext.Current.CancellationToken)) images.Add(image);
        Assert.Equal(references, images.Select(i => i.Reference));
        Assert.Equal(new ResolveSummary(12, 11, 1, 0), ResolveSummary.Of(images));
        Assert.Equal(8, ResolveSummary.Of(images).ExitCode);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
