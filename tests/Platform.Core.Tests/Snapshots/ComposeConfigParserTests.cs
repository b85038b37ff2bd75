using System.Text;
using Platform.Docker;
using Platform.Snapshots;
using Platform.Snapshots.Answers;

namespace Platform.Tests.Snapshots;

public sealed class ComposeConfigParserTests
{
    private static readonly ComposeOrigin Origin = new("home-platform", "/srv", "/srv/compose.yaml");

    // As Compose 2.26 prints it.
    private const string Config = """
        {
          "name": "home-platform",
          "services": {
            "api": {
              "command": ["serve"], "entrypoint": null, "user": "1000", "privileged": true, "cap_add": ["cap_net_admin"],
              "environment": { "A": "1", "B": null },
              "healthcheck": { "test": ["CMD", "true"], "interval": "1m30s", "timeout": "500ms", "retries": 5 },
              "labels": { "com.docker.compose.x": "1", "tier": "1" },
              "networks": { "default": null, "back": { "aliases": ["x"] } },
              "ports": [
                { "mode": "ingress", "host_ip": "127.0.0.1", "target": 80, "published": "8080", "protocol": "tcp" },
                { "mode": "ingress", "host_ip": "::1", "target": 53, "published": "53", "protocol": "udp" },
                { "mode": "ingress", "target": 81, "protocol": "tcp" }
              ],
              "secrets": [{ "source": "key" }, { "source": "gone", "target": "/etc/gone" }],
              "configs": [{ "source": "conf", "target": "/etc/conf" }],
              "tmpfs": ["/run:size=64m"],
              "volumes": [
                { "type": "volume", "source": "data", "target": "/data/", "volume": {} },
                { "type": "bind", "source": "/srv/x", "target": "/x", "read_only": true, "bind": { "create_host_path": true } },
                { "type": "volume", "target": "/anonymous" }
              ],
              "deploy": { "restart_policy": { "condition": "on-failure", "max_attempts": 3 } }
            },
            "plain": { "image": "x", "network_mode": "service:api", "healthcheck": { "disable": true } }
          },
          "networks": { "default": { "name": "home-platform_default" }, "back": { "name": "shared", "external": true } },
          "volumes": { "data": { "name": "home-platform_data" } },
          "secrets": { "key": { "name": "k", "file": "/srv/key.txt" }, "gone": { "environment": "GONE" } },
          "configs": { "conf": { "file": "/srv/conf" } }
        }
        """;

    [Fact]
    public void A_service_is_brought_into_the_form_of_a_container()
    {
        var api = Read(Config).Services["api"];
        Assert.Equal(["127.0.0.1:8080:80/tcp", ":81/tcp", "[::1]:53:53/udp"], api.Ports);
        Assert.Equal(["home-platform_default", "shared"], api.Networks);
        Assert.Equal(
            ["volume /anonymous", "volume home-platform_data:/data", "bind /srv/conf:/etc/conf (read-only)", "tmpfs /run", "bind /srv/key.txt:/run/secrets/key (read-only)", "bind /srv/x:/x (read-only)"],
            api.Mounts.Select(m => m.ToString()));
        Assert.Equal("on-failure:3", api.RestartPolicy);
        Assert.Equal(("1000", true), (api.User, api.Privileged));
        Assert.Equal(["NET_ADMIN"], api.CapabilitiesAdded);
        Assert.Equal(new OpaqueValue("1"), api.Environment["A"]);
        Assert.Null(api.Environment["B"]);
        Assert.Equal(["tier"], api.Labels.Keys);
        Assert.Equal((90_000_000_000, 500_000_000, 5), (api.Healthcheck?.Interval, api.Healthcheck?.Timeout, api.Healthcheck?.Retries));
        Assert.Null(api.Entrypoint);
    }

