using System.Diagnostics;
using System.Collections.Concurrent;
using System.Globalization;
using System.Text;

namespace Platform.EndToEnd.Applying;

/// <summary>
/// A small fleet of its own on the test hosts, beside the sample's: a root here, a Compose project and a platform folder
/// there. What a test breaks in it is nobody else's.
/// </summary>
internal sealed class ApplyFleet : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<string, Task<string>> Digests = new(StringComparer.Ordinal);
    private static int s_number;

    private readonly Dictionary<string, Service> _services = new(StringComparer.Ordinal);
    private readonly HashSet<string> _used = new(StringComparer.Ordinal);
    private int _plans;

    private ApplyFleet(LiveHosts hosts, string root) => (Live, Root) = (hosts, root);

    public LiveHosts Live { get; }

    public string Name { get; private init; } = string.Create(CultureInfo.InvariantCulture, $"apply-{Environment.ProcessId}-{Interlocked.Increment(ref s_number)}");

    public string Root { get; }

    /// <summary>Its place on each host.</summary>
    public string Directory => "/srv/" + Name;

    public string JournalPath => PathOf(".platform/journal.jsonl");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>A fleet whose services run as they are declared.</summary>
    public static async Task<ApplyFleet> RunningAsync(LiveHosts hosts, params Service[] services)
    {
        hosts.SkipIfDown();
        var fleet = new ApplyFleet(hosts, System.IO.Directory.CreateTempSubdirectory("platform-apply-").FullName);
        try
        {
            await fleet.InventoryAsync();
            await fleet.DeclareAsync(services);
            foreach (var host in services.GroupBy(s => s.Host, StringComparer.Ordinal)) await fleet.StartAsync(host.Key, [.. host]);
            return fleet;
        }
        catch
        {
            await fleet.DisposeAsync(); // a half of a fleet would keep the hosts busy
            throw;
        }
    }

    /// <summary>The known case in small: the root, and the compose file on the host, say another release than runs.</summary>
    public static async Task<ApplyFleet> OutdatedAsync(LiveHosts hosts, Service service)
    {
        var fleet = await RunningAsync(hosts, service with { Tag = Service.Old });
        await fleet.DeclareAsync(service);
        await fleet.CopyAsync(service);
        return fleet;
    }

    public static string Container(string name, string service) => $"{name}-{service}-1";

    public string Container(string service) => Container(Name, service);

    public string PathOf(string relative) => Path.Combine(Root, relative);

    /// <summary>Writes manifests and compose files of the root.</summary>
    public async Task DeclareAsync(params Service[] services)
    {
        foreach (var service in services)
        {
            _services[service.Id] = service;
            _used.Add(service.Host);
            var digest = await Digests.GetOrAdd(service.Image, image => Live.ScriptAsync("images", "digest", image));
            await WriteAsync($"modules/{service.Id}/module.yaml", service.Manifest(digest));
        }

        foreach (var stack in _services.Values.GroupBy(s => s.ComposeFile, StringComparer.Ordinal)) await WriteAsync(stack.Key, Compose(stack));
    }

    /// <summary>Writes the root's inventory.</summary>
    /// <param name="ssh">The words of <c>ssh_command</c>; null for plain ssh to the test hosts.</param>
    /// <param name="destination">Another destination than rs2000.</param>
    public Task InventoryAsync(IEnumerable<string>? ssh = null, string destination = "rs2000")
    {
        var words = string.Join(", ", ssh ?? ["ssh", "-F", Live.SshConfig]);
        return WriteAsync("hosts.yaml", $$"""
            schema_version: 1
            defaults: { compose_project: {{Name}}, connect_timeout_seconds: 5 }
            hosts:
              rs2000: { transport: ssh, destination: {{destination}}, ssh_command: [{{words}}], platform_dir: {{Directory}} }
              vps1000: { transport: ssh, destination: vps1000, ssh_command: [ssh, -F, {{Live.SshConfig}}], platform_dir: {{Directory}} }

            """);
    }

    /// <summary>Another operator's checkout of the root.</summary>
    public ApplyFleet Copy()
    {
        var root = System.IO.Directory.CreateTempSubdirectory("platform-apply-").FullName;
        foreach (var file in System.IO.Directory.EnumerateFiles(Root, "*.yaml", SearchOption.AllDirectories))
        {
            var target = Path.Combine(root, Path.GetRelativePath(Root, file));
            System.IO.Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        return new ApplyFleet(Live, root) { Name = Name };
    }

    /// <summary>Puts the root's compose file of a service on its host, by hand.</summary>
    public Task CopyAsync(Service service) =>
        ShellAsync(service.Host, Put(service.ComposeFile, File.ReadAllText(PathOf(service.ComposeFile))));

    public async Task<PlanFile> PlanAsync(params string[] arguments)
    {
        var path = PathOf(string.Create(CultureInfo.InvariantCulture, $".platform/{++_plans}.json"));
        var result = await Command.PlatformctlAsync(Root, ["plan", "--out", path, .. arguments]);
        Assert.True(File.Exists(path), result.ToString());
        return new PlanFile(result.ExitCode, path);
    }

    /// <summary>Applies a plan under its own id.</summary>
    public Task<ApplyOutcome> ApplyAsync(PlanFile plan, params string[] arguments) => ApplyAsync(plan.Path, plan.Id, arguments);

    public async Task<ApplyOutcome> ApplyAsync(string plan, string? approved, params string[] arguments)
    {
        string[] words = ["apply", plan, "--json", .. approved is null ? (string[])[] : ["--approved", approved], .. arguments];
        return ApplyOutcome.Of(await Command.PlatformctlAsync(Root, words));
    }

    /// <summary>Starts to apply a plan and sends SIGINT, as Ctrl+C does, once <paramref name="until"/> has come.</summary>
    public async Task<int> InterruptAsync(PlanFile plan, Task until)
    {
        var start = new ProcessStartInfo("env", ["--default-signal=INT", Repository.Platformctl, "apply", plan.Path, "--approved", plan.Id, "--root", Root])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in Command.Trusting(Root)) start.Environment[name] = value;
        using var process = Process.Start(start)!; // null only where a shell would start it
        var said = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await Task.WhenAny(until, process.WaitForExitAsync(TestContext.Current.CancellationToken));
        Assert.False(process.HasExited, process.HasExited ? await said : null);
        await until;
        Assert.Equal(0, (await Command.RunAsync("kill", ["-s", "INT", string.Create(CultureInfo.InvariantCulture, $"{process.Id}")], Root)).ExitCode);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return process.ExitCode;
    }

    /// <summary>The same by a process none of whose files may grow beyond so many bytes.</summary>
    public async Task<ApplyOutcome> ApplyWithinAsync(PlanFile plan, long bytes)
    {
        // The signal is ignored, so that the error comes. With W^X on, .NET maps its code from a file in memory, to which the limit applies, too.
        var script = string.Create(CultureInfo.InvariantCulture, $"trap '' XFSZ; exec prlimit --fsize={bytes} \"$@\"");
        return ApplyOutcome.Of(await Command.RunAsync(
            "sh", ["-c", script, "sh", Repository.Platformctl, "apply", plan.Path, "--approved", plan.Id, "--json", "--root", Root], Root,
            new Dictionary<string, string?>(Command.Trusting(Root), StringComparer.Ordinal) { ["DOTNET_EnableWriteXorExecute"] = "0" }));
    }

    public async Task<DriftDocument> DriftAsync(params string[] arguments)
    {
        var result = await Command.PlatformctlAsync(Root, ["drift-check", "--json", .. arguments]);
        return new DriftDocument(result.ExitCode, System.Text.Json.JsonDocument.Parse(result.Output).RootElement);
    }

    public Task<CommandResult> JournalAsync(params string[] arguments) => Command.PlatformctlAsync(Root, ["journal", .. arguments]);

    /// <summary>One line of <c>docker inspect</c>; empty where there is no such container.</summary>
    public Task<string> InspectAsync(string service, string format = "{{.Id}} {{.Config.Image}} {{.State.Status}}", string host = "rs2000") =>
        ShellAsync(host, $"docker container inspect --format '{format}' {Container(service)} 2>/dev/null || :");

    /// <summary>Runs a script on a host as the operator's account.</summary>
    public async Task<string> ShellAsync(string host, string script)
    {
        var result = await Command.RunAsync("ssh", ["-F", Live.SshConfig, host, $"cd {Directory} 2>/dev/null || cd /; {script}"], Root);
        Assert.True(result.ExitCode == 0, $"{script}: {result}");
        return result.Output.Trim();
    }

    /// <summary>
    /// Everything apply could change on a host: the fleet's containers and files, and the images. Plans' records and the
    /// lock are files, too.
    /// </summary>
    public Task<string> StateAsync(string host = "rs2000") => ShellAsync(host,
        $"docker inspect --format '{{{{.Id}}}} {{{{.Name}}}} {{{{.Image}}}} {{{{.State.Status}}}} {{{{.State.StartedAt}}}} {{{{.RestartCount}}}} {{{{json .Config}}}} {{{{json .HostConfig}}}}' $(docker ps -aq --no-trunc --filter label=com.docker.compose.project={Name}) | sort;" +
        "docker images -a --no-trunc --digests --format '{{.Repository}} {{.Tag}} {{.Digest}} {{.ID}}' | sort; docker volume ls -q; docker network ls -q;" +
        $"find {Directory} -printf '%p %m %u %s %T@\\n' | sort; find {Directory} -type f -exec sha256sum {{}} + | sort");

    public async ValueTask DisposeAsync()
    {
        foreach (var host in _used)
        {
            await ShellAsync(host, $"docker ps -aq --filter label=com.docker.compose.project={Name} | xargs -r docker rm -fv >/dev/null;" +
                $"for kind in network volume; do docker $kind ls -q --filter label=com.docker.compose.project={Name} | xargs -r docker $kind rm >/dev/null; done");
            await Live.ScriptAsync("inside", host, "rm", "-rf", Directory);
        }

        System.IO.Directory.Delete(Root, recursive: true);
    }

    public async Task WriteAsync(string relative, string text)
    {
        var path = PathOf(relative);
        System.IO.Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        await File.WriteAllTextAsync(path, text, Token);
    }

    /// <summary>Starts services by hand, as break-glass would.</summary>
    private async Task StartAsync(string host, Service[] services)
    {
        var script = new StringBuilder("set -e\n");
        foreach (var stack in services.GroupBy(s => s.ComposeFile, StringComparer.Ordinal))
        {
            var ids = string.Join(' ', stack.Select(s => s.Id));
            script.Append(Put(stack.Key, Compose(stack)));
            script.Append(CultureInfo.InvariantCulture, $"docker compose -p {Name} -f {Directory}/{stack.Key} up -d --quiet-pull {ids} >/tmp/{Name}.log 2>&1 </dev/null || {{ cat /tmp/{Name}.log >&2; exit 1; }}\n");
        }

        foreach (var stopped in services.Where(s => s.DesiredState == "stopped"))
            script.Append(CultureInfo.InvariantCulture, $"docker stop {Container(stopped.Id)} >/dev/null\n");
        await ShellAsync(host, script.ToString());
    }

    private string Put(string relative, string text) =>
        $"mkdir -p $(dirname {Directory}/{relative})\ncat >{Directory}/{relative} <<'END-OF-FILE'\n{text}END-OF-FILE\n";

    private static string Compose(IEnumerable<Service> services) =>
        "services:\n" + string.Concat(services.Select(s => s.Definition())) +
        string.Concat(services.SelectMany(s => s.Top).Distinct(StringComparer.Ordinal).Select(line => line + "\n"));
}
