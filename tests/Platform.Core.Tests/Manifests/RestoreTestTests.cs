using Platform.Manifests;

namespace Platform.Tests.Manifests;

/// <summary><c>spec.operations.restore_test</c>, and values that begin with <c>TODO:</c>.</summary>
public sealed class RestoreTestTests
{
    private const string Declared = "    runbook: runbook.md\n    restore_test: { evidence: docs/restore.md, tested_at: \"2026-04-18T16:20:00Z\" }\n";

    [Fact]
    public void Evidence_that_is_there_counts()
    {
        using var root = new TestRoot();
        root.Add("redis", With(Declared));
        root.Write("modules/redis/docs/restore.md", "restored\n");
        Assert.True(root.Validate().IsValid);
        var test = Read(root).Operations!.RestoreTest!;
        Assert.Equal(("docs/restore.md", new DateTimeOffset(2026, 4, 18, 16, 20, 0, TimeSpan.Zero), true), (test.Evidence, test.TestedAt, test.EvidenceExists));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    public void Evidence_that_is_missing_or_empty_is_told_and_does_not_count(string? content)
    {
        using var root = new TestRoot();
        root.Add("redis", With(Declared));
        if (content is not null) root.Write("modules/redis/docs/restore.md", content);
        var diagnostic = Assert.Single(root.Validate().Diagnostics);
        Assert.Equal((ManifestCode.RestoreEvidenceMissing, 15, "/spec/operations/restore_test/evidence"), (diagnostic.Code, diagnostic.Line, diagnostic.Pointer));
        Assert.False(Read(root).Operations!.RestoreTest!.EvidenceExists);
    }

    [Theory]
    [InlineData("restore_test: { evidence: restore.md, tested_at: \"2026-04-18\" }", "SCHEMA_FORMAT")]
    [InlineData("restore_test: { evidence: restore.md, tested_at: 2026-04-18T16:20:00+02:00 }", "SCHEMA_PATTERN")]
    [InlineData("restore_test: { evidence: restore.md }", "SCHEMA_REQUIRED")]
    [InlineData("restore_test: { tested_at: \"2026-04-18T16:20:00Z\" }", "SCHEMA_REQUIRED")]
    [InlineData("restore_test: { evidence: restore.md, tested_at: \"2026-04-18T16:20:00Z\", by: me }", "SCHEMA_UNKNOWN_KEY")]
    [InlineData("restore_test: { evidence: /etc/passwd, tested_at: \"2026-04-18T16:20:00Z\" }", "SCHEMA_PATTERN")]
    [InlineData("restore_test: { evidence: ../other/restore.md, tested_at: \"2026-04-18T16:20:00Z\" }", "PATH_OUTSIDE_ROOT")]
    public void What_is_wrong_with_it_is_told(string yaml, string code)
    {
        using var root = new TestRoot();
        root.Add("redis", With($"    runbook: runbook.md\n    {yaml}\n"));
        Assert.Contains(root.Validate().Diagnostics, d => d.Code == code);
    }

    [Fact]
    public void A_value_to_be_written_is_missing_and_has_its_pointer()
    {
        using var root = new TestRoot();
        root.Add("redis", TestRoot.Manifest
            .Replace("owner: operator", "owner: \"TODO: who\"", StringComparison.Ordinal)
            .Replace("  runtime:", "  user_facing_outcome: \"TODO: what for\"\n  acceptance_criteria: [It answers., \"TODO: more\"]\n  runtime:", StringComparison.Ordinal)
            .Replace("  operations:", """
                  source: { kind: upstream-image, location: "TODO: from where", version_scheme: upstream-tag }
                  artifact: { kind: oci-image, registry: upstream-registry, reference: "TODO: which", update_policy: manual }
                  operations:
                """, StringComparison.Ordinal));
        Assert.Empty(root.Validate().Diagnostics);
        var module = Read(root);
        Assert.Equal(["/owner", "/spec/user_facing_outcome", "/spec/acceptance_criteria/1", "/spec/source/location", "/spec/artifact/reference"], module.Todo);
        Assert.Equal((null, null, null), (module.UserFacingOutcome, module.Source, module.Artifact));
        Assert.Equal(["It answers."], module.AcceptanceCriteria);
    }

    private static string With(string operations) => TestRoot.Manifest.Replace("    runbook: runbook.md", operations.TrimEnd('\n'), StringComparison.Ordinal);

    private static PlatformModule Read(TestRoot root) =>
        Assert.Single(ModuleCatalog.Read(root.Root, ModuleSelection.Of(root.Root, [], root.Path), TestContext.Current.CancellationToken).Modules);
}
