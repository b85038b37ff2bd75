using FsCheck.Fluent;
using Platform.Editing;
using Platform.Manifests;
using Platform.Readiness;
using Platform.Snapshots;
using Platform.Tests.Manifests;

namespace Platform.Tests.Readiness;

/// <summary>What readiness calls derivable is what <c>edit</c> writes, and the reverse.</summary>
public sealed class DerivableTests : IDisposable
{
    private static readonly string[] Images =
    [
        "redis:7.4", "redis", "redis:latest", "redis:7.4@sha256:" + Sixty4, "redis@sha256:" + Sixty4, "redis:7@sha512:" + Sixty4 + Sixty4, "sha256:" + Sixty4, "0123456789ab",
        "registry.lan:5000/team/app:1", "localhost:5000/app:1", "[::1]:5000/app:1", "[2001:db8::1]:5000/app:1", "Redis:7", "${IMAGE:-redis:7}", "redis:$TAG", "harbor.lan/hub/library/redis:7.4",
        "127.0.0.1:5000/hub/redis:7.4", "TODO: which image", "ghcr.io/owner/name:1", "ghcr.io/Owner/name:1", "redis:", ":7", "/redis:7", "[::ffff:127.0.0.1]:5000/app:1",
    ];

    private static readonly string[] Sources =
    [
        "", "", "  source: { kind: upstream-image, location: docker.io/library/redis, version_scheme: upstream-tag }\n",
        "  source: { kind: upstream-image, location: ghcr.io/owner/name, version_scheme: upstream-tag }\n",
        "  source: { kind: upstream-image, location: 'TODO: where from', version_scheme: upstream-tag }\n",
    ];

    private static readonly string[] Artifacts =
    [
        "", "", "  artifact: { kind: oci-image, registry: upstream-registry, reference: 'redis:7.4', update_policy: manual }\n",
        "  artifact:\n    kind: oci-image\n    registry: upstream-registry\n    reference: ghcr.io/owner/name:1\n    update_policy: manual\n",
        "  artifact: &a { kind: oci-image, registry: upstream-registry, reference: 'redis:7.4', update_policy: manual }\n",
        "  artifact: { kind: oci-image, registry: upstream-registry, reference: 'TODO: which', update_policy: manual }\n",
    ];

    private static readonly string[] Services =
    [
        "redis: { command: run }", "redis: { image: 'redis:7.4' }", "redis: { image: 'redis:7.2' }", "redis: { build: . }", "redis: { image: '${IMAGE}' }", "other: { image: a }",
    ];

    private const string Sixty4 = "04a5d68a16e3d4d9e46ef415a825769d270e82b6c9f8696d485fd5e486cc7301";

    private readonly TestRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Readiness_and_edits_agree_on_every_manifest()
    {
        _root.Write("hosts.yaml", "schema_version: 1\nregistry_aliases: { harbor.lan/hub: docker.io, '127.0.0.1:5000/hub': docker.io/library }\nhosts: { rs2000: { transport: local } }\n");
        var manifests =
            from image in Gen.Elements(Images)
            from source in Gen.Elements(Sources)
            from artifact in Gen.Elements(Artifacts)
            from build in Gen.Elements("", "", "", "    image_build: local\n")
            from shape in Gen.Elements("", "", "# a comment\n", "x: &x {}\n")
            from service in Gen.Elements(Services)
            select (Observed: $"    image_observed: '{image}'\n{build}{source}{artifact}", shape, service);
        var seen = (Derivable: 0, ByHand: 0);
        foreach (var (text, shape, service) in manifests.Sample(400, 50))
        {
            _root.Write("compose/data/compose.yaml", $"services:\n  {service}\n");
            _root.Add("redis", shape + TestRoot.Manifest.Replace("    image_observed: redis:7.4\n", text, StringComparison.Ordinal));
            var catalog = ModuleCatalog.Read(_root.Root, ModuleSelection.Of(_root.Root, [], _root.Path), TestContext.Current.CancellationToken);
            if (catalog.Modules is not [var module]) continue;
            var blockers = ReadinessEvaluation.Of(module, ModuleEvidence.None, EditOutlook.Of(_root.Root, catalog.Modules, TestContext.Current.CancellationToken), DateTimeOffset.UnixEpoch).Blockers;
            var edit = Derive();
            foreach (var blocker in blockers.Where(b => b.Kind is BlockerKind.Source or BlockerKind.Artifact))
            {
                var pointer = blocker.Kind is BlockerKind.Source ? "/spec/source" : "/spec/artifact";
                Assert.True(blocker.Derivable == edit.Changes.Any(change => change.Pointer.StartsWith(pointer, StringComparison.Ordinal)), $"{blocker.Message}\n{edit}\n{text}");
                seen = blocker.Derivable ? seen with { Derivable = seen.Derivable + 1 } : seen with { ByHand = seen.ByHand + 1 };
                if (edit.Refusal is { } refusal && refusal.Code != ManifestCode.ImageNotRecorded) Assert.Equal("$EDITOR modules/redis/module.yaml", blocker.Command);
            }

            // A digest is cleared by the verb that is named: by the derivation, where that writes one.
            if (blockers.FirstOrDefault(b => b.Kind is BlockerKind.Digest) is { Derivable: true } digest)
                Assert.Equal(edit.Changes.Any(change => change.Pointer == "/spec/artifact/digest") ? "platformctl edit derive redis" : "platformctl edit digest redis", digest.Command);
        }

        Assert.True(seen is { Derivable: > 10, ByHand: > 20 }, seen.ToString());
    }

    [Fact]
    public void A_digest_that_the_text_has_no_place_for_needs_a_person()
    {
        _root.Add("redis", TestRoot.Manifest.Replace("    image_observed: redis:7.4\n", "    image_observed: redis:7.4\n" + Sources[2] + Artifacts[4], StringComparison.Ordinal));
        var catalog = ModuleCatalog.Read(_root.Root, ModuleSelection.Of(_root.Root, [], _root.Path), TestContext.Current.CancellationToken);
        var readiness = ReadinessEvaluation.Of(catalog.Modules[0], ModuleEvidence.None, EditOutlook.Of(_root.Root, catalog.Modules, TestContext.Current.CancellationToken), DateTimeOffset.UnixEpoch);
        var digest = Assert.Single(readiness.Blockers, b => b.Kind is BlockerKind.Digest);
        Assert.Equal((false, "$EDITOR modules/redis/module.yaml"), (digest.Derivable, digest.Command));
        Assert.Contains("anchor", digest.Message, StringComparison.Ordinal);
    }

    private ManifestEdit Derive()
    {
        var token = TestContext.Current.CancellationToken;
        var run = ManifestEditor.Open(_root.Root).Read(EditKind.Derive, ModuleFolder.AllOf(_root.Root), token);
        return Assert.Single(run.ReadAsync(new HostObserver(TimeProvider.System, Platform.Root.Trust.OfUser()), 1, token).ToBlockingEnumerable(token).SelectMany(host => host.Edits));
    }
}