    [Fact]
    public void Other_settings_have_the_form_of_a_container_and_a_doubled_dollar_is_one()
    {
        var settings = Read(Config).Services["api"].Settings!;
        Assert.Equal("53/udp 80/tcp 81/tcp", settings["expose"]);
        Assert.Equal(("api x", "api", "size=64m"), (settings["networks.shared.aliases"], settings["networks.home-platform_default.aliases"], settings["tmpfs./run"]));
        Assert.Equal("service:api", Read(Config).Services["plain"].Settings!["network_mode"]);

        var priced = Read(Config.Replace("\"A\": \"1\"", "\"A\": \"$$1$$$$2\"", StringComparison.Ordinal)).Services["api"];
        Assert.Equal(new OpaqueValue("$1$$2"), priced.Environment["A"]);
        Assert.Equal(["bridge"], Read(Config.Replace("service:api", "default", StringComparison.Ordinal)).Services["plain"].Networks);
    }

    [Fact]
    public void What_is_left_out_has_its_default()
    {
        var plain = Read(Config).Services["plain"];
        Assert.Equal(["container"], plain.Networks);
        Assert.Equal("no", plain.RestartPolicy);
        Assert.Equal([new OpaqueValue("NONE")], plain.Healthcheck?.Test);
        Assert.Null(plain.Command);
        Assert.Null(plain.User);
    }

    [Fact]
    public void Warnings_before_the_document_name_the_unset_variables()
    {
        const string warnings = """
            time="2026-05-02T00:00:00Z" level=warning msg="The \"DB_PASSWORD\" variable is not set. Defaulting to a blank string."
            WARN[0000] The "API_KEY" variable is not set. Defaulting to a blank string.

            """;
        var project = Read(warnings + Config);
        Assert.Equal(["API_KEY", "DB_PASSWORD"], project.UnsetVariables);
        Assert.Equal(2, project.Services.Count);
    }

    [Fact]
    public void What_differs_between_two_evaluations_hangs_on_the_variables_whose_numbers_are_in_it()
    {
        const string first = "{\n" + """ "services":{"api":{"command":["serve"],"environment":{"URL":"db://:","LEVEL":"info"},"ports":[{"target":80}],"mem_limit":"5"},"plain":{"image":"x"}}}""";
        var second = first.Replace("db://:", "db://601:602", StringComparison.Ordinal).Replace("{\"target\":80}", "{\"target\":80,\"published\":\"603\"}", StringComparison.Ordinal)
            .Replace("\"5\"", "\"7\"", StringComparison.Ordinal);
        var project = ReadAll($"{Warning("USER_NAME")}{Warning("PASSWORD")}{Warning("PORT")}{first}", 0, " USER_NAME=601 PASSWORD=602 PORT=603 HOME=604", second, 0);
        var doubts = project.Services["api"].Doubts!; // the second evaluation was there
        Assert.Equal(["environment.URL", "mem_limit", "ports"], doubts.Keys);
        Assert.Equal(["PASSWORD", "USER_NAME"], doubts["environment.URL"]);
        Assert.Equal(["PORT"], doubts["ports"]);
        Assert.Equal(["PASSWORD", "PORT", "USER_NAME"], doubts["mem_limit"]); // in another form than any number
        Assert.Empty(project.Services["plain"].Doubts!);
    }

