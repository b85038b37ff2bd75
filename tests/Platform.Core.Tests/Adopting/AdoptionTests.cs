using FsCheck.Fluent;
using FsCheck;
using Platform.Adopting;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Tests.Adopting;

/// <summary>What is written of a service that nobody declared (R8).</summary>
public sealed class AdoptionTests : IDisposable
{
    private readonly AdoptedHost _host = new();

    private static ContainerSnapshot Api { get; } = AdoptedHost.Container("shop", "api");

    private static ContainerSnapshot Db { get; } = AdoptedHost.Container("shop", "db", "postgres:16") with { };

    [Fact]
    public void A_service_gets_a_manifest_with_all_that_can_be_seen_and_a_copy_of_its_compose_file()
    {
        _host.Runs(Api).Knows(Api.ImageReference, $"ghcr.io/shop/api@{AdoptedHost.Digest}", $"mirror.example/api@sha256:{new string('e', 64)}");
        var adopted = Assert.Single(_host.Adopt());
        Assert.Equal((AdoptStatus.Written, "api"), (adopted.Status, adopted.Module));
        Assert.Equal([new AdoptedFile("compose/rs2000/shop/compose.yaml", AdoptedHost.ComposePath), new AdoptedFile("modules/api/module.yaml", null)], adopted.Files);
        Assert.Equal(_host.Sources[AdoptedHost.ComposePath], _host.Text("compose/rs2000/shop/compose.yaml"));

        var module = _host.Module("api");
        Assert.Equal(("rs2000", "2-tools", "operator"), (module.Host, module.Tier, module.Owner));
        Assert.Equal(("shop", "compose/rs2000/shop/compose.yaml", "api"), (module.Runtime.ComposeProject, module.Runtime.ComposeFile, module.Runtime.ComposeService));
        Assert.Equal((Statefulness.Stateless, ImageBuild.Upstream, "ghcr.io/shop/api:1.2", false), (module.Runtime.Statefulness, module.Runtime.ImageBuild, module.Runtime.ImageObserved, module.Runtime.ImageDigestPinnedInCompose));
        Assert.Equal(Drift.Fleet.Now, module.Runtime.ImageAuditTs);
        Assert.Equal(("ghcr.io/shop/api", "ghcr.io/shop/api:1.2", AdoptedHost.Digest, "manual"), (module.Source?.Location, module.Artifact?.Reference, module.Artifact?.Digest, module.Artifact?.UpdatePolicy));
        Assert.Empty(_host.Files.Validate().Diagnostics);
    }

    [Fact]
    public void What_only_a_person_knows_is_a_todo_that_strict_refuses_and_an_ordinary_validation_does_not()
    {
        _host.Options = new AdoptOptions { CopyComposeFiles = true };
        _host.Runs(Api).Knows(Api.ImageReference, $"ghcr.io/shop/api@{AdoptedHost.Digest}");
        Assert.Equal(["/tier", "/owner", "/spec/user_facing_outcome", "/spec/acceptance_criteria/0"], Assert.Single(_host.Adopt()).Todo);
        Assert.Empty(_host.Files.Validate().Diagnostics);
        Assert.Equal(4, _host.Files.Validate(strict: true).Diagnostics.Count(d => d.Code == ManifestCode.ValueToDo));
        Assert.Equal(["/tier", "/owner", "/spec/user_facing_outcome", "/spec/acceptance_criteria/0"], _host.Module("api").Todo);
    }

