using System.Text;
using FsCheck.Fluent;
using FsCheck;
using Platform.Drift.ComposeFile;
using Platform.Text;

namespace Platform.Tests.Drift;

/// <summary>What a compose file shows of itself in a diff: all that is structure, and no value that may be a secret.</summary>
public sealed class MaskedComposeFileTests
{
    private const string Planted = "§";

    /// <summary>What a service may have, with a secret wherever no harmless value belongs.</summary>
    private static readonly string[] ServiceParts =
    [
        "environment:\n      A: §", "environment: { A: §, B: \"§\" }", "environment:\n      - A=§", "environment: [ 'A=§', B=§ ]", "environment: [ § ]",
        "environment:\n      user: §\n      mode: §\n      hostname: §\n      image: §\n      restart: §\n      name: §",
        "environment:\n      \"§\": 1", "environment:\n      ? §\n      : 1", "environment: { '§': x }", "environment: *env", "environment:\n      <<: *env\n      C: §",
        "labels: { traefik.http.middlewares.auth.basicauth.users: \"admin:§\" }", "labels: [ \"a.b=§\" ]", "labels:\n      image: §\n      user: §",
        "build:\n      context: https://user:§@git.example/x\n      args: { TOKEN: §, user: § }", "build: https://§@github.com/x",
        "build:\n      dockerfile_inline: |\n        FROM scratch\n        ENV A=§\n        user: §", "command: app --token=§", "command: [ a, \"§\" ]",
        "command: [\n      a,\n      §\n      ]", "command: >\n      run\n      §\n\n      more", "command: |\n      §\n      more §", "command: |2-\n        §",
        "entrypoint: \"sh -c 'x §'\"", "command: \"first\n      second §\"", "command: 'first\n\n      § second'", "command: plain\n      goes on §\n      user: §", "command: !!str §",
        "command: &word §", "healthcheck: { test: [CMD, curl, -u, \"a:§\"], interval: 5s }", "healthcheck:\n      test: §\n      user: §",
        "image: user:§@registry.example/x:1", "image: https://a:§@registry.example/x", "image: redis:7 # §", "image: \"redis:7 §\"",
        "image: ${IMAGE:-x:§}", "ports: [ \"user:§@127.0.0.1:80\" ]", "ports:\n      - target: 80\n        published: \"§\"\n        x-token: §",
        "volumes:\n      - //user:§@nas/share:/x", "volumes:\n      - data:/x:§", "volumes: [ { type: volume, source: data, target: /x, volume: { driver_opts: { o: \"password=§\" } } } ]",
        "x-token: §", "x-any:\n      restart: §\n      user: §\n      image: §", "env_file: [ § ]", "restart: §", "read_only: §", "mem_limit: §", "cpus: §", "platform: §",
        "deploy: { labels: { a: §, mode: § } }", "deploy:\n      replicas: §", "logging: { driver: gelf, options: { gelf-address: \"udp://u:§@x\", mode: § } }",
        "secrets: [ { source: key, target: \"a b §\" } ]", "extra_hosts: [ \"a:§\" ]", "sysctls: { net.core.somaxconn: § }", "stop_signal: §", "user: \"a b §\"",
        "hostname: \"§ x\"", "network_mode: \"service:a §\"", "dns: \"§\"", "annotations: *env", "profiles: *env", "cap_add: [ § ]", "depends_on: { a: { condition: § } }", "# §",
        "tty: true # §\n    # §\n    #§", "credential_spec: { config: § }", "storage_opt: { size: § }", "tmpfs: \"/run:§\"", "user: *secret-user", "security_opt: [ \"seccomp:§\" ]",
    ];

    private static readonly string[] TopParts =
    [
        "configs:\n  c:\n    content: |\n      §\n      user: §\n    external: false", "configs: { d: { content: \"§\" } }", "configs:\n  e:\n    content: §\n      more §",
        "secrets:\n  s: { environment: § }", "volumes:\n  v:\n    driver_opts: { o: \"addr=x,password=§\", device: §, name: § }", "networks:\n  n:\n    driver_opts: { x: § }\n    labels: { name: § }",
        "# §", "include:\n  - path: \"https://u:§@x/y\"\n    env_file: §", "x-more: [ §, { user: § } ]", "x-text: >-\n  §\n  §", "name: \"§ x\"", "version: §", "x-user: § # §",
    ];

