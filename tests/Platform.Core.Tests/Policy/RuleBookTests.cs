using System.Text.RegularExpressions;
using Platform.Policy;
using Platform.Schema;
using Platform.Yaml;

namespace Platform.Tests.Policy;

/// <summary>Every rule is whole: an id, a severity, a page, a place in the schema; and no page is of a rule that is not there.</summary>
public sealed partial class RuleBookTests
{
    private static readonly string[] Sections = ["## What", "## Why", "## Fix", "## When to acknowledge"];

    /// <summary>The contract: ids and severities as they were agreed.</summary>
    private static readonly (string, PolicySeverity)[] Agreed =
    [
        ("docker-sock-bind", PolicySeverity.High), ("privileged-container", PolicySeverity.High), ("host-namespace", PolicySeverity.High), ("dangerous-capability", PolicySeverity.High),
        ("host-root-mount", PolicySeverity.High), ("host-device", PolicySeverity.High), ("blast-radius-understated", PolicySeverity.High), ("secret-provider-contradiction", PolicySeverity.Medium),
        ("secret-literal", PolicySeverity.Critical), ("secret-ref-unused", PolicySeverity.Low), ("secret-not-declared", PolicySeverity.Medium), ("smoke-test-missing", PolicySeverity.Low),
        ("runbook-missing", PolicySeverity.Low), ("image-record-tag-only", PolicySeverity.Low), ("image-tag-floating", PolicySeverity.Medium), ("port-exposed", PolicySeverity.High),
        ("healthcheck-missing", PolicySeverity.Low), ("restart-policy-missing", PolicySeverity.Low), ("limits-missing", PolicySeverity.Low), ("audit-stale", PolicySeverity.Low),
        ("update-policy-unjustified", PolicySeverity.Medium), ("risk-without-trigger", PolicySeverity.Medium), ("risk-lapsed", PolicySeverity.High), ("risk-unknown", PolicySeverity.Medium),
        ("risk-expires-soon", PolicySeverity.Low), ("risk-unused", PolicySeverity.Low),
    ];

    [Fact]
    public void The_rules_are_those_that_were_agreed() => Assert.Equal(Agreed, PolicyRule.All.Select(rule => (rule.Id, rule.Severity)));

    [Fact]
    public void Only_the_blast_radius_cannot_be_acknowledged() =>
        Assert.Equal(["blast-radius-understated"], PolicyRule.All.Where(rule => !rule.CanBeAcknowledged).Select(rule => rule.Id));

    [Fact]
    public void Every_rule_has_a_page_with_all_sections_and_every_page_is_a_rule_s()
    {
        foreach (var rule in PolicyRule.All)
        {
            Assert.Matches(KebabCase(), rule.Id);
            var page = rule.ReadPage();
            Assert.StartsWith($"# {rule.Id}\nSeverity: {rule.Severity.ToString().ToLowerInvariant()}", page, StringComparison.Ordinal);
            Assert.Equal(Sections, page.Split('\n').Where(line => line.StartsWith("## ", StringComparison.Ordinal)));
            Assert.DoesNotContain("\n\n\n", page, StringComparison.Ordinal);
            Assert.True(File.Exists(Path.Combine(Checkout.Folder, rule.Page)), rule.Page);
        }

        var pages = Directory.EnumerateFiles(Path.Combine(Checkout.Folder, "docs", "rules"), "*.md").Select(Path.GetFileNameWithoutExtension);
        Assert.Equal(PolicyRule.All.Select(rule => rule.Id).Order(StringComparer.Ordinal), pages.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_rule_is_a_file_of_its_own_that_is_named_after_it()
    {
        foreach (var rule in RuleBook.All)
        {
            var name = string.Concat(rule.Id.Split('-').Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
            Assert.Equal(name, rule.GetType().Name);
            Assert.True(File.Exists(Path.Combine(Checkout.Folder, "src", "Platform.Core", "Policy", "Rules", name + ".cs")), name);
        }
    }

    [Fact]
    public void The_schema_of_the_configuration_knows_every_rule_and_no_other()
    {
        var schema = YamlReader.ReadFile(Path.Combine(Checkout.Folder, "schema", "policy.schema.json")).Root["properties"];
        List<string> severities = [];
        foreach (var entry in schema["severities"]["properties"].Entries) severities.Add(entry.Key);
        Assert.Equal(RuleBook.Ids, severities);
        List<string> disabled = [];
        foreach (var item in schema["disabled"]["items"]["properties"]["rule"]["enum"].Items) disabled.Add(item.Text);
        Assert.Equal(RuleBook.All.Where(rule => rule.CanBeAcknowledged).Select(rule => rule.Id), disabled);
    }

    [Fact]
    public void The_documentation_names_every_rule()
    {
        var page = File.ReadAllText(Path.Combine(Checkout.Folder, "docs", "policy.md"));
        foreach (var rule in PolicyRule.All) Assert.Contains($"[`{rule.Id}`](rules/{rule.Id}.md) | {rule.Severity.ToString().ToLowerInvariant()}", page, StringComparison.Ordinal);
    }

    [Fact]
    public void The_shipped_schemas_compile() => Assert.NotNull(new[] { ShippedSchemas.Policy, ShippedSchemas.PolicyReport });

    [GeneratedRegex("^[a-z]+(-[a-z]+)*$")]
    private static partial Regex KebabCase();
}