    [Theory]
    [InlineData("environment: { DB_PASSWORD: s3cr3t-value }", "DB_PASSWORD")]
    [InlineData("environment: [ 'API_TOKEN=s3cr3t-value' ]", "API_TOKEN")]
    [InlineData("environment: { URL: 'postgres://u:s3cr3t-value@db/x' }", "URL")]
    [InlineData("command: [serve, --password=s3cr3t-value]", "--password")]
    [InlineData("labels: { admin_password: s3cr3t-value }", "admin_password")]
    [InlineData("restart: always\n    # DB_PASSWORD=s3cr3t-value", "DB_PASSWORD")]
    [InlineData("restart: always\nx-unused: { client_secret: s3cr3t-value }", "client_secret")]
    public void A_compose_file_with_a_literal_secret_is_not_copied_and_the_key_is_named_but_never_the_value(string line, string key)
    {
        _host.Sources[AdoptedHost.ComposePath] = $"services:\n  api:\n    image: ghcr.io/shop/api:1.2\n    {line}\n";
        _host.Runs(Api);
        var adopted = Assert.Single(_host.Adopt());
        Assert.Equal((AdoptStatus.Refused, AdoptCode.SecretLiteral), (adopted.Status, adopted.Refusal?.Code));
        Assert.Contains(key, adopted.Refusal!.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cr3t-value", $"{adopted}{adopted.Manifest}{adopted.Refusal}", StringComparison.Ordinal);
        Assert.DoesNotContain(Directory.EnumerateFiles(_host.Files.Path, "*", SearchOption.AllDirectories), f => File.ReadAllText(f).Contains("s3cr3t-value", StringComparison.Ordinal));
        Assert.False(Directory.Exists(Path.Combine(_host.Files.Path, "modules", "api")));
    }

    [Theory]
    [InlineData("environment: { DB_PASSWORD: '${DB_PASSWORD}', TOKEN_TTL: '60', POSTGRES_PASSWORD_FILE: /run/secrets/x }")]
    [InlineData("environment: { DB_PASSWORD: '${DB_PASSWORD:?set it}' }\n    # Set the password: see the wiki.")]
    [InlineData("secrets: [db_password]\nsecrets: { db_password: { file: ./password } }")]
    public void References_to_secrets_are_none(string line)
    {
        _host.Sources[AdoptedHost.ComposePath] = $"services:\n  api:\n    image: ghcr.io/shop/api:1.2\n    {line}\n";
        _host.Runs(Api);
        Assert.Equal(AdoptStatus.Written, Assert.Single(_host.Adopt()).Status);
    }

    [Fact]
    public void A_compose_file_is_copied_only_where_that_is_asked_for()
    {
        _host.Options = _host.Options with { CopyComposeFiles = false };
        var adopted = Assert.Single(_host.Runs(Api).Adopt());
        Assert.Equal(AdoptCode.ComposeFileNotInRoot, adopted.Refusal?.Code);
        Assert.Contains("--copy-compose (-CopyComposeFile)", adopted.Refusal?.Message, StringComparison.Ordinal);
        Assert.False(_host.Has("compose/rs2000/shop/compose.yaml"));
    }

    [Fact]
    public void A_compose_file_below_the_platforms_folder_has_its_place_in_the_root_and_is_not_copied_where_it_is()
    {
        _host.Files.Write("hosts.yaml", "schema_version: 1\nhosts:\n  rs2000: { transport: ssh, destination: rs2000, platform_dir: /opt }\n");
        _host.Files.Write("shop/compose.yaml", _host.Sources[AdoptedHost.ComposePath]);
        _host.Options = _host.Options with { CopyComposeFiles = false };
        var adopted = Assert.Single(_host.Runs(Api).Adopt());
        Assert.Equal(["modules/api/module.yaml"], adopted.Files.Select(f => f.Path));
        Assert.Equal("shop/compose.yaml", _host.Module("api").Runtime.ComposeFile);
    }

    [Fact]
    public void Nothing_that_is_there_is_overwritten()
    {
        _host.Files.Write("compose/rs2000/shop/compose.yaml", "services:\n  api: { image: mine }\n");
        _host.Files.Write("modules/api/notes.txt", "mine");
        var adopted = Assert.Single(_host.Runs(Api).Adopt());
        Assert.Equal(AdoptCode.File, adopted.Refusal?.Code);
        Assert.Equal("services:\n  api: { image: mine }\n", _host.Text("compose/rs2000/shop/compose.yaml"));
        Assert.False(_host.Has("modules/api/module.yaml"));
    }

    [Fact]
    public void What_came_meanwhile_is_not_overwritten_either()
    {
        var adoption = Adoption.Open(_host.Catalog, _host.Options);
        var pending = Assert.Single(adoption.Read(_host.Runs(Api).Observation, _ => true));
        _host.Files.Write("modules/api/module.yaml", "mine");
        var saved = adoption.Save(pending);
        Assert.Equal((AdoptStatus.Refused, AdoptCode.File), (saved.Status, saved.Refusal?.Code));
        Assert.Equal("mine", _host.Text("modules/api/module.yaml"));
        Assert.Same(saved, adoption.Save(saved));
    }

    [Fact]
    public void Services_of_one_name_are_told_apart_by_their_project_and_a_taken_id_gets_it_too()
    {
        _host.Sources["/opt/b/compose.yaml"] = _host.Sources[AdoptedHost.ComposePath];
        var other = AdoptedHost.Container("b", "db", "postgres:16");
        _host.Runs(Db, other with { Configuration = other.Configuration with { Origin = new ComposeOrigin("b", "/opt/b", "/opt/b/compose.yaml") } }, Api);
        Directory.CreateDirectory(Path.Combine(_host.Files.Path, "modules", "api"));
        Assert.Equal(["b-db", "shop-api", "shop-db"], _host.Adopt().Select(a => a.Module).Order());
        Assert.DoesNotContain(_host.Files.Validate().Diagnostics, d => d.Severity is Diagnostics.DiagnosticSeverity.Error);
    }

    [Fact]
    public void An_id_that_cannot_be_had_is_refused_with_the_reason()
    {
        foreach (var taken in (string[])["api", "shop-api", "rs2000-shop-api"]) Directory.CreateDirectory(Path.Combine(_host.Files.Path, "modules", taken));
        var adopted = Assert.Single(_host.Runs(Api).Adopt());
        Assert.Equal(AdoptCode.IdTaken, adopted.Refusal?.Code);
        Assert.Contains("modules/rs2000-shop-api", adopted.Refusal?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_container_that_compose_did_not_start_is_external_and_known_by_its_name()
    {
        _host.Runs(AdoptedHost.Container(null, "Watch.Tower_1"));
        var adopted = Assert.Single(_host.Adopt());
        Assert.Equal(("watch-tower-1", AdoptStatus.Written), (adopted.Module, adopted.Status));
        var module = _host.Module("watch-tower-1");
        Assert.Equal((Orchestrator.External, "Watch.Tower_1"), (module.Runtime.Orchestrator, module.Runtime.ContainerName));
        Assert.Empty(_host.Files.Validate().Diagnostics);
        var seen = Assert.Single(new HostContainers(_host.Catalog).Of(_host.Observation));
        Assert.Equal(("watch-tower-1", true), (seen.Module, seen.Declared));
        Assert.Empty(_host.Adopt());
    }

    [Theory]
    [InlineData(ContainerStatus.Running, 0, "no", DesiredState.Running)]
    [InlineData(ContainerStatus.Restarting, 1, "always", DesiredState.Running)]
    [InlineData(ContainerStatus.Paused, 0, "no", DesiredState.Running)]
    [InlineData(ContainerStatus.Exited, 0, "no", DesiredState.Completed)]
    [InlineData(ContainerStatus.Exited, 0, "on-failure:3", DesiredState.Completed)]
    [InlineData(ContainerStatus.Exited, 0, "unless-stopped", DesiredState.Stopped)]
    [InlineData(ContainerStatus.Exited, 137, "no", DesiredState.Stopped)]
    [InlineData(ContainerStatus.Created, 0, "no", DesiredState.Stopped)]
    public void What_a_service_does_shows_what_it_is_to_do(ContainerStatus status, int code, string restart, DesiredState desired)
    {
        _host.Runs(Api with { State = Api.State with { Status = status, ExitCode = code }, Configuration = Api.Configuration with { RestartPolicy = restart } });
        var adopted = Assert.Single(_host.Adopt());
        Assert.Equal(desired, _host.Module("api").Runtime.DesiredState);
        Assert.Equal(desired is not DesiredState.Running, adopted.Remarks.Any(r => r.Contains("it is taken for", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("volume", "shop_data", "/data", false, true)]
    [InlineData("volume", "", "/data", false, true)]
    [InlineData("bind", "/srv/data", "/data", false, true)]
    [InlineData("bind", "/srv/data", "/data", true, false)]
    [InlineData("bind", "/var/run/docker.sock", "/var/run/docker.sock", false, false)]
    [InlineData("bind", "/home/x/podman.sock", "/s", false, false)]
    [InlineData("bind", "/etc/localtime", "/etc/localtime", false, false)]
    [InlineData("bind", "/dev/dri", "/dev/dri", false, false)]
    [InlineData("bind", "/devices", "/d", false, true)]
    [InlineData("tmpfs", "", "/tmp", false, false)]
    [InlineData("nfs", "x", "/d", false, true)]
    public void Data_that_outlives_the_container_makes_it_stateful_and_is_named(string type, string source, string target, bool readOnly, bool stateful)
    {
        _host.Runs(Api with { Configuration = Api.Configuration with { Mounts = [new MountPoint(type, source, target, readOnly)] } });
        var adopted = Assert.Single(_host.Adopt());
        Assert.Equal(stateful ? Statefulness.Stateful : Statefulness.Stateless, _host.Module("api").Runtime.Statefulness);
        Assert.Equal(stateful, adopted.Remarks.Any(r => r.StartsWith("stateful, for it writes to", StringComparison.Ordinal) && r.Contains(target, StringComparison.Ordinal)));
    }

    [Fact]
    public void A_scaled_service_is_one_module_without_a_name_of_its_own()
    {
        _host.Sources[AdoptedHost.ComposePath] = "services:\n  api: { image: 'ghcr.io/shop/api:1.2', deploy: { replicas: 2 } }\n";
        var adopted = Assert.Single(_host.Runs(Api, AdoptedHost.Container("shop", "api", number: 2)).Adopt());
        Assert.Equal(["shop-api-1", "shop-api-2"], adopted.Containers);
        Assert.DoesNotContain("container_name", adopted.Manifest, StringComparison.Ordinal);
        Assert.Empty(_host.Files.Validate().Diagnostics);
    }

    [Fact]
    public void A_name_of_its_own_is_written_down()
    {
        _host.Sources[AdoptedHost.ComposePath] = "services:\n  api: { image: 'ghcr.io/shop/api:1.2', container_name: edge }\n";
        _host.Runs(Api with { Name = "edge" }).Adopt();
        Assert.Equal("edge", _host.Module("api").Runtime.ContainerName);
    }

    [Fact]
    public void An_image_that_is_built_comes_from_no_registry()
    {
        _host.Sources[AdoptedHost.ComposePath] = "services:\n  api: { build: . }\n";
        _host.Runs(AdoptedHost.Container("shop", "api", "shop-api")).Adopt();
        var module = _host.Module("api");
        Assert.Equal((ImageBuild.Local, null, null), (module.Runtime.ImageBuild, module.Source, module.Artifact));
    }

    [Theory]
    [InlineData("ghcr.io/shop/api:1.2")]
    [InlineData("ghcr.io/shop/api:1.2", "ghcr.io/shop/api@sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "ghcr.io/shop/api@sha256:bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb")]
    [InlineData("sha256:1111111111111111111111111111111111111111111111111111111111111111")]
    [InlineData("localhost:5000/api:1")]
    public void A_digest_that_is_not_proven_is_not_written(string image, params string[] digests)
    {
        _host.Sources[AdoptedHost.ComposePath] = $"services:\n  api: {{ image: '{image}' }}\n";
        _host.Runs(AdoptedHost.Container("shop", "api", image)).Knows(image, digests);
        var adopted = Assert.Single(_host.Adopt());
        Assert.Equal(AdoptStatus.Written, adopted.Status);
        Assert.DoesNotContain("digest: sha256", adopted.Manifest, StringComparison.Ordinal);
        Assert.Contains(adopted.Remarks, r => r.Contains("image", StringComparison.Ordinal));
    }

    [Fact]
    public void Where_another_image_is_asked_for_than_runs_nobody_decides_which_is_meant()
    {
        _host.Sources[AdoptedHost.ComposePath] = "services:\n  api: { image: 'ghcr.io/shop/api:2.0' }\n";
        _host.Runs(Api).Knows(Api.ImageReference, $"ghcr.io/shop/api@{AdoptedHost.Digest}");
        var adopted = Assert.Single(_host.Adopt());
        Assert.Null(_host.Module("api").Artifact);
        Assert.Contains(adopted.Remarks, r => r.Contains("ghcr.io/shop/api:2.0", StringComparison.Ordinal));
        Assert.Empty(_host.Files.Validate().Diagnostics);
    }

    [Theory]
    [InlineData("-", AdoptCode.ComposeFileNotRead, "standard input")]
    [InlineData("compose.yaml", AdoptCode.ComposeFileNotRead, "no path that a manifest can name")]
    [InlineData("/opt/my shop/compose file.yaml", AdoptCode.ComposeFileNotRead, "no path that a manifest can name")]
    [InlineData("/opt/gone/compose.yaml", AdoptCode.ComposeFileNotRead, "cannot be read")]
    [InlineData("/opt/other.yaml", AdoptCode.ServiceNotFound, "no service api")]
    [InlineData("/opt/broken.yaml", AdoptCode.ComposeFileNotRead, "no compose file")]
    public void A_compose_file_that_cannot_be_had_is_refused_with_the_reason(string file, string code, string reason)
    {
        _host.Sources["/opt/other.yaml"] = "services:\n  web: { image: x }\n";
        _host.Sources["/opt/broken.yaml"] = "services: [";
        _host.Runs(Api with { Configuration = Api.Configuration with { Origin = new ComposeOrigin("shop", "/opt", file) } });
        var adopted = Assert.Single(_host.Adopt());
        Assert.Equal(code, adopted.Refusal?.Code);
        Assert.Contains(reason, adopted.Refusal?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_container_of_a_run_stands_for_no_service()
    {
        _host.Runs(Api with { IsOneOff = true, Name = "shop-api-run-1" });
        Assert.Equal(AdoptStatus.Unchanged, Assert.Single(_host.Adopt()).Status);
        Assert.Empty(_host.Catalog.Modules);
    }

    [Fact]
    public void A_second_run_finds_nothing_to_do()
    {
        _host.Runs(Api, Db);
        Assert.Equal(2, _host.Adopt().Count(a => a.Status is AdoptStatus.Written));
        Assert.Empty(_host.Adopt());
        Assert.All(Adoption.Open(_host.Catalog, _host.Options).Read(_host.Observation, _ => true), a => Assert.Equal(AdoptStatus.Unchanged, a.Status));
    }

    [Fact]
    public void Working_it_out_writes_nothing()
    {
        var before = Directory.EnumerateFileSystemEntries(_host.Files.Path, "*", SearchOption.AllDirectories).Order().ToArray();
        Assert.Equal(AdoptStatus.Pending, Assert.Single(_host.Runs(Api).Read()).Status);
        Assert.Equal(before, Directory.EnumerateFileSystemEntries(_host.Files.Path, "*", SearchOption.AllDirectories).Order());
    }

    [Fact]
    public void The_editor_is_told_of_the_schema_where_the_root_has_it()
    {
        _host.Files.Write("schema/module.schema.json", "{}");
        Assert.StartsWith("# yaml-language-server: $schema=../../schema/module.schema.json\n", Assert.Single(_host.Runs(Api).Read()).Manifest, StringComparison.Ordinal);
    }

    [Fact]
    public void Any_names_that_a_host_can_have_give_valid_modules_or_a_refusal() =>
        Prop.ForAll(Gen.Elements("api", "API", "a.b", "_", "---", "a--b", "9", "Ünïcode", "x y", "a\nb", "no", "true", "null", "1e3", "0x1f", new string('a', 70), "modules", "-a", "a-").Two().ToArbitrary(), pair =>
        {
            using var host = new AdoptedHost();
            var (project, service) = pair;
            host.Sources[AdoptedHost.ComposePath] = System.Text.Json.JsonSerializer.Serialize(new { services = new Dictionary<string, object>(StringComparer.Ordinal) { [service] = new { image = "x:1" } } });
            host.Runs(AdoptedHost.Container(project, service, "x:1"), AdoptedHost.Container(null, service, "x:1"));
            var adopted = host.Adopt();
            Assert.Equal(2, adopted.Count);
            Assert.All(adopted, a => Assert.True(a.Status is AdoptStatus.Written || a.Refusal is not null));
            Assert.DoesNotContain(host.Catalog.Diagnostics, d => d.Severity is Diagnostics.DiagnosticSeverity.Error);
            Assert.Equal(adopted.Count(a => a.Status is AdoptStatus.Written), host.Catalog.Modules.Count);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(150));

    public void Dispose() => _host.Dispose();
}
