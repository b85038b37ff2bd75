namespace Platform.EndToEnd.Applying;

/// <summary>Writes down what docker is asked on a host, and holds Compose up there: what a host really did, whoever tells.</summary>
internal sealed class WatchedDocker : IAsyncDisposable
{
    private const string Script = """
        #!/bin/sh
        printf '%s\n' "$*" >>/tmp/docker-calls
        case $* in *' up '*) while [ -e /tmp/docker-held ]; do sleep 0.1; done ;; esac
        exec /usr/bin/docker "$@"
        """;

    private readonly LiveHosts _hosts;
    private readonly string _host;

    private WatchedDocker(LiveHosts hosts, string host) => (_hosts, _host) = (hosts, host);

    public static async Task<WatchedDocker> StartAsync(LiveHosts hosts, string host = "rs2000")
    {
        var docker = new WatchedDocker(hosts, host);
        await docker.InsideAsync($"touch /tmp/docker-calls; chmod 666 /tmp/docker-calls; cat >/usr/local/bin/docker <<'END'\n{Script}\nEND\nchmod 755 /usr/local/bin/docker");
        return docker;
    }

    /// <summary>Makes each <c>up</c> wait until <see cref="LetGoAsync"/>.</summary>
    public Task HoldAsync() => InsideAsync("touch /tmp/docker-held");

    public Task LetGoAsync() => InsideAsync("rm /tmp/docker-held");

    /// <summary>How often Compose was told to bring a service of a fleet up.</summary>
    public async Task<int> UpsAsync(ApplyFleet fleet) =>
        (await CallsAsync()).Count(line => line.Contains($"--project-name {fleet.Name} ", StringComparison.Ordinal) && line.Contains(" up ", StringComparison.Ordinal));

    public async Task UntilUpAsync(ApplyFleet fleet)
    {
        for (var attempt = 0; attempt < 300 && await UpsAsync(fleet) == 0; attempt++) await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.NotEqual(0, await UpsAsync(fleet));
    }

    public async ValueTask DisposeAsync() => await InsideAsync("rm -f /usr/local/bin/docker /tmp/docker-calls /tmp/docker-held");

    private async Task<string[]> CallsAsync() => (await InsideAsync("cat /tmp/docker-calls")).Split('\n');

    private Task<string> InsideAsync(string script) => _hosts.ScriptAsync("inside", _host, "sh", "-c", script);
}
