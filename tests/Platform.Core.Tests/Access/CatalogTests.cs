using System.Runtime.Versioning;
using Platform.Access.Catalog;
using Platform.Manifests;
using Platform.Schema;

namespace Platform.Tests.Access;

[UnsupportedOSPlatform("windows")]
public sealed class CatalogTests : IDisposable
{
    private readonly AccessRoom _room = new();

    /// <summary>R6.3.</summary>
    [Fact]
    public void The_sample_fleet_has_the_five_seed_capabilities()
    {
        var root = Platform.Root.PlatformRoot.Above(Checkout.Folder)!; // the checkout is a root
        var catalog = CapabilityCatalog.Load(root);
        Assert.Empty(catalog.Diagnostics);
        Assert.Equal(
            [
                ("forgejo-pat-read", CapabilityTier.Low, "forgejo-pat"), ("ssh-rs2000-platform-host-agent", CapabilityTier.High, "ssh-agent"),
                ("ssh-vps1000-iskra-readonly", CapabilityTier.High, "ssh-agent"), ("infisical-secrets-read-scoped", CapabilityTier.Medium, "infisical-token"),
                ("break-glass-full-access", CapabilityTier.Critical, "ssh-agent"),
            ],
            catalog.Capabilities.Select(c => (c.Id, c.Tier, c.Backing.Type)));
        Assert.Equal(["host-agent"], catalog.Find("ssh-rs2000-platform-host-agent")?.Actors);
        Assert.Equal(["operator"], catalog.Find("break-glass-full-access")?.Actors);
    }

    [Fact]
    public void All_of_an_entry_is_read()
    {
        var entry = """
            - id: all
              tier: low
              description: All.
              actors: [codex]
              max_ttl: 1d
              pre_approved: true
              backing:
                type: wrapped-command
                program: /usr/bin/tool
                arguments: ['^show$', '[a-z]+']
                secrets: { TOKEN: { command: [pass, show, x] }, OTHER: { infisical: { url: https://i.example/, project: p, environment: prod, path: /x, name: N, identity: { client_id: c, client_secret: { file: ~/secret } } } } }
                input: { file: /run/secret }
            """;
        Write(entry);
        var capability = Assert.Single(Load().Capabilities);
        Assert.Equal(TimeSpan.FromDays(1), capability.MaxTtl);
        Assert.Equal(["codex"], capability.PreApproved);
        var backing = Assert.IsType<WrappedCommandBacking>(capability.Backing);
        Assert.Equal(("/usr/bin/tool", new FileSecret("/run/secret")), (backing.Program, backing.Input));
        Assert.Equal(["^show$", "[a-z]+"], backing.Arguments);
        Assert.Equal(["pass", "show", "x"], Assert.IsType<CommandSecret>(backing.Secrets["TOKEN"]).Words);
        var other = Assert.IsType<InfisicalSecret>(backing.Secrets["OTHER"]);
        Assert.EndsWith("/secret", Assert.IsType<FileSecret>(other.Identity.ClientSecret).Path, StringComparison.Ordinal);
    }

