using Platform.Editing;
using Platform.Manifests;
using Platform.Registries;
using Platform.Tests.Manifests;
using Platform.Tests.Registries;

namespace Platform.Tests.Editing;

/// <summary>Digests that registries are asked for, in place of hosts.</summary>
public sealed class RegistryEditTests : IDisposable
{
    private static readonly string Other = "sha256:" + new string('c', 64);

    private readonly TestRoot _root = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-registry-").FullName;

    public RegistryEditTests()
    {
        Directory.Delete(Path.Combine(_root.Path, "modules", "redis"), recursive: true);
        Hosts("local");
    }

    public void Dispose()
    {
        _root.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task The_digest_of_the_tag_is_declared_and_an_image_is_asked_for_once()
    {
        await using var server = new LoopbackServer(_ => FakeRegistry.Found());
        Add("one", $"{server.Authority}/team/app:1.0");
        Add("two", $"{server.Authority}/team/app:1.0");
        Add("other", $"{server.Authority}/team/app:1.0", orchestrator: "external");
        var edits = await AskAsync();
        Assert.Equal(["one", "other", "two"], edits.Select(e => e.Module));
        Assert.All(edits, edit =>
        {
            Assert.Equal((EditStatus.Pending, server.Authority, null), (edit.Status, edit.Registry, edit.Host));
            Assert.Equal([("/spec/artifact/digest", FakeRegistry.Digest)], edit.Changes.Select(fact => (fact.Pointer, fact.After)));
            Assert.NotNull(edit.ObservedAt);
        });
        Assert.Single(server.Requests);
        Assert.Equal(EditStatus.Written, ManifestEditor.Open(_root.Root).Save(edits[0]).Status);
        Assert.Equal(EditStatus.Unchanged, (await AskAsync())[0].Status);
    }

    [Fact]
    public async Task A_declared_digest_stays_and_what_the_tag_has_now_is_said()
    {
        await using var server = new LoopbackServer(_ => FakeRegistry.Found());
        Add("same", $"{server.Authority}/team/app:1.0", FakeRegistry.Digest);
        Add("other", $"{server.Authority}/team/app:1.0", Other);
        Add("pinned", $"{server.Authority}/team/app:1.0@{Other}");
        var edits = (await AskAsync()).ToDictionary(e => e.Module, StringComparer.Ordinal);
        Assert.Equal(EditStatus.Unchanged, edits["same"].Status);
        Assert.Equal((EditStatus.Refused, EditCode.Disagrees, 17, 13), (edits["other"].Status, edits["other"].Refusal?.Code, edits["other"].Refusal?.Line, edits["other"].Refusal?.Column));
        Assert.Contains($"{server.Authority} has for the tag 1.0 now", edits["other"].Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal((EditStatus.Refused, EditCode.Disagrees, 16), (edits["pinned"].Status, edits["pinned"].Refusal?.Code, edits["pinned"].Refusal?.Line));
    }

    [Theory]
    [InlineData(404, "has no t", null)]
    [InlineData(401, "asks for", null)]
    [InlineData(403, "", null)]
    [InlineData(429, "has had", null)]
    [InlineData(500, "500", null)]
    [InlineData(404, "has no t", "sha256:cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc")]
    public async Task What_a_registry_refuses_is_refused_in_its_words_and_place(int status, string words, string? declared)
    {
        await using var server = new LoopbackServer(_ => new LoopbackResponse(status, ("Docker-Distribution-Api-Version", "registry/2.0")));
        Add("app", $"{server.Authority}/team/app:1.0", declared);
        var edit = Assert.Single(await AskAsync());
        Assert.Equal((EditStatus.Refused, EditCode.NotProven, 16, 16), (edit.Status, edit.Refusal?.Code, edit.Refusal?.Line, edit.Refusal?.Column));
        Assert.Contains(words, edit.Refusal!.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((server.Authority, 8), (edit.Registry, EditSummary.ExitCodeOf([edit])));
        Assert.Equal("", edit.Diff);
    }

    [Fact]
    public async Task A_digest_that_a_manifest_cannot_say_is_refused()
    {
        var digest = "sha512:" + new string('d', 128);
        await using var server = new LoopbackServer(_ => new LoopbackResponse(200, ("Content-Type", FakeRegistry.IndexType), ("Docker-Content-Digest", digest)));
        Add("app", $"{server.Authority}/team/app:1.0");
        var edit = Assert.Single(await AskAsync());
        Assert.Equal((EditStatus.Refused, EditCode.NotProven), (edit.Status, edit.Refusal?.Code));
        Assert.Contains("is no sha256", edit.Refusal!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_registry_that_does_not_answer_is_told_from_one_that_refuses()
    {
        await using var server = new LoopbackServer(_ => FakeRegistry.Found());
        Add("gone", "127.0.0.1:1/a:1");
        Add("none", null);
        var edits = await AskAsync();
        Assert.Equal((EditStatus.Unreachable, EditCode.RegistryUnreachable, "127.0.0.1:1"), (edits[0].Status, edits[0].Refusal?.Code, edits[0].Registry));
        Assert.Equal((EditStatus.Refused, EditCode.NoArtifact), (edits[1].Status, edits[1].Refusal?.Code));
        Assert.Equal(5, EditSummary.ExitCodeOf([.. edits]));
        Add("there", $"{server.Authority}/a:1");
        Assert.Equal(8, EditSummary.ExitCodeOf([.. await AskAsync()]));
    }

    [Theory]
    [InlineData("ssh", true)]
    [InlineData("local", false)]
    public async Task A_registry_of_each_host_is_asked_for_this_machine_alone(string transport, bool isRefused)
    {
        await using var server = new LoopbackServer(_ => FakeRegistry.Found());
        Hosts(transport);
        Add("app", $"{server.Authority}/team/app:1.0");
        var edit = Assert.Single(await AskAsync());
        Assert.Equal(isRefused ? EditCode.RegistryOfHost : null, edit.Refusal?.Code);
        Assert.Equal(isRefused ? 0 : 1, server.Requests.Count);
    }

    private void Hosts(string transport) => _root.Write(
        "hosts.yaml", $"schema_version: 1\nhosts: {{ rs2000: {{ transport: {transport}{(transport == "ssh" ? ", destination: ops@rs2000" : "")} }} }}\n");

    private void Add(string id, string? reference, string? digest = null, string orchestrator = "docker-compose") => _root.Add(id, $"""
        schema_version: 2
        id: {id}
        name: App
        tier: 2-tools-products-modules
        owner: operator
        spec:
          runtime:
            host: rs2000
            orchestrator: {orchestrator}
            compose_file: compose/data/compose.yaml
            compose_service: redis
            image_observed: redis:7.4
          {(reference is null ? "" : $"artifact:\n    kind: oci-image\n    registry: upstream-registry\n    reference: {reference}\n{(digest is null ? "" : $"    digest: {digest}\n")}    update_policy: manual")}

        """);

    private async Task<IReadOnlyList<ManifestEdit>> AskAsync()
    {
        var token = TestContext.Current.CancellationToken;
        var options = new RegistryOptions { DockerConfigFolder = _folder, CertificatesFolder = Path.Combine(_folder, "certs.d") };
        using var resolver = new ImageResolver(options, TimeProvider.System);
        var edits = await ManifestEditor.Open(_root.Root).ReadForRegistries(ModuleFolder.AllOf(_root.Root), token).ReadAsync(resolver, TimeProvider.System, token);
        return [.. edits.OrderBy(e => e.Module, StringComparer.Ordinal)];
    }
}
