using Platform.Diagnostics;
using Platform.Manifests;

namespace Platform.Tests.Manifests;

public sealed class ManifestValidatorTests : IDisposable
{
    private readonly TestRoot _root = new();

    [Fact]
    public void A_good_manifest_has_no_diagnostics()
    {
        var validation = _root.Validate();
        Assert.Empty(validation.Diagnostics);
        Assert.Equal((1, 0, true), (validation.Files, validation.Invalid, validation.IsValid));
    }

    // What is replaced in the good manifest, by what, and the code, line and column that has to come of it.
    [Theory]
    [InlineData("id: redis", "id: redis2", ManifestCode.IdFolderMismatch, 2, 5)]
    [InlineData("compose_file: compose/data/compose.yaml", "compose_file: compose/nope.yaml", ManifestCode.ComposeFileMissing, 10, 19)]
    [InlineData("compose_service: redis", "compose_service: rediss", ManifestCode.ComposeServiceMissing, 11, 22)]
    [InlineData("compose_file: compose/data/compose.yaml", "compose_file: compose/../../etc/passwd", ManifestCode.PathOutsideRoot, 10, 19)]
    [InlineData("runbook: runbook.md", "runbook: nope.md", ManifestCode.RunbookMissing, 14, 14)]
    [InlineData("runbook: runbook.md", "smoke_test: nope.sh", ManifestCode.SmokeTestMissing, 14, 17)]
    [InlineData("runbook: runbook.md", "runbook: x/../../../secret", ManifestCode.PathOutsideRoot, 14, 14)]
    [InlineData("image_observed: redis:7.4", "image_observed: Redis:7.4", ManifestCode.ImageReferenceInvalid, 12, 21)]
    [InlineData("tier: 0-platform-substrate", "tier: platform-substrate", "SCHEMA_PATTERN", 4, 7)]
    [InlineData("owner: operator", "ownr: operator", "SCHEMA_UNKNOWN_KEY", 5, 1)]
    [InlineData("owner: operator", "owner: operator\nowner: b", "YAML_DUPLICATE_KEY", 6, 1)]
    [InlineData("schema_version: 2", "schema_version: 1", "SCHEMA_CONST", 1, 17)]
    [InlineData("host: rs2000", "host: -oProxyCommand=id", "SCHEMA_PATTERN", 8, 11)]
    [InlineData("host: rs2000", "host: 'a b; id'", "SCHEMA_PATTERN", 8, 11)]
    [InlineData("host: rs2000", "host: ops@-oProxyCommand", "SCHEMA_PATTERN", 8, 11)]
    [InlineData("host: rs2000", "host: \"rs2000\\n\"", "SCHEMA_PATTERN", 8, 11)]
    [InlineData("compose_service: redis", "compose_service: $(id)", "SCHEMA_PATTERN", 11, 22)]
    [InlineData("compose_service: redis", "compose_service: redis\n    container_name: -redis", "SCHEMA_PATTERN", 12, 21)]
    [InlineData("compose_service: redis", "compose_service: redis\n    compose_project: 'a b'", "SCHEMA_PATTERN", 12, 22)]
    [InlineData("compose_file: compose/data/compose.yaml", "compose_file: 'compose/$(id).yaml'", "SCHEMA_PATTERN", 10, 19)]
    [InlineData("compose_file: compose/data/compose.yaml", "compose_file: /etc/passwd", "SCHEMA_PATTERN", 10, 19)]
    [InlineData("image_observed: redis:7.4", "image_observed: 'redis:7.4; id'", ManifestCode.ImageReferenceInvalid, 12, 21)]
    [InlineData("image_observed: redis:7.4", "image_observed: --privileged", ManifestCode.ImageReferenceInvalid, 12, 21)]
    public void What_is_wrong_is_named_with_its_place(string old, string replacement, string code, int line, int column)
    {
        Assert.Contains(old, TestRoot.Manifest, StringComparison.Ordinal);
        _root.Add("redis", TestRoot.Manifest.Replace(old, replacement, StringComparison.Ordinal));
        var diagnostic = Assert.Single(_root.Validate().Diagnostics, d => d.Code == code);
        Assert.Equal(("modules/redis/module.yaml", line, column), (diagnostic.File, diagnostic.Line, diagnostic.Column));
        Assert.Equal((DiagnosticSeverity.Error, "redis"), (diagnostic.Severity, diagnostic.Module));
    }