    [Fact]
    public void A_required_variable_leaves_what_does_not_need_it()
    {
        const string words = "error while interpolating services.db.environment.PW: required variable PW is missing a value: hunter2";
        const string first = """{"services":{"api":{"user":"1"},"db":{"environment":{"PW":"301"}}}}""";
        var project = ReadAll(words, 15, " PW=301", first, 0, " PW=601 HOME=602", first.Replace("301", "601", StringComparison.Ordinal), 0);
        Assert.Null(project.Error);
        Assert.Equal(["PW"], project.RequiredVariables!);
        Assert.Equal(["environment.PW"], project.Services["db"].Doubts!.Keys);
        Assert.Empty(project.Services["api"].Doubts!);

        // With one of the two nobody can tell what needs it.
        Assert.Contains("they require PW", ReadAll(words, 15, " PW=301", first, 0).Error, StringComparison.Ordinal);
        Assert.Contains("they require PW", ReadAll(words, 15).Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_env_file_leaves_the_variables_of_its_services_alone_in_doubt()
    {
        const string services = """{"services":{"api":{"user":"1"},"db":{"user":"2"}}}""";
        var project = ReadAll("env file /srv/.env not found: stat /srv/.env: no such file or directory", 14, " db:/srv/.env", services, 0);
        Assert.Equal(["environment"], project.Services["db"].Doubts!.Keys);
        Assert.Equal(["/srv/.env"], project.Services["db"].Doubts!["environment"]);
        Assert.Null(project.Services["api"].Doubts);

        // A Compose that cannot take the file away: it is the file that is missing.
        var error = ReadAll("env file /srv/.env not found: stat /srv/.env: no such file or directory", 14, " db:/srv/.env", "yaml: unknown tag !reset", 15).Error;
        Assert.Contains("the env_file /srv/.env", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("open /srv/inc.yaml: no such file or directory", "/srv/inc.yaml, which an include or extends names")]
    [InlineData("Couldn't find env file: /srv/prod.env", "/srv/prod.env of --env-file")]
    [InlineData("env file /srv/.env not found: stat /srv/.env: no such file or directory", "the env_file /srv/.env is not on the host")]
    [InlineData("yaml: line 7: did not find hunter2", "no valid YAML, at line 7")]
    [InlineData("validating /srv/compose.yaml: services.web Additional property gpus is not allowed", "does not know the key gpus")]
    [InlineData("validating /srv/compose.yaml: services.web additional properties 'gpus' not allowed", "does not know the key gpus")]
    [InlineData("required variable TOKEN is missing a value: hunter2", "they require TOKEN,")]
    [InlineData("required variable hunter2 is missing a value", "they require (a variable that is not named here),")]
    [InlineData("open /srv/hunter2 hunter2.yaml: no such file or directory", "is gone")]
    [InlineData("services.web.environment.X hunter2 must be a string", "could not read")]
    public void What_is_missing_is_named_and_no_other_word_of_compose_is_shown(string printed, string words)
    {
        var error = ReadAll(printed + "\n", 15).Error;
        Assert.Contains(words, error, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docker: 'compose' is not a docker command.", 1, "no Compose v2")]
    [InlineData("unknown shorthand flag: 'p' in -p", 125, "no Compose v2")]
    [InlineData("open /srv/compose.yaml: no such file or directory", 1, "is gone")]
    [InlineData("yaml: line 3: found character that cannot start any token", 1, "could not read")]
    [InlineData("", 124, "in time")]
    [InlineData("", 0, "could not read")]
    public void Why_there_is_no_document_is_told(string words, int status, string reason)
    {
        var project = ComposeConfigParser.Parse(Origin, Encoding.UTF8.GetBytes(words), status);
        Assert.Contains(reason, project.Error, StringComparison.Ordinal);
        Assert.Empty(project.Services);
    }

    [Theory]
    [InlineData("10s", 10_000_000_000)]
    [InlineData("1m30s", 90_000_000_000)]
    [InlineData("1h0m0.5s", 3_600_500_000_000)]
    [InlineData("100ms", 100_000_000L)]
    [InlineData("5µs", 5_000L)]
    [InlineData("", null)]
    [InlineData(null, null)]
    [InlineData("10", null)]
    [InlineData("s", null)]
    [InlineData("10 s", null)]
    [InlineData("99999999999999h", null)]
    public void Durations_are_gos(string? text, long? nanoseconds) => Assert.Equal(nanoseconds, GoDuration.Parse(text));

    private static string Warning(string name) => $"time=\"2026-05-02T00:00:00Z\" level=warning msg=\"The \\\"{name}\\\" variable is not set. Defaulting to a blank string.\"\n";

    /// <summary>Evaluations as the script prints them: an answer and a status, then each time the names first.</summary>
    private static ComposeProjectSnapshot ReadAll(params object[] parts)
    {
        var text = new StringBuilder();
        foreach (var part in parts) text.Append(part is int status ? $"\n0n0n {status}\n" : part is string { Length: > 0 } line && line[0] == ' ' ? line + "\n" : part);
        return ComposeConfigParser.Parse(Origin, ComposeEvaluation.ReadAll(Encoding.UTF8.GetBytes(text.ToString()), "0n0n"));
    }

    private static ComposeProjectSnapshot Read(string output) => ComposeConfigParser.Parse(Origin, Encoding.UTF8.GetBytes(output), 0);
}