    public static TheoryData<string, string, string> Wrong => new()
    {
        { CatalogCode.CapabilityDuplicate, AccessRoom.Catalog.Replace("id: ahead", "id: reading", StringComparison.Ordinal), "another capability reading" },
        { CatalogCode.ActorNotDeclared, AccessRoom.Catalog.Replace("actors: [claude]", "actors: [claud]", StringComparison.Ordinal), "did you mean claude?" },
        { CatalogCode.ActorNotDeclared, AccessRoom.Catalog.Replace("pre_approved: [claude]", "pre_approved: [operator]", StringComparison.Ordinal), "operator is none of the actors" },
        { CatalogCode.TtlTooLong, AccessRoom.Catalog.Replace("max_ttl: 30m", "max_ttl: 8d", StringComparison.Ordinal), "longer than 7d" },
        { CatalogCode.TtlTooLong, AccessRoom.Catalog.Replace("max_ttl: 30m", "max_ttl: 999999d", StringComparison.Ordinal), "longer than 7d" },
        { CatalogCode.PreApprovedAboveLow, AccessRoom.Catalog.Replace("tier: low", "tier: medium", StringComparison.Ordinal), "only tier low" },
        { CatalogCode.PreApprovedAboveLow, AccessRoom.Catalog.Replace("max_ttl: 10m", "max_ttl: 10m\n    pre_approved: true", StringComparison.Ordinal), "only tier low" },
        { CatalogCode.CriticalForOperators, AccessRoom.Catalog.Replace("actors: [operator]", "actors: [claude]", StringComparison.Ordinal), "claude is no operator" },
        { CatalogCode.CriticalForOperators, AccessRoom.Catalog.Replace("actors: [operator]", "actors: [operator, nobody]", StringComparison.Ordinal), "nobody is no operator" },
        { ManifestCode.HostNotDeclared, AccessRoom.Catalog.Replace("hosts: [rs2000], key: { file: /nowhere/key }", "hosts: [rs200], key: { file: /nowhere/key }", StringComparison.Ordinal), "did you mean rs2000?" },
        { CatalogCode.SecretInRoot, AccessRoom.Catalog.Replace("/nowhere/key", "ROOT/secrets/key", StringComparison.Ordinal), "no place for a secret" },
        { "SCHEMA_", AccessRoom.Catalog.Replace("{ file: /nowhere/key }", "hunter2", StringComparison.Ordinal), "key" },
        { "SCHEMA_", AccessRoom.Catalog.Replace("/nowhere/key", "hunter2", StringComparison.Ordinal), "file" },
        { "SCHEMA_", AccessRoom.Catalog.Replace("{ file: /nowhere/key }", "{ command: hunter2 }", StringComparison.Ordinal), "command" },
        { "SCHEMA_", AccessRoom.Catalog.Replace("{ file: /nowhere/key }", "[hunter2]", StringComparison.Ordinal), "key" },
        { "SCHEMA_", AccessRoom.Catalog.Replace("{ file: /nowhere/key }", "20260102hunter2", StringComparison.Ordinal), "key" },
        { "SCHEMA_", AccessRoom.Catalog.Replace("{ file: /nowhere/key }", "{ comand: [hunter2] }", StringComparison.Ordinal), "command" },
        { "SCHEMA_", AccessRoom.Catalog.Replace("program: /bin/true", "program: true-tool", StringComparison.Ordinal), "program" },
        { "SCHEMA_", AccessRoom.Catalog.Replace("program: /bin/true", "program: /bin/true, arguments: ['(']", StringComparison.Ordinal), "arguments" },
        { "SCHEMA_", AccessRoom.Catalog.Replace("program: /bin/true", "programm: /bin/true", StringComparison.Ordinal), "program" },
        { "SCHEMA_", AccessRoom.Catalog.Replace("type: wrapped-command", "type: wrapped-comand", StringComparison.Ordinal), "wrapped-command" },
        { "SCHEMA_", AccessRoom.Catalog.Replace("url: https://git.example", "url: http://git.example", StringComparison.Ordinal), "url" },
        { "SCHEMA_", AccessRoom.Catalog.Replace("url: https://git.example", "url: https://bot:hunter2@git.example", StringComparison.Ordinal), "url" },
        { "SCHEMA_", AccessRoom.Catalog.Replace("max_ttl: 30m", "max_ttl: 0m", StringComparison.Ordinal), "max_ttl" },
        { "SCHEMA_", AccessRoom.Catalog.Replace("max_ttl: 30m", "max_ttl: half an hour", StringComparison.Ordinal), "max_ttl" },
        { "SCHEMA_", AccessRoom.Catalog.Replace("actors: [claude]", "actors: []", StringComparison.Ordinal), "actors" },
        { "SCHEMA_", AccessRoom.Catalog.Replace("tier: high", "tier: hihg", StringComparison.Ordinal), "high" },
    };

    [Theory]
    [MemberData(nameof(Wrong))]
    public void What_is_wrong_with_a_catalog_is_told_with_its_place_and_nothing_can_be_had(string code, string catalog, string words)
    {
        _room.Write(CapabilityCatalog.RelativePath, catalog.Replace("ROOT", _room.Root.Path, StringComparison.Ordinal));
        var loaded = Load();
        Assert.Empty(loaded.Capabilities);
        Assert.Contains(loaded.Diagnostics, d => d.Code.StartsWith(code, StringComparison.Ordinal) && d.File == CapabilityCatalog.RelativePath && d.Line > 1 && d.Message.Contains(words, StringComparison.Ordinal));
        Assert.DoesNotContain(loaded.Diagnostics, d => d.Message.Contains("hunter2", StringComparison.Ordinal));
    }