    [Fact]
    public void A_reference_and_a_digest_that_contradict_each_other_are_an_error()
    {
        _root.Add("redis", TestRoot.Manifest + $"""

              artifact:
                kind: oci-image
                registry: upstream-registry
                reference: redis:7.4@sha256:{new string('a', 64)}
                digest: sha256:{new string('b', 64)}
                update_policy: manual
            """);
        Assert.Equal(ManifestCode.ArtifactDigestConflict, Assert.Single(_root.Validate().Diagnostics).Code);
    }

    [Theory]
    [InlineData("redis:7.4", null)]
    [InlineData("docker.io/library/redis:7.4", null)]
    [InlineData("redis", DiagnosticSeverity.Error)]
    [InlineData("redis:7.2", DiagnosticSeverity.Error)]
    [InlineData("ghcr.io/redis:7.4", DiagnosticSeverity.Error)]
    [InlineData("redis:${TAG:-7.4}", null)]
    [InlineData("redis:${TAG:-7.2}", DiagnosticSeverity.Warning)]
    [InlineData("redis:${TAG}", null)]
    public void An_artifact_and_a_compose_file_that_disagree_are_an_error(string image, DiagnosticSeverity? severity)
    {
        _root.Write("compose/data/compose.yaml", $"services:\n  redis:\n    image: {image}\n");
        _root.Add("redis", TestRoot.Manifest + """

              artifact:
                kind: oci-image
                registry: upstream-registry
                reference: redis:7.4
                update_policy: manual
            """);
        var diagnostic = _root.Validate().Diagnostics.SingleOrDefault(d => d.Code == ManifestCode.ArtifactComposeDisagree);
        Assert.Equal((severity, severity is null ? null : (int?)18), (diagnostic?.Severity, diagnostic?.Line));
    }

    [Theory]
    [InlineData("scale: 1\n    container_name: cache", null, null)]
    [InlineData("scale: ${N:-3}\n    container_name: cache", null, null)]
    [InlineData("scale: 3", null, null)]
    [InlineData("scale: 3\n    container_name: cache", null, "calls them all cache")]
    [InlineData("scale: 0\n    container_name: cache", null, "asks for no containers")]
    [InlineData("deploy: { replicas: 2 }", "cache", "cannot all be called cache")]
    [InlineData("deploy: { replicas: 2 }", "home-platform-redis-1", null)]
    public void Several_containers_have_no_name_of_their_own(string said, string? named, string? sentence)
    {
        _root.Write("compose/data/compose.yaml", $"services:\n  redis:\n    image: redis:7.4\n    {said}\n");
        _root.Add("redis", named is null ? TestRoot.Manifest : TestRoot.Manifest.Replace("    compose_service: redis", $"    compose_service: redis\n    container_name: {named}", StringComparison.Ordinal));
        var diagnostic = _root.Validate().Diagnostics.SingleOrDefault(d => d.Code == ManifestCode.ContainerNameWithReplicas);
        if (sentence is null) Assert.Null(diagnostic);
        else Assert.Contains(sentence, diagnostic?.Message, StringComparison.Ordinal);
    }

    [Theory] // R1.3
    [InlineData("2026-05-02T00:00:00Z", true)]
    [InlineData("2026-05-02", false)]
    [InlineData("2026-05-02T00:00:00+02:00", false)]
    [InlineData("2026-13-02T00:00:00Z", false)]
    public void An_acknowledgement_has_an_rfc_3339_time_in_utc(string time, bool valid)
    {
        _root.Add("redis", TestRoot.Manifest + $"""

              risk:
                blast_radius: self
                internet_exposed: false
                human_wakeup_allowed: false
                acknowledged_risks:
                  - id: docker-sock-bind
                    rationale: It is an admin panel.
                    acknowledged_by: operator
                    acknowledged_at: {time}
            """);
        Assert.Equal(valid, _root.Validate().IsValid);
    }

