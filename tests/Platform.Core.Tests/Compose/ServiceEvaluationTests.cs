using Platform.Compose;
using Platform.Root;
using Platform.Tests.Manifests;
using Platform.Yaml;

namespace Platform.Tests.Compose;

/// <summary>What a service is when its files are read together. Tried with docker compose 2.26.1: <c>docker compose config</c> gives the same.</summary>
public sealed class ServiceEvaluationTests : IDisposable
{
    private readonly TestRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void Merge_keys_bring_what_the_service_does_not_say()
    {
        var service = Evaluate("""
            x-base: &base { restart: always, privileged: true }
            x-more: &more { restart: "no", pid: host }
            services:
              app:
                <<: [*base, *more]
                image: app:1
            """);
        Assert.Equal("always", service.Value["restart"].Text);
        Assert.Equal("host", service.Value["pid"].Text);
        Assert.True(service.Value["privileged"].IsTrue);
        Assert.Equal(new TextPosition(1, 46), service.Value["privileged"].Place.Position);
    }

    [Fact]
    public void What_is_extended_lies_below_and_lists_are_put_one_behind_the_other()
    {
        _root.Write("compose/base/common.yaml", "services:\n  base:\n    extends: deeper\n    cap_add: [SYS_ADMIN]\n    command: [a, b]\n    environment: { A: base, B: base }\n  deeper:\n    pid: host\n");
        var service = Evaluate("""
            services:
              app:
                extends: { file: ../base/common.yaml, service: base }
                cap_add: [NET_RAW]
                command: [c]
                environment: [A=own]
            """);
        Assert.Equal("host", service.Value["pid"].Text);
        Assert.Equal(("compose/base/common.yaml", 8), (service.Value["pid"].Place.File, service.Value["pid"].Place.Position.Line));
        Assert.Equal(["SYS_ADMIN", "NET_RAW"], service.Value["cap_add"].Items.Select(i => i.Text));
        Assert.Equal(["c"], service.Value["command"].Items.Select(i => i.Text));
        Assert.Equal(2, service.Value["environment"].Items.Count);
        Assert.Empty(service.Lost);
    }

    [Fact]
    public void An_included_service_is_found_and_later_files_of_one_include_lie_above()
    {
        _root.Write("compose/inc/a.yaml", "services:\n  app: { image: 'app:1', restart: 'no' }\nvolumes:\n  data: { driver_opts: { o: bind, device: / } }\n");
        _root.Write("compose/inc/b.yaml", "services:\n  app: { restart: always, privileged: true }\n");
        var service = Evaluate("include:\n  - path: [../inc/a.yaml, ../inc/b.yaml]\nservices:\n  other: { image: x }\n");
        Assert.Equal("always", service.Value["restart"].Text);
        Assert.Equal("app:1", service.Value["image"].Text);
        Assert.Equal("compose/inc/b.yaml", service.Value["privileged"].Place.File);
        Assert.Equal("/", service.Resources["volumes"]["data"]["driver_opts"]["device"].Text);
    }

    [Theory]
    [InlineData("compose.override.yaml", true)]
    [InlineData("docker-compose.override.yml", true)]
    [InlineData("other.override.yaml", false)]
    public void An_override_beside_a_file_that_Compose_finds_by_itself_lies_above(string name, bool counts)
    {
        _root.Write($"compose/app/{name}", "services:\n  app:\n    privileged: true\n    ports: !override ['127.0.0.1:1:1']\n    cap_add: !reset null\n");
        var service = Evaluate("services:\n  app: { image: 'app:1', ports: ['80:80'], cap_add: [SYS_ADMIN] }\n");
        Assert.Equal(counts, service.Value["privileged"].IsTrue);
        Assert.Equal(counts ? ["127.0.0.1:1:1"] : ["80:80"], service.Value["ports"].Items.Select(i => i.Text));
        Assert.Equal(counts ? 0 : 1, service.Value["cap_add"].Items.Count);
    }

    [Fact]
    public void A_file_of_another_name_has_no_override()
    {
        _root.Write("compose/app/stack.yaml", "services:\n  app: { image: 'app:1' }\n");
        _root.Write("compose/app/compose.override.yaml", "services:\n  app: { privileged: true }\n");
        Assert.False(Files.Evaluate("compose/app/stack.yaml", "app")!.Value["privileged"].IsTrue);
    }

    [Theory]
    [InlineData("{ file: ../../../outside.yaml, service: base }", "not below the root")]
    [InlineData("{ file: '${FILE}', service: base }", "not below the root")]
    [InlineData("{ file: gone.yaml, service: base }", "cannot be read")]
    [InlineData("{ service: gone }", "gone, which is not there")]
    [InlineData("app", "extends itself")]
    public void What_cannot_be_looked_up_is_said(string extends, string why)
    {
        var service = Evaluate($"services:\n  app:\n    image: app:1\n    extends: {extends}\n");
        Assert.Contains(why, Assert.Single(service.Lost), StringComparison.Ordinal);
        Assert.Equal("app:1", service.Value["image"].Text);
    }

    [Fact]
    public void Services_that_extend_and_include_one_another_end_somewhere()
    {
        _root.Write("compose/app/b.yaml", "include: [compose.yaml]\nservices:\n  b: { extends: { file: compose.yaml, service: app } }\n");
        var service = Evaluate("include: [b.yaml]\nservices:\n  app: { extends: { file: b.yaml, service: b } }\n");
        Assert.NotEmpty(service.Lost);
        Assert.Null(Files.Evaluate("compose/app/compose.yaml", "nobody"));
    }

    [Fact]
    public void Volumes_of_other_services_come_with_them()
    {
        var service = Evaluate("services:\n  app: { volumes_from: ['one:ro', 'container:x'] }\n  one: { volumes_from: [two] }\n  two: { volumes: ['/:/host'], volumes_from: [app] }\n");
        Assert.Contains(service.VolumesFrom, from => from.Service["volumes"].Items is [{ Text: "/:/host" }]);
    }

    [Fact]
    public void A_file_of_variables_says_where_each_stands()
    {
        var variables = EnvironmentFile.Read("# x\nA=1\n  export B='$x y'\nC=\"two\nlines\" \nD\nE: 5 # five\n=no\nF=${G:-h}\r\nH='open\nI=1"u8.ToArray()).ToArray();
        Assert.Equal(["A", "B", "C", "D", "E", "F", "H", "I"], variables.Select(v => v.Name));
        Assert.Equal(["1", "$x y", "two\nlines", null, "5", "h", "open", "1"], variables.Select(v => v.Value?.WithDefaults));
        Assert.Equal(new TextPosition(3, 10), variables[1].Position);
        Assert.Equal(7, variables[4].Position.Line);
    }

    private ComposeFiles Files => new(_root.Root, new RootFence(_root.Root));

    private EvaluatedService Evaluate(string compose)
    {
        _root.Write("compose/app/compose.yaml", compose);
        return Files.Evaluate("compose/app/compose.yaml", "app") ?? throw new InvalidOperationException("the service was not found");
    }
}
