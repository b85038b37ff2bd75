using System.Globalization;
using System.Text.Json;

namespace Platform.EndToEnd.Applying;

/// <summary>A plan that nobody approved, or that rests on what is no more, changes nothing: each refusal with its own exit code.</summary>
public sealed class RefusalTests(OutdatedFleet outdated) : IClassFixture<OutdatedFleet>
{
    private const string Wrong = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    [Fact]
    public async Task A_root_that_is_not_trusted_for_its_ssh_command_changes_nothing()
    {
        var (fleet, plan) = await outdated.PlanAsync("web");
        var nobody = new Dictionary<string, string?>(StringComparer.Ordinal) { ["PLATFORM_TRUSTED_ROOTS"] = null, ["XDG_CONFIG_HOME"] = Path.Combine(fleet.Root, "no-configuration") };
        await RefusedAsync(fleet, 5, "platformctl trust", async () => ApplyOutcome.Of(await Command.RunAsync(
            Repository.Platformctl, ["apply", plan.Path, "--approved", plan.Id, "--json", "--root", fleet.Root], fleet.Root, nobody)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(Wrong)]
    [InlineData("sha256:" + Wrong)]
    public async Task Without_the_approval_of_this_very_plan_nothing_is_applied(string? approved)
    {
        var (fleet, plan) = await outdated.PlanAsync("web");
        await RefusedAsync(fleet, 4, "the plan's id is", () => fleet.ApplyAsync(plan.Path, approved));
    }

    [Theory]
    [InlineData("\"number\":1", "\"number\":2")]
    [InlineData("sha256:", "sha256:0")]
    [InlineData("\"running\":true", "\"running\":false")]
    [InlineData("\"module\":\"web\"", "\"module\":\"Web\"")]
    [InlineData("{\"blocked\"", "{ \"blocked\"")]
    [InlineData("\"schema\":\"platform.plan/2\"", "\"schema\":\"platform.plan/1\"")]
    [InlineData("--pull never", "--pull  never")]
    [InlineData("\"Stateless\"", "\"Stateful\"")]
    public async Task A_plan_that_was_altered_is_not_the_one_that_was_approved(string old, string replacement)
    {
        var (fleet, plan) = await outdated.PlanAsync("web");
        var altered = plan.With(old, replacement);
        await RefusedAsync(fleet, 4, "another plan, or it was altered", () => fleet.ApplyAsync(altered.Path, plan.Id));
    }

    [Theory]
    [InlineData("{\"blocked\"", "{ \"blocked\"", 1, "not a plan's canonical bytes")] // somebody's formatter
    [InlineData("\"schema\":\"platform.plan/2\"", "\"schema\":\"platform.plan/1\"", 4, "platform.plan/1, made by an older version")]
    [InlineData("\"schema\":\"platform.plan/2\"", "\"schema\":\"platform.plan/3\"", 4, "platform.plan/3, made by a newer version")]
    [InlineData("\"madeBy\":\"", "\"madeBy\":\"9", 4, "it was made by version 9")]
    [InlineData("\"schema\":\"platform.plan/2\"", "\"schema\":\"something/2\"", 1, "platform.plan/2")]
    [InlineData("\"blocked\":[]", "\"blocked\":[],\"more\":1", 1, "more")]
    [InlineData("--force-recreate web", "--force-recreate web; id", 4, "would not run the command it shows")]
    [InlineData("docker pull", "docker pull -a", 4, "would not run the command it shows")]
    [InlineData("\"service\":\"web\"", "\"service\":\"store\"", 4, "would not run the command it shows")]
    [InlineData("\"service\":\"web\"", "\"service\":\"a;id\"", 1, "`service` must match")] // the schema knows what a service is
    public async Task A_plan_made_by_hand_is_refused_even_under_its_own_hash(string old, string replacement, int exitCode, string words)
    {
        var (fleet, plan) = await outdated.PlanAsync("web");
        var forged = plan.With(old, replacement);
        await RefusedAsync(fleet, exitCode, words, () => fleet.ApplyAsync(forged));
    }

    [Fact]
    public async Task An_expired_plan_is_refused()
    {
        var (fleet, plan) = await outdated.NewPlanAsync("web", "--expires-in", "1s");
        await Task.Delay(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
        await RefusedAsync(fleet, 4, "expired", () => fleet.ApplyAsync(plan));
    }

    [Fact]
    public async Task A_plan_from_the_future_is_refused()
    {
        var (fleet, plan) = await outdated.PlanAsync("web");
        var year = DateTime.UtcNow.Year.ToString(CultureInfo.InvariantCulture);
        var later = plan.With($"\"createdAt\":\"{year}", "\"createdAt\":\"2999").With($"\"expiresAt\":\"{year}", "\"expiresAt\":\"2999");
        await RefusedAsync(fleet, 4, "which is to come: check the clocks", () => fleet.ApplyAsync(later));
    }

    [Fact]
    public async Task What_holds_data_takes_leave_of_its_own_whatever_the_plan_says()
    {
        var (fleet, plan) = await outdated.PlanAsync("store");
        await RefusedAsync(fleet, 4, "--allow-stateful", () => fleet.ApplyAsync(plan));
        var forged = plan.With("\"Stateful\"", "\"Stateless\"");
        await RefusedAsync(fleet, 4, "holds data", () => fleet.ApplyAsync(forged));
    }

    [Fact]
    public async Task A_root_at_another_commit_is_refused()
    {
        var (fleet, _) = await outdated.PlanAsync("web");
        await GitAsync(fleet, "init -q && git add modules compose hosts.yaml && git commit -qm one");
        try
        {
            var (_, plan) = await outdated.NewPlanAsync("web");
            Assert.Equal(JsonValueKind.String, plan.Json.GetProperty("root").GetProperty("commit").ValueKind);
            await GitAsync(fleet, "commit -q --allow-empty -m two");
            await RefusedAsync(fleet, 3, "the root is at commit", () => fleet.ApplyAsync(plan));
        }
        finally
        {
            Directory.Delete(fleet.PathOf(".git"), recursive: true);
        }
    }

    [Theory]
    [InlineData("modules/web/module.yaml")]
    [InlineData("compose/web/compose.yaml")]
    [InlineData("hosts.yaml")]
    public async Task A_root_whose_files_were_changed_is_refused(string file)
    {
        var (fleet, plan) = await outdated.PlanAsync("web");
        var text = await File.ReadAllTextAsync(fleet.PathOf(file), TestContext.Current.CancellationToken);
        await fleet.WriteAsync(file, text + "# a word more\n");
        await RefusedAsync(fleet, 3, $"{file} of the root was changed", () => fleet.ApplyAsync(plan));
        await fleet.WriteAsync(file, text);
    }

    [Theory]
    [InlineData("docker stop $web", "docker start $web", "running")]
    [InlineData("docker rename $web elsewhere", "docker rename elsewhere $web", "elsewhere")]
    [InlineData("cp -p compose/web/compose.yaml kept; echo '#' >>compose/web/compose.yaml", "mv kept compose/web/compose.yaml", "the compose file on the host was changed")]
    public async Task A_host_that_moved_is_refused_and_what_moved_is_told(string change, string back, string words)
    {
        var (fleet, plan) = await outdated.PlanAsync("web");
        await fleet.ShellAsync("rs2000", $"web={fleet.Container("web")}; {change}");
        await RefusedAsync(fleet, 3, words, () => fleet.ApplyAsync(plan));
        await fleet.ShellAsync("rs2000", $"web={fleet.Container("web")}; {back}");
    }

    [Fact]
    public async Task A_container_made_anew_is_another_one()
    {
        await using var fleet = await ApplyFleet.OutdatedAsync(outdated.Live, new Service("web"));
        var plan = await fleet.PlanAsync();
        await fleet.ShellAsync("rs2000", $"sed s/3.0.6/3.0.3/ compose/web/compose.yaml >old.yaml; docker compose -p {fleet.Name} -f old.yaml --project-directory compose/web up -d --force-recreate web 2>&1");
        await RefusedAsync(fleet, 3, "the container was", () => fleet.ApplyAsync(plan));
    }

    [Fact]
    public async Task A_host_that_is_away_is_refused_with_5()
    {
        var (fleet, plan) = await outdated.PlanAsync("web");
        outdated.Ssh.At(1, "away");
        var refused = await fleet.ApplyAsync(plan);
        outdated.Ssh.Mend();
        refused.AssertExit(5);
        Assert.Contains("refused", refused.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_recorded_host_cannot_be_changed()
    {
        using var root = new SampleRoot();
        var path = root.PathOf("plan.json");
        Assert.Equal(1, (await Command.PlatformctlAsync(root.Path, "plan", "honcho-api", "--out", path)).ExitCode);
        var recorded = new PlanFile(1, path);
        Assert.Equal(["honcho-api Pull", "honcho-api Recreate"], recorded.Changes);
        Assert.Equal(0, (await Command.PlatformctlAsync(root.Path, "apply", path, "--dry-run")).ExitCode);
        var refused = await Command.PlatformctlAsync(root.Path, "apply", path, "--approved", recorded.Id);
        Assert.Equal(1, refused.ExitCode);
        Assert.Contains("rs2000 is read from a recorded snapshot", refused.Error, StringComparison.Ordinal);

        var (fleet, plan) = await outdated.PlanAsync("web");
        var forged = plan.With("\"recorded\":false", "\"recorded\":true");
        await RefusedAsync(fleet, 1, "recorded snapshot", () => fleet.ApplyAsync(forged));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_told()
    {
        var (fleet, plan) = await outdated.PlanAsync("web");
        var refused = await fleet.ApplyAsync(plan.Path + ".missing", plan.Id);
        refused.AssertExit(1);
        Assert.Contains(".missing", refused.Said, StringComparison.Ordinal);
    }

    private static async Task RefusedAsync(ApplyFleet fleet, int exitCode, string words, Func<Task<ApplyOutcome>> apply)
    {
        var before = await fleet.StateAsync();
        var refused = await apply();
        refused.AssertExit(exitCode);
        Assert.Contains(words, refused.Said, StringComparison.Ordinal);
        Assert.Equal(before, await fleet.StateAsync());
    }

    private static async Task GitAsync(ApplyFleet fleet, string command)
    {
        var result = await Command.RunAsync("sh", ["-c", "export GIT_CONFIG_GLOBAL=/dev/null GIT_AUTHOR_NAME=a GIT_AUTHOR_EMAIL=a@b GIT_COMMITTER_NAME=a GIT_COMMITTER_EMAIL=a@b; git " + command], fleet.Root);
        Assert.True(result.ExitCode == 0, result.ToString());
    }
}

/// <summary>One outdated fleet for all refusals: they change nothing.</summary>
public sealed class OutdatedFleet(HostPool pool) : IAsyncLifetime
{
    private readonly Dictionary<string, PlanFile> _plans = new(StringComparer.Ordinal);
    private ApplyFleet? _fleet;
    private FaultySsh? _ssh;

    internal LiveHosts Live { get; } = new(pool);

    public ValueTask InitializeAsync() => Live.InitializeAsync();

    internal FaultySsh Ssh => _ssh ?? throw new InvalidOperationException("there is no plan yet");

    /// <summary>The plan for one of its modules: <c>web</c>, or <c>store</c>, which is stateful.</summary>
    internal async Task<(ApplyFleet Fleet, PlanFile Plan)> PlanAsync(string module)
    {
        if (!_plans.TryGetValue(module, out var plan)) _plans[module] = plan = (await NewPlanAsync(module)).Plan;
        return (_fleet!, plan); // made with the first plan
    }

    internal async Task<(ApplyFleet Fleet, PlanFile Plan)> NewPlanAsync(string module, params string[] arguments)
    {
        if (_fleet is null)
        {
            Service[] services = [new("web"), new("store") { Statefulness = "stateful" }];
            _fleet = await ApplyFleet.RunningAsync(Live, [.. services.Select(s => s with { Tag = Service.Old })]);
            await _fleet.DeclareAsync(services);
            foreach (var service in services) await _fleet.CopyAsync(service);
            _ssh = await FaultySsh.ForAsync(_fleet);
        }

        return (_fleet, await _fleet.PlanAsync([module, .. arguments]));
    }

    public async ValueTask DisposeAsync()
    {
        if (_fleet is not null) await _fleet.DisposeAsync();
        await Live.DisposeAsync();
    }
}
