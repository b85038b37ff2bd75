using System.Text;
using Platform.Docker;

namespace Platform.Tests.Docker;

public sealed class ComposeAnswerReaderTests
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

    [Theory]
    [InlineData("docker: 'compose' is not a docker command.", 1, "no Compose v2")]
    [InlineData("unknown shorthand flag: 'p' in -p", 125, "no Compose v2")]
    [InlineData("open /srv/compose.yaml: no such file or directory", 1, "is gone")]
    [InlineData("yaml: line 3: found character that cannot start any token", 1, "could not read")]
    [InlineData("", 124, "in time")]
    [InlineData("", 0, "could not read")]
    public void Why_there_is_no_document_is_told(string words, int status, string reason)
    {
        var project = ComposeAnswerReader.Read(Origin, Encoding.UTF8.GetBytes(words), status);
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

    private static ComposeProjectSnapshot Read(string output) => ComposeAnswerReader.Read(Origin, Encoding.UTF8.GetBytes(output), 0);
}
