using Platform.Policy;
using Platform.Reporting;

namespace Platform.Tests.Policy;

/// <summary>The rules about secrets: what is a literal, what is declared, and that no value ever shows.</summary>
public sealed class SecretRuleTests : IDisposable
{
    private const string Planted = "hunter2-planted";

    private readonly PolicyRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData("environment: { DB_PASSWORD: hunter2-planted }")]
    [InlineData("environment: ['DB_PASSWORD=hunter2-planted']")]
    [InlineData("environment: { DB_PASSWORD: '${DB_PASSWORD:-hunter2-planted}' }")]
    [InlineData("environment: { DB_PASSWORD: '${DB_PASSWORD-hunter2-planted}' }")]
    [InlineData("environment: { DB_PASSWORD: '${A:-${B:-hunter2-planted}}' }")]
    [InlineData("environment: { DB_PASSWORD: '${A:+hunter2-planted}' }")]
    [InlineData("environment: { DB_PASSWORD: 'hunter2-planted$$' }")]
    [InlineData("environment: { DB_PASSWORD: 'hunter2-planted$' }")]
    [InlineData("environment: { DB_PASSWORD: 12345 }")]
    [InlineData("environment: { REDIS_URL: 'redis://:${REDIS_PASSWORD:-hunter2-planted}@redis:6379' }")]
    [InlineData("environment: { DATABASE_URL: 'postgres://app:hunter2-planted@db/app' }")]
    [InlineData("environment: { DB_CONNECTION: 'hunter2-planted' }", "DB_CONNECTION")]
    [InlineData("environment: { OTHER: '${DB_CONNECTION:-hunter2-planted}' }", "DB_CONNECTION")]
    [InlineData("environment: { ROOT_USER: 'admin-hunter2-planted' }", "/prod/ROOT_USER")]
    [InlineData("environment: { DB_URL: '${DB_URL:-postgres://u:hunter2-planted@db/app}' }")]
    [InlineData("environment: { DB_URL: 'jdbc:postgresql://u:hunter2-planted@db/app' }")]
    [InlineData("environment: { DB_URL: 'jdbc:postgresql://db/app?user=u&password=hunter2-planted' }")]
    [InlineData("environment: { DB: 'Server=db;User Id=sa;Password=hunter2-planted' }")]
    [InlineData("environment: { DB: 'Server=db;Uid=sa;Pwd=hunter2-planted;' }")]
    [InlineData("environment: { DB: 'host=db user=u password=hunter2-planted dbname=app' }")]
    [InlineData("environment: { DB: 'u:hunter2-planted@tcp(db:3306)/app' }")]
    [InlineData("environment: { BROKERS: 'amqp://a,amqp://u:hunter2-planted@b' }")]
    [InlineData("environment: { JAVA_OPTS: '-Xmx1g -Dspring.datasource.password=hunter2-planted' }")]
    [InlineData("command: app --password=hunter2-planted")]
    [InlineData("command: [app, --api-key, hunter2-planted]")]
    [InlineData("command: [redis-server, --requirepass, '${R:-hunter2-planted}']")]
    [InlineData("command: ['sh', '-c', \"DB_PASSWORD='hunter2-planted' app\"]")]
    [InlineData("command: [app, 'postgres://u:hunter2-planted@db/app']")]
    [InlineData("entrypoint: [app, '--token=hunter2-planted']")]
    [InlineData("healthcheck: { test: [CMD-SHELL, 'redis-cli --pass hunter2-planted ping'] }")]
    [InlineData("volumes: ['share:/x']")]
    [InlineData("env_file: app.env")]
    [InlineData("env_file: [{ path: ./app.env, required: false }]")]
    [InlineData("build: { context: ., args: { NPM_TOKEN: hunter2-planted } }")]
    [InlineData("labels: { 'app.api.token': hunter2-planted }")]
    [InlineData("labels: ['app.api.token=hunter2-planted']")]
    [InlineData("secrets: [inline]")]
    [InlineData("extends: other")]
    public void A_literal_is_found_and_never_shown(string service, params string[] refs)
    {
        _root.Service = $"image: app:1\n{service}";
        _root.Spec = $"secrets: {{ provider: external, refs: [{string.Join(", ", refs)}] }}";
        _root.Resources = "  other: { environment: { DB_PASSWORD: hunter2-planted } }\nsecrets: { inline: { content: hunter2-planted } }\nvolumes: { share: { driver_opts: { type: cifs, o: 'username=u,password=hunter2-planted' } } }";
        _root.Files.Write("compose/app/app.env", "LOG_LEVEL=info\nexport DB_PASSWORD=\"hunter2-planted\"\n");
        var finding = Assert.Single(_root.Findings("secret-literal"));
        Assert.Equal((PolicySeverity.Critical, Certainty.Yes), (finding.Severity, finding.Certainty));
        var line = File.ReadAllLines(Path.Combine(_root.Files.Path, finding.File))[finding.Line - 1];
        Assert.True(line.Contains(Planted, StringComparison.Ordinal) || line.Contains("12345", StringComparison.Ordinal), line);
        Assert.DoesNotContain("hunter2", Everything(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("environment: { DB_PASSWORD: '${DB_PASSWORD}' }")]
    [InlineData("environment: { DB_PASSWORD: $DB_PASSWORD, B_TOKEN: '${B:?is needed}', C_TOKEN: '${C:-}', D_TOKEN: '' }")]
    [InlineData("environment: { DB_PASSWORD: , E_TOKEN: null }")]
    [InlineData("environment: [DB_PASSWORD, 'B_TOKEN=${B}', 'C_TOKEN=']")]
    [InlineData("environment: { POSTGRES_PASSWORD_FILE: /run/secrets/pg, DB_PASSWORD: /run/secrets/pg }\nsecrets: [pg]")]
    [InlineData("environment: { TOKEN_TTL: 3600, PUBLIC_KEY: abc, PASSWORD_MIN_LENGTH: 12, ALLOW_EMPTY_PASSWORD: 'yes', PASSWORD_CHANGE: 'true' }")]
    [InlineData("environment: { REDIS_URL: 'redis://:${REDIS_PASSWORD}@redis:6379', SITE: 'https://user@example.org/a:b', T: '12:30@noon' }")]
    [InlineData("environment: { AUTHORIZATION_TOKEN: 'Bearer ${TOKEN}', API_KEY: 'op://vault/item/field' }")]
    [InlineData("environment: { GOOGLE_APPLICATION_CREDENTIALS: /secrets/account.json, TLS_KEY: /certs/tls.key, SSL_KEY: ./key.pem, CONTEXT_TOKENS: 4096, PASSWORD: ' ' }")]
    [InlineData("environment: { DB: 'Server=db;Password=${P}', DB_URL: 'jdbc:postgresql://db/app?password=$P&ssl=true', OPTS: '-Dpassword.file=/x', Q: 'https://x/?token={token}', T: 'token=1' }")]
    [InlineData("environment: { DB_URL: '${DB_URL:-postgres://u@db/app}', OTHER: '${U:-postgres://u:${P}@db/app}' }")]
    [InlineData("command: app --password ${P} --token=$T --password-file=/run/secrets/p --token-ttl 5m --password= --no-password --max-tokens 4096 --tls-key /certs/tls.key --password")]
    [InlineData("command: postgres -c password_encryption=scram-sha-256")]
    [InlineData("command: [sh, -c, 'app --password \"$$(cat /run/secrets/p)\" --token $$TOKEN DB_PASSWORD=$$P http://x:80/a@b']")]
    [InlineData("healthcheck: { test: ['CMD-SHELL', 'mysqladmin ping --password=$$MYSQL_PASSWORD'] }")]
    [InlineData("environment: { LOG_LEVEL: hunter2-planted, DB_HOST: '${DB_HOST:-db}' }")]
    public void What_comes_from_elsewhere_is_no_literal(string service)
    {
        _root.Service = $"image: app:1\n{service}";
        _root.Resources = "secrets: { pg: { environment: PG } }";
        Assert.Empty(_root.Findings("secret-literal"));
    }

    [Theory]
    [InlineData("environment: { ADMIN_PASSWORD_HASH: '${A}', ADMIN_JWT_SECRET: '${B}' }", "ADMIN_JWT_SECRET, ADMIN_PASSWORD_HASH hold secrets")]
    [InlineData("env_file: app.env", "DB_PASSWORD holds a secret")]
    public void A_provider_without_secrets_contradicts_keys_that_hold_them(string service, string said)
    {
        _root.Files.Write("compose/app/app.env", "DB_PASSWORD=${X}\n");
        _root.Service = $"image: app:1\n{service}";
        _root.Spec = "secrets: { provider: env-only-non-secret, refs: [] }";
        var finding = Assert.Single(_root.Findings());
        Assert.Equal(("secret-provider-contradiction", PolicySeverity.Medium, "modules/app/module.yaml"), (finding.Rule, finding.Severity, finding.File));
        Assert.Contains(said, finding.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("environment: { POSTGRES_PASSWORD_FILE: /run/secrets/pg, TOKEN_TTL: 60, LOG_LEVEL: info }")]
    [InlineData("image: app:2")]
    public void A_provider_without_secrets_is_right_where_no_key_holds_one(string service)
    {
        _root.Service = service.StartsWith("image", StringComparison.Ordinal) ? service : $"image: app:1\n{service}";
        _root.Spec = "secrets: { provider: env-only-non-secret, refs: [] }";
        Assert.Empty(_root.Findings());
    }

    [Fact]
    public void References_and_keys_that_do_not_meet_are_found_from_both_sides()
    {
        _root.Spec = "secrets:\n  provider: infisical\n  refs:\n    - USED_KEY\n    - USED_VARIABLE\n    - /prod/USED_PATH\n    - pg-password\n    - VIA_FILE\n    - UNUSED";
        _root.Service = """
            image: app:1
            environment:
              USED_KEY: ${X}
              DB_URL: postgres://u:${USED_VARIABLE}@db/x
              A: ${USED_PATH}
              VIA_FILE_FILE: /run/secrets/x
              OTHER_TOKEN: ${OTHER_TOKEN}
              MAPPED_TOKEN: ${USED_VARIABLE}
            secrets: [pg_password]
            """;
        _root.Resources = "secrets: { pg_password: { environment: PG } }";
        var unused = Assert.Single(_root.Findings("secret-ref-unused"));
        Assert.Equal(("refs UNUSED", PolicySeverity.Low, 23), (unused.Subject, unused.Severity, unused.Line));
        var undeclared = Assert.Single(_root.Findings("secret-not-declared"));
        Assert.Equal(("environment OTHER_TOKEN", PolicySeverity.Medium, "compose/app/compose.yaml", 9), (undeclared.Subject, undeclared.Severity, undeclared.File, undeclared.Line));
    }

    [Fact]
    public void Without_any_declaration_each_key_is_undeclared()
    {
        _root.Service = "image: app:1\nenvironment: { A_TOKEN: '${A}', B_SECRET: '${B}', C: '1' }";
        Assert.Equal(2, _root.Findings("secret-not-declared").Count);
        Assert.Empty(_root.Findings("secret-ref-unused"));
    }

    /// <summary>Secrets in every place that rules look at, and all that is said of the module.</summary>
    [Fact]
    public void No_value_is_shown_wherever_a_secret_is_planted()
    {
        _root.Spec = "secrets: { provider: external, refs: [DB_URL, GONE] }";
        _root.Service = """
            image: app:${TAG:-hunter2-planted}
            privileged: ${P:-true}
            env_file: app.env
            build: { context: ., args: { A_TOKEN: hunter2-planted } }
            command: [app, --password, hunter2-planted, 'tcp://user:hunter2-planted@proxy:2375']
            entrypoint: sh -c "echo hunter2-planted"
            environment:
              DB_URL: postgres://u:hunter2-planted@db
              DOCKER_HOST: tcp://u:hunter2-planted@proxy:2375
              B_TOKEN: ${B:-hunter2-planted}
              C_TOKEN: x${C}
            labels: { 'a.secret': hunter2-planted }
            healthcheck: { test: [CMD, app, hunter2-planted] }
            volumes: ['/var/run/docker.sock:/x', '${D:?hunter2-planted}:/y']
            ports: ['${E:?hunter2-planted}:80:80', '8080:80']
            secrets: [inline]
            logging: { options: { token: hunter2-planted } }
            """;
        _root.Resources = "secrets: { inline: { content: hunter2-planted } }";
        _root.Files.Write("compose/app/app.env", "E_PASSWORD=hunter2-planted\n");
        var rules = _root.Findings().Select(f => f.Rule).Distinct(StringComparer.Ordinal).ToArray();
        Assert.Contains("secret-literal", rules);
        Assert.Contains("docker-sock-bind", rules);
        Assert.Contains("port-exposed", rules);
        // A tag is no secret, and is shown where it is one.
        Assert.DoesNotContain("hunter2", Everything().Replace("app:hunter2-planted", "", StringComparison.Ordinal), StringComparison.Ordinal);
    }

    /// <summary>A password in a file that is no YAML: what the reader says of it has no text of the file.</summary>
    [Theory]
    [InlineData("environment: { A_PASSWORD: *hunter2-planted }")]
    [InlineData("environment:\n  A_PASSWORD: &hunter2-planted *hunter2-planted")]
    [InlineData("environment:\n  A_PASSWORD: &hunter2-planted [*hunter2-planted]")]
    [InlineData("environment:\n  A_PASSWORD: a\nhunter2-planted:b\nx: 1")]
    [InlineData("environment:\n  A_PASSWORD: @hunter2-planted")]
    [InlineData("environment:\n  A_PASSWORD: 'a' hunter2-planted")]
    [InlineData("environment:\n  A_PASSWORD: x: hunter2-planted")]
    [InlineData("environment:\n  A_PASSWORD: |hunter2-planted")]
    [InlineData("environment:\n  A_PASSWORD: \"\\hunter2-planted\"")]
    [InlineData("environment:\n  A_PASSWORD: [hunter2-planted")]
    [InlineData("environment:\n  ? [hunter2-planted]\n  : A_PASSWORD")]
    public void No_value_is_shown_of_a_file_that_cannot_be_read(string service)
    {
        _root.Service = $"image: app:1\n{service}";
        var diagnostic = Assert.Single(_root.Judge().Diagnostics);
        Assert.Equal("COMPOSE_FILE_UNREADABLE", diagnostic.Code);
        Assert.DoesNotContain("hunter2", diagnostic.ToString(), StringComparison.Ordinal);
    }

    private string Everything()
    {
        var outcome = _root.Judge(baseline: new PolicyBaseline([]));
        var json = System.Text.Encoding.UTF8.GetString(ReportJson.Write(PolicyReport.Of(outcome)));
        Assert.NotEmpty(outcome.Findings);
        return string.Join('\n', outcome.Findings.Select(f => f.ToString())) + json;
    }
}