    [Fact] // R2.4
    public void No_image_observed_is_a_warning_and_an_error_under_strict()
    {
        _root.Add("redis", TestRoot.Manifest.Replace("image_observed: redis:7.4", "image_build: local", StringComparison.Ordinal));
        var diagnostic = Assert.Single(_root.Validate().Diagnostics);
        Assert.Equal((ManifestCode.ImageNotRecorded, DiagnosticSeverity.Warning), (diagnostic.Code, diagnostic.Severity));
        Assert.True(_root.Validate().IsValid);
        Assert.All(_root.Validate(strict: true).Diagnostics, d => Assert.Equal(DiagnosticSeverity.Error, d.Severity));
    }

    [Fact]
    public void Strict_refuses_every_value_that_is_still_to_be_written()
    {
        _root.Add("redis", TestRoot.Manifest.Replace("owner: operator", "owner: 'TODO: who'", StringComparison.Ordinal).Replace(
            "spec:\n", "spec:\n  user_facing_outcome: Todo lists stay\n  acceptance_criteria:\n    - It works.\n    - \"TODO: how do we know?\" # 🐲\n", StringComparison.Ordinal));
        Assert.True(_root.Validate().IsValid);
        var strict = _root.Validate(strict: true).Diagnostics.Where(d => d.Code == ManifestCode.ValueToDo);
        Assert.Equal(
            [(5, 8, "/owner", DiagnosticSeverity.Error, "modules/redis/module.yaml"), (10, 7, "/spec/acceptance_criteria/1", DiagnosticSeverity.Error, "modules/redis/module.yaml")],
            strict.Select(d => (d.Line, d.Column, d.Pointer, d.Severity, d.File)));
        var text = File.ReadAllBytes(Path.Combine(_root.Path, "modules", "redis", "module.yaml"));
        Assert.True(FileValidator.ValidateManifest(text, strict: false).IsValid);
        Assert.Equal(2, FileValidator.ValidateManifest(text, strict: true).Diagnostics.Count(d => d.Code == ManifestCode.ValueToDo));
    }

