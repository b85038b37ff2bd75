using Platform.Editing;
using Platform.Manifests;
using Platform.Snapshots;
using Platform.Tests.Manifests;

namespace Platform.Tests.Editing;

/// <summary>What <c>spec.source</c> and <c>spec.artifact</c> are derived from, and what they are not (R5.2).</summary>
public sealed class DerivationTests : IDisposable
{
    private readonly TestRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("redis:7.4", "docker.io/library/redis", "docker.io/library/redis:7.4", null)]
    [InlineData("library/redis:7.4", "docker.io/library/redis", "docker.io/library/redis:7.4", null)]
    [InlineData("docker.io/redis:7.4", "docker.io/library/redis", "docker.io/library/redis:7.4", null)]
    [InlineData("index.docker.io/library/redis:7.4", "docker.io/library/redis", "docker.io/library/redis:7.4", null)]
    [InlineData("minio/minio:RELEASE.2025-04-22T22-12-26Z", "docker.io/minio/minio", "docker.io/minio/minio:RELEASE.2025-04-22T22-12-26Z", null)]
    [InlineData("quay.io/minio/minio:latest", "quay.io/minio/minio", "quay.io/minio/minio:latest", null)]
    [InlineData("registry.lan:5000/team/app:1.2", "registry.lan:5000/team/app", "registry.lan:5000/team/app:1.2", null)]
    [InlineData("10.0.0.5:5000/app:3.10", "10.0.0.5:5000/app", "10.0.0.5:5000/app:3.10", null)]
    [InlineData("localhost.example/app:1", "localhost.example/app", "localhost.example/app:1", null)]
    [InlineData("postgres:16.9@sha256:04a5d68a16e3d4d9e46ef415a825769d270e82b6c9f8696d485fd5e486cc7301", "docker.io/library/postgres", "docker.io/library/postgres:16.9", "sha256:04a5d68a16e3d4d9e46ef415a825769d270e82b6c9f8696d485fd5e486cc7301")]
    public void What_is_a_repository_and_a_tag_is_mapped(string observed, string location, string reference, string? digest)
    {
        var edit = Derive(observed);
        Assert.Equal((EditStatus.Pending, null), (edit.Status, edit.Refusal));
        var facts = edit.Changes.ToDictionary(fact => fact.Pointer, fact => fact.After, StringComparer.Ordinal);
        Assert.Equal(
            ("upstream-image", location, "upstream-tag"),
            (facts["/spec/source/kind"], facts["/spec/source/location"], facts["/spec/source/version_scheme"]));
        Assert.Equal(
            ("oci-image", "upstream-registry", reference, digest, "manual"),
            (facts["/spec/artifact/kind"], facts["/spec/artifact/registry"], facts["/spec/artifact/reference"], facts.GetValueOrDefault("/spec/artifact/digest"), facts["/spec/artifact/update_policy"]));
    }

    [Theory]
    [InlineData("redis", "has no tag")]
    [InlineData("ghcr.io/a/b", "has no tag")]
    [InlineData("redis@sha256:04a5d68a16e3d4d9e46ef415a825769d270e82b6c9f8696d485fd5e486cc7301", "a digest and no tag")]
    [InlineData("redis:7@sha512:04a5d68a16e3d4d9e46ef415a825769d270e82b6c9f8696d485fd5e486cc730104a5d68a16e3d4d9e46ef415a825769d270e82b6c9f8696d485fd5e486cc7301", "no sha256")]
    [InlineData("redis:$TAG", "a variable")]
    [InlineData("${IMAGE}", "a variable")]
    [InlineData("${REGISTRY:-docker.io}/redis:7", "a variable")]
    [InlineData("sha256:04a5d68a16e3d4d9e46ef415a825769d270e82b6c9f8696d485fd5e486cc7301", "an image id")]
    [InlineData("04a5d68a16e3d4d9e46ef415a825769d270e82b6c9f8696d485fd5e486cc7301", "an image id")]
    [InlineData("04a5d68a16e3", "an image id")]
    [InlineData("sha256:04a5d68a16e3", "an image id")]
    [InlineData("localhost/app:1", "registry localhost")]
    [InlineData("localhost:5000/app:1", "registry localhost:5000")]
    [InlineData("127.0.0.1:5000/app:1", "registry 127.0.0.1:5000")]
    [InlineData("127.1.2.3/app:1", "registry 127.1.2.3")]
    [InlineData("0.0.0.0:5000/app:1", "registry 0.0.0.0:5000")]
    [InlineData("[::1]:5000/app:1", "registry [::1]:5000")]
    [InlineData("registry.localhost:5000/app:1", "registry registry.localhost:5000")]
    [InlineData("Redis:7", "no image reference")]
    [InlineData("redis:", "no image reference")]
    [InlineData("TODO: which image", "no image reference")]
    public void What_is_not_is_refused_and_nothing_is_guessed(string observed, string reason)
    {
        var edit = Derive(observed);
        Assert.Equal((EditStatus.Refused, EditCode.ImageNotMapped, "/spec/runtime/image_observed"), (edit.Status, edit.Refusal?.Code, edit.Refusal?.Pointer));
        Assert.Contains(reason, edit.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal((12, 21), (edit.Refusal.Line, edit.Refusal.Column));
        Assert.Empty(edit.Changes);
        Assert.Equal("", edit.Diff);
    }

    [Fact]
    public void What_a_mirror_serves_is_of_the_origin()
    {
        _root.Write("hosts.yaml", "schema_version: 1\nregistry_aliases: { harbor.lan/hub: docker.io, 'localhost:5000': quay.io }\nhosts: { rs2000: { transport: local } }\n");
        Assert.Contains(Derive("harbor.lan/hub/library/redis:7.4").Changes, fact => fact is { Pointer: "/spec/artifact/reference", After: "docker.io/library/redis:7.4" });
        Assert.Contains(Derive("localhost:5000/minio/minio:1").Changes, fact => fact is { Pointer: "/spec/source/location", After: "quay.io/minio/minio" });
    }

    [Theory]
    [InlineData("    image_build: local\n", "redis: { image: 'redis:7.4' }", "/spec/runtime/image_build")]
    [InlineData("", "redis: { image: 'redis:7.4', build: . }", "/spec/runtime/compose_service")]
    [InlineData("", "redis: { <<: *b, image: 'redis:7.4' }", "/spec/runtime/compose_service")]
    public void An_image_that_is_built_is_of_no_registry(string runtime, string service, string pointer)
    {
        _root.Write("compose/data/compose.yaml", $"x-b: &b {{ build: . }}\nservices:\n  {service}\n");
        var edit = Derive("redis:7.4", runtime, withCompose: true);
        Assert.Equal((EditCode.ImageBuilt, pointer), (edit.Refusal?.Code, edit.Refusal?.Pointer));
    }

    [Fact]
    public void An_image_that_the_compose_file_contradicts_is_refused()
    {
        var edit = Derive("redis:7.2", withCompose: true);
        Assert.Equal(EditCode.WouldBeInvalid, edit.Refusal?.Code);
        Assert.Contains("compose/data/compose.yaml says redis:7.4", edit.Refusal!.Message, StringComparison.Ordinal);
        Assert.Equal((12, 21), (edit.Refusal.Line, edit.Refusal.Column));
    }

    [Fact]
    public void Without_a_record_there_is_nothing_to_derive_from()
    {
        _root.Add("redis", TestRoot.Manifest.Replace("    image_observed: redis:7.4\n", "", StringComparison.Ordinal));
        Assert.Equal(ManifestCode.ImageNotRecorded, Derive().Refusal?.Code);
    }

    [Theory]
    [InlineData("stateful")]
    [InlineData("stateless")]
    public void The_update_policy_is_manual(string statefulness) =>
        Assert.Contains(Derive("redis:7.4", $"    statefulness: {statefulness}\n").Changes, fact => fact is { Pointer: "/spec/artifact/update_policy", After: "manual" });

    [Fact]
    public void What_is_there_is_not_overwritten_and_what_differs_is_said()
    {
        const string Source = "  source: { kind: upstream-image, location: docker.io/library/redis, version_scheme: upstream-tag }\n";
        const string Artifact = "  artifact: { kind: oci-image, registry: upstream-registry, reference: 'redis:7.2', update_policy: scheduled, update_policy_reason: tested nightly }\n";
        var half = Derive("redis:7.4", after: Source);
        Assert.Equal(EditStatus.Pending, half.Status);
        Assert.All(half.Changes, fact => Assert.StartsWith("/spec/artifact/", fact.Pointer, StringComparison.Ordinal));

        var both = Derive("redis:7.4", after: Source + Artifact);
        Assert.Equal((EditStatus.Unchanged, null), (both.Status, both.Refusal));
        Assert.Contains("spec.artifact is redis:7.2", Assert.Single(both.Remarks), StringComparison.Ordinal);

        var other = Derive("valkey/valkey:8", after: Source);
        Assert.Equal(EditCode.Disagrees, other.Refusal?.Code);
        Assert.Equal(EditCode.Disagrees, Derive("valkey/valkey:8", after: Artifact).Refusal?.Code);
    }

    [Fact]
    public void Keys_with_nothing_behind_them_are_filled()
    {
        var edit = Derive("redis:7.4", after: "  source:\n  # the release\n  artifact: ~\n");
        Assert.Equal((EditStatus.Pending, null), (edit.Status, edit.Refusal));
        Assert.Contains("+    location: docker.io/library/redis\n", edit.Diff, StringComparison.Ordinal);
        Assert.Equal(EditStatus.Written, Save(edit).Status);
        Assert.True(_root.Validate().IsValid, string.Join('\n', _root.Validate().Diagnostics));
    }

    [Theory]
    [InlineData("  source: { kind: upstream-image, location: 'TODO: where from', version_scheme: upstream-tag }\n", "docker.io/library/redis", 1)]
    [InlineData("  source:\n    kind: upstream-image\n    location: 'TODO:' # who knows\n    version_scheme: upstream-tag\n", "docker.io/library/redis", 1)]
    [InlineData("  source: { kind: 'TODO: a', location: \"TODO: b\", version_scheme: 'TODO: c' }\n", "docker.io/library/redis", 3)]
    [InlineData("  artifact: { kind: oci-image, registry: upstream-registry, reference: \"TODO: which\", update_policy: manual }\n", "docker.io/library/redis:7.4", 1)]
    [InlineData("  artifact: { kind: oci-image, registry: upstream-registry, reference: 'TODO: which', update_policy: 'TODO: how' }\n", "docker.io/library/redis:7.4", 2)]
    public void Values_that_are_to_be_written_are_filled_in_and_nothing_beside_them(string after, string written, int values)
    {
        const string Source = "  source: { kind: upstream-image, location: redis, version_scheme: upstream-tag }\n";
        const string Artifact = "  artifact: { kind: oci-image, registry: upstream-registry, reference: 'redis:7.4', update_policy: manual }\n";
        var edit = Derive("redis:7.4", after: after.Contains("source:", StringComparison.Ordinal) ? after + Artifact : Source + after);
        Assert.Equal((EditStatus.Pending, null, values), (edit.Status, edit.Refusal, edit.Changes.Count));
        Assert.Contains(edit.Changes, fact => fact.After == written && fact.Before!.StartsWith("TODO:", StringComparison.Ordinal));
        Assert.Equal(EditStatus.Written, Save(edit).Status);
        Assert.True(_root.Validate(strict: false).IsValid, string.Join('\n', _root.Validate().Diagnostics));
        Assert.Equal(EditStatus.Unchanged, Derive().Status);
        Assert.Equal(after.Contains('#', StringComparison.Ordinal), File.ReadAllText(Manifest).Contains("# who knows", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("  artifact: { kind: oci-image, registry: upstream-registry, reference: 'TODO: which', digest: 'sha256:04a5d68a16e3d4d9e46ef415a825769d270e82b6c9f8696d485fd5e486cc7301', update_policy: manual }\n", EditCode.Disagrees, 13, 95)]
    [InlineData("  artifact:\n    kind: oci-image\n    registry: upstream-registry\n    reference: |\n      TODO: which\n    update_policy: manual\n", "EDIT_YAML_BLOCK_SCALAR", 16, 16)]
    [InlineData("  source:\n  artifact: &a\n    kind: oci-image\n    registry: upstream-registry\n    reference: 'TODO: which'\n    update_policy: manual\n", "EDIT_YAML_ANCHOR", 14, 13)]
    [InlineData("  source: { kind: upstream-image, location: 'ghcr.io/a/b', version_scheme: upstream-tag }\n  artifact: { kind: oci-image, registry: upstream-registry, reference: 'TODO: which', update_policy: manual }\n", EditCode.Disagrees, 13, 45)]
    public void One_that_cannot_be_filled_in_is_refused_with_its_place(string after, string code, int line, int column)
    {
        var edit = Derive("redis:7.4", after: after);
        Assert.Equal((EditStatus.Refused, code, line, column), (edit.Status, edit.Refusal?.Code, edit.Refusal?.Line, edit.Refusal?.Column));
    }

    [Fact]
    public void An_edit_is_not_saved_over_what_was_written_meanwhile()
    {
        var edit = Derive("redis:7.4");
        File.AppendAllText(Manifest, "# a word more\n");
        var refused = Save(edit);
        Assert.Equal((EditStatus.Refused, EditCode.File), (refused.Status, refused.Refusal?.Code));
        Assert.Contains("has changed since it was read", refused.Refusal!.Message, StringComparison.Ordinal);
        Assert.EndsWith("# a word more\n", File.ReadAllText(Manifest), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_already_stops_no_edit()
    {
        File.Delete(Path.Combine(_root.Path, "modules", "redis", "runbook.md"));
        Assert.False(_root.Validate().IsValid);
        Assert.Equal(EditStatus.Pending, Derive().Status);
    }

    private string Manifest => Path.Combine(_root.Path, "modules", "redis", "module.yaml");

    private ManifestEdit Save(ManifestEdit edit) => ManifestEditor.Open(_root.Root).Save(edit);

    private ManifestEdit Derive(string observed, string runtime = "", string after = "", bool withCompose = false)
    {
        if (!withCompose) _root.Write("compose/data/compose.yaml", "services: { redis: { command: run } }\n");
        _root.Add("redis", TestRoot.Manifest.Replace("    image_observed: redis:7.4\n", $"    image_observed: '{observed}'\n{runtime}{after}", StringComparison.Ordinal));
        return Derive();
    }

    private ManifestEdit Derive()
    {
        var token = TestContext.Current.CancellationToken;
        var run = ManifestEditor.Open(_root.Root).Read(EditKind.Derive, ModuleFolder.AllOf(_root.Root), token);
        Assert.Empty(run.Questions);
        return Assert.Single(run.ReadAsync(new HostObserver(TimeProvider.System, Platform.Root.Trust.OfUser()), 1, token).ToBlockingEnumerable(token).SelectMany(host => host.Edits));
    }
}