    [Fact]
    public void No_secret_is_shown_wherever_in_a_file_it_stands() =>
        Prop.ForAll(File.SelectMany(file => Secret.Select(secret => (file, secret))).ToArbitrary(), planted =>
            {
                var masked = Mask(planted.file.Replace(Planted, planted.secret.Written, StringComparison.Ordinal));
                return !masked.Contains(planted.secret.Core, StringComparison.OrdinalIgnoreCase);
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(3000));

    /// <summary>Each part by itself, so that none is hidden by an error in another.</summary>
    [Fact]
    public void No_part_that_can_be_read_shows_its_secret_and_the_structure_around_it_stays()
    {
        var readable = 0;
        foreach (var file in ServiceParts.Select(part => FileOf([[part]], [])).Concat(TopParts.Select(part => FileOf([["tty: true"]], [part]))))
        {
            var masked = Mask(file.Replace(Planted, "hunter2Sw0rdfish", StringComparison.Ordinal));
            Assert.DoesNotContain("Sw0rdfish", masked, StringComparison.Ordinal);
            if (masked.Contains("services:", StringComparison.Ordinal)) readable++;
            Assert.Equal(file.TrimEnd('\n').Split('\n').Length, masked.Split('\n').Length);
        }

        Assert.True(readable > (ServiceParts.Length + TopParts.Length) * 9 / 10, $"{readable} of {ServiceParts.Length + TopParts.Length} were read");
    }

    [Fact]
    public void A_file_in_any_bytes_shows_nothing_but_its_indentation_where_it_cannot_be_read()
    {
        Assert.Equal("…\n  …\n\n    …", Mask("services: {\n  a: hunter2\n\n    user: hunter2"));
        Assert.Equal("…\n…", Mask("a: 1\na: 1"));
        Assert.Equal("…\n…\n…", Mask("image: a\n---\nimage: b"));
        Assert.Equal("…", Mask("services: { a: { image: \"redis\u20287\" } }"));
        foreach (var cut in Enumerable.Range(0, Sample.Length))
            Assert.DoesNotContain("hunter2", Mask(Sample[..cut]), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_structure_or_harmless_is_readable() => Assert.Equal(
        """
        …
        x-common: &common
          restart: …
        services:
          redis:
            <<: *common
            image: redis:7.4@sha256:0123456789abcdef0123456789abcdef …
            user: "1000:1000"
            hostname: redis
            environment:
              user: …
              REDIS_PASSWORD: …
            env_list: [ …
            labels: { traefik.http.routers.redis.rule: … mode: …
            command: [ …
            ports: [ "127.0.0.1:6379:6379", 53:53/udp ]
            volumes:
              - ./conf:/etc/conf:ro
              - type: bind
                source: /srv/data
                target: /data
                read_only: true
            depends_on: { postgres: { condition: service_healthy } }
            healthcheck:
              test: …
              interval: 30s
              retries: 3
            networks: [ back ]
        configs:
          app:
            content: …
              …
              …
        networks:
          back: { driver: bridge, external: true }
        """, Mask(Sample));

    private const string Sample = """
        # the password is hunter2
        x-common: &common
          restart: always
        services:
          redis:
            <<: *common
            image: redis:7.4@sha256:0123456789abcdef0123456789abcdef # hunter2
            user: "1000:1000"
            hostname: redis
            environment:
              user: hunter2
              REDIS_PASSWORD: "hunter2"
            env_list: [ A=hunter2 ]
            labels: { traefik.http.routers.redis.rule: Host(`hunter2`), mode: hunter2 }
            command: [ redis-server, --requirepass, hunter2 ]
            ports: [ "127.0.0.1:6379:6379", 53:53/udp ]
            volumes:
              - ./conf:/etc/conf:ro
              - type: bind
                source: /srv/data
                target: /data
                read_only: true
            depends_on: { postgres: { condition: service_healthy } }
            healthcheck:
              test: redis-cli -a hunter2 ping
              interval: 30s
              retries: 3
            networks: [ back ]
        configs:
          app:
            content: |
              user: hunter2
              hunter2
        networks:
          back: { driver: bridge, external: true }
        """;

    [Theory] // of what a service has
    [InlineData("restart: unless-stopped", "restart: unless-stopped")]
    [InlineData("image: quay.io/keycloak/keycloak:24", "image: quay.io/keycloak/keycloak:24")]
    [InlineData("image: harbor.lan:5000/a/b:${TAG}", "image: harbor.lan:5000/a/b:${TAG}")]
    [InlineData("image: redis:7 # hunter2", "image: redis:7 …")]
    [InlineData("image: user:hunter2@example.com/x", "image: …")]
    [InlineData("user: 1000:1000", "user: 1000:1000")]
    [InlineData("network_mode: service:vpn", "network_mode: service:vpn")]
    [InlineData("mem_limit: 512m", "mem_limit: 512m")]
    [InlineData("environment: *common", "environment: *common")]
    [InlineData("environment: { REDIS_PASSWORD: hunter2 }", "environment: { REDIS_PASSWORD: …")]
    [InlineData("environment: { \"API_KEY\": \"x y z\" }", "environment: { \"API_KEY\": …")]
    [InlineData("environment: [ PASSWORD=hunter2 ]", "environment: [ …")]
    [InlineData("command: redis-server --requirepass hunter2", "command: …")]
    [InlineData("x-any: https://user:hunter2@example.com/x", "x-any: …")]
    [InlineData("# the password is hunter2", "…")]
    [InlineData("cap_drop: [ ALL ]", "cap_drop: [ ALL ]")]
    public void A_line_of_a_service_is_masked_as_its_context_asks(string line, string masked)
    {
        var shown = Mask($"x-common: &common {{ a: 1 }}\nservices:\n  redis:\n    {line}\n    tty: true\n");
        Assert.Equal("    " + masked, shown.Split('\n')[3]);
        Assert.EndsWith("\n    tty: true", shown, StringComparison.Ordinal);
    }

    /// <summary>A secret whose core is no name, no number and no word that a compose file has, and what it is written as.</summary>
    private static Gen<(string Written, string Core)> Secret =>
        Gen.Elements("abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ".ToCharArray()).ArrayOf(9).SelectMany(letters =>
        Gen.Elements(0, 1, 2, 3, 4, 5, 6, 7, 8, 9).SelectMany(digit =>
        Gen.Elements("{0}", "{0}", "-{0}-", "a {0}", "{0}=", "sha256:{0}", "${{{0}}}", "p:{0}", "$${0}", "/{0}", "{0},", "é{0}", "*{0}", "&{0}", "!{0}", "'{0}'", "\"{0}\"", "[{0}]", "{0}: x", "#{0}", "\\{0}")
            .Select(form =>
            {
                var core = $"{new string(letters[..5])}{digit}{new string(letters[5..])}q";
                return (form.Replace("{0}", core, StringComparison.Ordinal), core);
            })));

    private static Gen<string> File =>
        Gen.Elements(ServiceParts).ListOf(2).ListOf(3).SelectMany(services => Gen.Elements(TopParts).ListOf(2)
            .Select(top => FileOf(services.Select(parts => parts.DistinctBy(part => part.Split(':')[0], StringComparer.Ordinal)), top.DistinctBy(part => part.Split(':')[0], StringComparer.Ordinal))));

    private static string FileOf(IEnumerable<IEnumerable<string>> services, IEnumerable<string> top)
    {
        var text = new StringBuilder("x-env: &env { A: §, user: § }\nx-user-of: &secret-user §\nservices:\n");
        var number = 0;
        foreach (var parts in services)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"  web{++number}:\n    tty: true\n");
            foreach (var part in parts) text.Append("    ").Append(part.StartsWith("tty: true", StringComparison.Ordinal) ? part["tty: true".Length..].TrimStart() : part).Append('\n');
        }

        foreach (var part in top) text.Append(part).Append('\n');
        return text.ToString();
    }

    private static string Mask(string file) =>
        string.Join('\n', MaskedComposeFile.Of(Encoding.UTF8.GetBytes(file)).Shown.Select(line => TerminalText.Clean(line)));
}