    [Fact]
    public void Strict_v2_leaves_nothing_unsaid()
    {
        string[] missing = [.. _root.Validate(strict: true).Diagnostics.Select(d => d.Message)];
        foreach (var key in (string[])["user_facing_outcome", "acceptance_criteria", "secrets", "risk", "statefulness", "smoke_test"])
            Assert.Contains(missing, m => m.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public void Two_modules_may_not_claim_one_service()
    {
        _root.Add("redis-too", TestRoot.Manifest.Replace("id: redis", "id: redis-too", StringComparison.Ordinal));
        var diagnostics = _root.Validate().Diagnostics;
        Assert.Equal(["redis", "redis-too"], diagnostics.Select(d => d.Module).Order());
        Assert.All(diagnostics, d => Assert.Equal(ManifestCode.ServiceClaimedTwice, d.Code));
        Assert.Contains("modules/redis-too/module.yaml", diagnostics[0].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("compose_service: redis", "compose_service: other")]
    [InlineData("host: rs2000", "host: vps1000")]
    [InlineData("host: rs2000", "host: rs2000\n    compose_project: lab")]
    public void One_service_is_one_of_a_project_on_a_host(string old, string replacement)
    {
        _root.Add("redis-too", TestRoot.Manifest.Replace("id: redis", "id: redis-too", StringComparison.Ordinal)
            .Replace(old, replacement, StringComparison.Ordinal));
        Assert.Empty(_root.Validate().Diagnostics);
    }

    [Fact]
    public void A_clash_with_a_module_that_was_not_asked_for_is_found()
    {
        _root.Add("redis-too", TestRoot.Manifest.Replace("id: redis", "id: redis-too", StringComparison.Ordinal));
        var validation = _root.Validate(strict: false, "redis");
        Assert.Equal("redis", Assert.Single(validation.Diagnostics).Module);
        Assert.Equal(1, validation.Files);
    }

    [Fact]
    public void Ids_are_unique()
    {
        _root.Add("copy", TestRoot.Manifest.Replace("compose_service: redis", "compose_service: other", StringComparison.Ordinal));
        Assert.Equal(2, _root.Validate().Diagnostics.Count(d => d.Code == ManifestCode.IdDuplicate));
    }

    [Fact]
    public void The_host_has_to_be_in_the_inventory_where_there_is_one()
    {
        _root.Write("hosts.yaml", "schema_version: 1\nhosts:\n  rs200: { transport: local }\n");
        var diagnostic = Assert.Single(_root.Validate().Diagnostics);
        Assert.Equal(ManifestCode.HostNotDeclared, diagnostic.Code);
        Assert.Contains("did you mean rs200?", diagnostic.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("transport: ssh", "destination")]
    [InlineData("transport: ssh, destination: -oProxyCommand=id", "destination")]
    [InlineData("transport: ssh, destination: ops@-oProxyCommand, port: 22", "destination")]
    [InlineData("transport: ssh, destination: a@b@c", "destination")]
    [InlineData("transport: ssh, destination: \"a\\n-oProxyCommand=id\"", "destination")]
    [InlineData("transport: ssh, destination: $(id)", "destination")]
    [InlineData("transport: local, platform_dir: /srv/../etc", "platform_dir")]
    [InlineData("transport: ssh, destination: a, port: 70000", "port")]
    [InlineData("transport: telnet, destination: a", "ssh")]
    [InlineData("transport: recorded, snapshot: /etc/passwd", "snapshot")]
    public void A_bad_inventory_is_named_with_what_was_meant(string mapping, string words)
    {
        _root.Write("hosts.yaml", $"schema_version: 1\nhosts:\n  rs2000: {{ {mapping} }}\n");
        var diagnostic = Assert.Single(_root.Validate().Diagnostics);
        Assert.Equal(("hosts.yaml", 3), (diagnostic.File, diagnostic.Line));
        Assert.Contains(words, diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_folder_without_a_manifest_is_a_warning()
    {
        _root.Write("modules/half/module.yml", "id: half");
        var diagnostic = Assert.Single(_root.Validate().Diagnostics);
        Assert.Equal((ManifestCode.ManifestMissing, DiagnosticSeverity.Warning), (diagnostic.Code, diagnostic.Severity));
        Assert.Contains("module.yml", diagnostic.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_service_may_come_from_an_included_compose_file()
    {
        _root.Write("compose/data/compose.yaml", "include:\n  - more.yaml\n");
        _root.Write("compose/data/more.yaml", "services:\n  redis: { image: 'redis:7.4' }\n");
        Assert.Empty(_root.Validate().Diagnostics);
        _root.Write("compose/data/more.yaml", "services: {}\n");
        Assert.Equal(ManifestCode.ComposeServiceMissing, Assert.Single(_root.Validate().Diagnostics).Code);
    }

    [Fact]
    public void A_compose_file_that_is_none_is_named()
    {
        _root.Write("compose/data/compose.yaml", "services: [\n");
        Assert.Equal(ManifestCode.ComposeFileUnreadable, Assert.Single(_root.Validate().Diagnostics).Code);
    }

    [Fact]
    public void An_external_module_needs_no_compose_file()
    {
        _root.Add("redis", """
            schema_version: 2
            id: redis
            name: Redis
            tier: 0-platform-substrate
            owner: operator
            spec: { runtime: { host: somewhere, orchestrator: external } }
            """);
        Assert.Empty(_root.Validate().Diagnostics);
    }

    public void Dispose() => _root.Dispose();
}