    [Fact]
    public void The_branch_that_was_meant_is_explained_alone()
    {
        _room.Write(CapabilityCatalog.RelativePath, AccessRoom.Catalog.Replace("user: bot, ", "", StringComparison.Ordinal));
        var wrong = Assert.Single(Load().Diagnostics);
        Assert.Contains("`user`", wrong.Message, StringComparison.Ordinal);
        Assert.Equal(15, wrong.Line);
    }

    [Theory]
    [InlineData("actors: [ { name: claude }, { name: claude } ]", "claude is an actor already")]
    [InlineData("actors: [ { name: operator } ]", "operator is an operator already")]
    [InlineData("actors: [ { name: a, user: agent }, { name: b, user: agent } ]", "the account agent is a's already")]
    public void Each_actor_has_an_identity_of_its_own(string actors, string words)
    {
        _room.Write(ActorDirectory.RelativePath, $"schema_version: 1\noperators: [operator]\n{actors}\n");
        var wrong = Load().Diagnostics.First(d => d.File == ActorDirectory.RelativePath);
        Assert.Equal(CatalogCode.ActorDuplicate, wrong.Code);
        Assert.Contains(words, wrong.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_lead_out_of_the_root_are_not_read()
    {
        var path = Path.Combine(_room.Root.Path, CapabilityCatalog.RelativePath);
        var outside = Path.Combine(_room.Folder, "catalog.yaml");
        File.Move(path, outside);
        File.CreateSymbolicLink(path, outside);
        Assert.Equal(ManifestCode.PathOutsideRoot, Assert.Single(Load().Diagnostics).Code);
    }

    [Fact]
    public void A_root_without_a_catalog_lists_nothing_and_says_so()
    {
        File.Delete(Path.Combine(_room.Root.Path, CapabilityCatalog.RelativePath));
        Assert.True(Load().IsValid);
        Assert.Contains("lists no capabilities", Load().WhyNotListed("reading"), StringComparison.Ordinal);
    }

    [Fact]
    public void A_validation_of_all_has_what_is_wrong_with_the_catalog_and_one_of_a_module_has_not()
    {
        _room.Write(CapabilityCatalog.RelativePath, AccessRoom.Catalog.Replace("max_ttl: 30m", "max_ttl: 8d", StringComparison.Ordinal));
        Assert.Contains(Validate(all: true).Diagnostics, d => d.Code == CatalogCode.TtlTooLong);
        Assert.DoesNotContain(Validate(all: false).Diagnostics, d => d.Code == CatalogCode.TtlTooLong);

        Validation Validate(bool all)
        {
            var selection = ModuleSelection.Of(_room.Root, all ? [] : ["redis"], _room.Root.Path);
            return CatalogValidation.AddTo(ManifestValidator.Validate(_room.Root, selection, strict: false, AccessRoom.Token), _room.Root, selection);
        }
    }

    [Fact]
    public void The_shipped_schemas_compile() => Assert.NotNull(new[] { ShippedSchemas.AgentCapability, ShippedSchemas.Actors, ShippedSchemas.UserConfiguration });

    [Fact]
    public void What_a_catalog_names_is_run_for_a_trusted_root_alone_word_by_word()
    {
        Write("""
            - id: tools
              tier: low
              description: d
              actors: [claude]
              max_ttl: 1m
              pre_approved: true
              backing: { type: wrapped-command, program: /usr/bin/tool, secrets: { A: { command: [pass, show] }, B: { infisical: { url: https://i.example, project: p, environment: e, path: /, name: n, identity: { client_id: c, client_secret: { command: [vault] } } } } } }
            """);
        var catalog = Load();
        Assert.Empty(catalog.Diagnostics);
        var words = catalog.Programs().All.Select(p => string.Join(' ', p.Words)).ToArray();
        Assert.Contains("/usr/bin/tool", words);
        Assert.Contains("pass show", words);
        Assert.Contains("vault", words);
        Assert.Contains(words, w => w.StartsWith("pre-approve tools sha256:", StringComparison.Ordinal));
        Assert.All(RootTrust.Approve(_room.Root, catalog.Programs(), _room.Trust).Programs, p => Assert.True(p.Trusted));
    }

    public void Dispose() => _room.Dispose();

    private CapabilityCatalog Load() => CapabilityCatalog.Load(_room.Root);

    private void Write(string entry) => _room.Write(CapabilityCatalog.RelativePath, "schema_version: 1\ncapabilities:\n" + string.Concat(entry.Split('\n').Select(line => "  " + line + "\n")));
}
