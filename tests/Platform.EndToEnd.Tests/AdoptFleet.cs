using System.Globalization;
using System.Text.Json;

namespace Platform.EndToEnd;

/// <summary>
/// Thirty containers of six projects that nobody declared, on one test host: among them a job, a scaled service, one on the host's network, one that is built
/// there, one with a literal secret, and two that Compose did not start. The host has to run nothing else.
/// </summary>
internal sealed class AdoptFleet : IAsyncDisposable
{
    private static int s_number;

    private readonly LiveHosts _hosts;
    private readonly string _name = string.Create(CultureInfo.InvariantCulture, $"adopt{Environment.ProcessId}x{Interlocked.Increment(ref s_number)}");

    private AdoptFleet(LiveHosts hosts, string root) => (_hosts, Root) = (hosts, root);

    public string Root { get; }

    private string Folder => "/srv/" + _name;

    public static async Task<AdoptFleet> RunningAsync(LiveHosts hosts)
    {
        hosts.SkipIfDown();
        var fleet = new AdoptFleet(hosts, Directory.CreateTempSubdirectory("platform-adopt-").FullName);
        await hosts.DockerAsync("rs2000", "ps -aq | xargs -r docker rm -fv >/dev/null");
        hosts.Changed();
        await fleet.InsideAsync(fleet.Script);
        Directory.CreateDirectory(Path.Combine(fleet.Root, "modules"));
        await File.WriteAllTextAsync(
            Path.Combine(fleet.Root, "hosts.yaml"),
            $"schema_version: 1\nhosts:\n  rs2000: {{ transport: ssh, destination: rs2000, ssh_command: [ssh, -F, {hosts.SshConfig}] }}\n",
            TestContext.Current.CancellationToken);
        return fleet;
    }

    /// <summary>The name of a project, which is one of this fleet's own.</summary>
    public string Project(string name) => $"{_name}-{name}";

    public async Task<JsonElement> JsonAsync(int exitCode, params string[] words)
    {
        var result = await Command.PlatformctlAsync(Root, words);
        Assert.True(result.ExitCode == exitCode, result.ToString());
        return JsonDocument.Parse(result.Output).RootElement;
    }

    public Task<string> ManifestAsync(string id) => File.ReadAllTextAsync(Path.Combine(Root, "modules", id, "module.yaml"), TestContext.Current.CancellationToken);

    public async Task<string?> DesiredStateAsync(string id) =>
        (await ManifestAsync(id)).Split('\n').FirstOrDefault(line => line.Contains("desired_state:", StringComparison.Ordinal))?.Split(": ")[1];

    public async ValueTask DisposeAsync()
    {
        await InsideAsync($"docker ps -aq | xargs -r docker rm -fv >/dev/null; docker volume ls -q | grep '^{_name}' | xargs -r docker volume rm >/dev/null; docker image rm -f {Project("built")}-app >/dev/null 2>&1; rm -rf {Folder}");
        Directory.Delete(Root, recursive: true);
    }

    private Task<string> InsideAsync(string script) => _hosts.ScriptAsync("inside", "rs2000", "sh", "-ec", script);

    private string Script => $$"""
        mkdir -p {{Folder}}; cd {{Folder}}; mkdir shop media monitoring built vault tools
        cat >shop/compose.yaml <<'Y'
        # Its password comes from the host's environment.
        x-run: &run { network_mode: none, restart: unless-stopped }
        services:
          api: { <<: *run, image: "ghcr.io/plastic-labs/honcho:3.0.6", environment: { DB_PASSWORD: "${DB_PASSWORD:-}" } }
          web: { <<: *run, image: "node:22-alpine" }
          db: { <<: *run, image: "postgres:16.9", volumes: ["data:/var/lib/postgresql/data"] }
          redis: { <<: *run, image: "redis:7.4", volumes: ["cache:/data"] }
          worker: { <<: *run, image: "node:22-alpine", deploy: { replicas: 5 } }
          migrate: { network_mode: none, image: "busybox:1.35", entrypoint: [sh, -c, "exit 0"] }
        volumes: { data: {}, cache: {} }
        Y
        { echo services:; for s in one two three four five six; do echo "  media-$s: { image: 'mirotalk/p2p:1.5.10', network_mode: none, restart: always, volumes: ['{{Folder}}/media:/library:ro'] }"; done; } >media/docker-compose.yml
        cat >monitoring/compose.yaml <<'Y'
        services:
          exporter: { image: "louislam/uptime-kuma:1.23.16", network_mode: host, restart: unless-stopped, volumes: ["kuma:/app/data"] }
          Grafana.UI: { image: "node:22-alpine", network_mode: none, restart: unless-stopped }
          prometheus: { image: "node:22-alpine", network_mode: none, restart: unless-stopped }
          alert_manager: { image: "binwiederhier/ntfy:v2.11.0", network_mode: none, restart: unless-stopped }
        volumes: { kuma: {} }
        Y
        printf 'FROM busybox:1.35\nENTRYPOINT ["sleep", "100000"]\n' >built/Dockerfile
        cat >built/compose.yaml <<'Y'
        services:
          app: { build: ., network_mode: none, restart: unless-stopped }
          sidecar: { image: "node:22-alpine", network_mode: none, restart: unless-stopped }
        Y
        cat >vault/compose.yaml <<'Y'
        services:
          store: { image: "redis:7.2", network_mode: none, restart: unless-stopped, environment: { ADMIN_PASSWORD: "hunter2-literal" } }
          gate: { image: "caddy:2.10.0", network_mode: none, restart: unless-stopped }
        Y
        cat >tools/compose.yaml <<'Y'
        services:
          db: { image: "postgres:16.9", network_mode: none, restart: unless-stopped, volumes: ["data:/var/lib/postgresql/data"] }
          web: { image: "caddy:2.10.0", network_mode: none, restart: unless-stopped }
          pdf: { image: "stirlingtools/stirling-pdf:0.46.2", network_mode: none, container_name: {{Project("pdf")}}, restart: unless-stopped }
          idle: { image: "node:22-alpine", network_mode: none, restart: unless-stopped }
        volumes: { data: {} }
        Y
        docker build -q -t {{Project("built")}}-app built >/dev/null
        for p in shop media monitoring vault tools built; do (cd $p; docker compose -p {{_name}}-$p up -d --no-build --quiet-pull >/dev/null 2>&1); done
        docker stop -t 1 {{Project("tools")}}-idle-1 >/dev/null
        docker run -d --name watchtower --network none -v /var/run/docker.sock:/var/run/docker.sock node:22-alpine >/dev/null
        docker run -d --name Old.Thing_1 --network none --entrypoint sleep busybox:1.35 100000 >/dev/null
        docker wait {{Project("shop")}}-migrate-1 >/dev/null
        """;
}
