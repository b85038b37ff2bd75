using System.Globalization;

namespace Platform.EndToEnd.Applying;

/// <summary>
/// Somebody else changes the host between the look and a step, or between a step and its undoing. What they did is neither
/// overwritten nor undone.
/// </summary>
public sealed class MeanwhileTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private static readonly Service Web = new("web");

    [Fact]
    public async Task A_compose_file_that_was_edited_after_the_look_is_left_alone()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, Web);
        await fleet.DeclareAsync(Web with { Top = ["# new"] });
        var plan = await fleet.PlanAsync();
        Assert.Equal(["web PutComposeFile"], plan.Changes);
        var ssh = await MeanwhileSsh.ForAsync(fleet);
        ssh.Before("--step", 1, "echo '# by hand' >>compose/web/compose.yaml");
        plan = await fleet.PlanAsync();
        var refused = await fleet.ApplyAsync(plan);
        refused.AssertExit(3);
        refused.AssertStatuses("NotAttempted");
        Assert.Contains("was changed meanwhile; it was left as it is", refused.Said, StringComparison.Ordinal);
        Assert.EndsWith("# by hand", await fleet.ShellAsync("rs2000", "cat compose/web/compose.yaml"), StringComparison.Ordinal);
        Assert.Equal("compose.yaml", await fleet.ShellAsync("rs2000", "ls -A compose/web"));
    }

    [Fact]
    public async Task A_compose_file_that_was_edited_after_it_was_put_is_not_put_back()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, Web with { Tag = Service.Old });
        await fleet.DeclareAsync(Web with { Tag = Service.Crashing });
        var ssh = await MeanwhileSsh.ForAsync(fleet);
        ssh.Before("undo-", 1, "echo '# by hand' >>compose/web/compose.yaml");
        var plan = await fleet.PlanAsync();
        var failed = await fleet.ApplyAsync(plan, "--health-timeout", "3s");
        failed.AssertExit(8);
        Assert.Contains("it was not put back: the compose file was changed meanwhile; it was left as it is", failed.Said, StringComparison.Ordinal);
        Assert.EndsWith("# by hand", await fleet.ShellAsync("rs2000", "cat compose/web/compose.yaml"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("docker compose -p {0} -f compose/web/compose.yaml up -d --force-recreate web", "Recreate")]
    [InlineData("docker rm -f {1}; docker run -d --name {1} --network none {2}", "Recreate")]
    [InlineData("docker rename {1} old-{0}; docker run -d --name {1} --network none {2}; docker stop {1}", "Start")]
    [InlineData("docker rename {1} old-{0}; docker run -d --name {1} --network none {2}", "Stop")]
    public async Task A_container_that_was_replaced_after_the_look_is_left_alone(string meanwhile, string action)
    {
        var service = Web with { Tag = action == "Recreate" ? Service.Old : Service.New, DesiredState = "running" };
        await using var fleet = await ApplyFleet.RunningAsync(hosts, service);
        if (action == "Start") await fleet.ShellAsync("rs2000", $"docker stop {fleet.Container("web")}");
        await fleet.DeclareAsync(Web with { DesiredState = action == "Stop" ? "stopped" : "running" });
        var ssh = await MeanwhileSsh.ForAsync(fleet);
        var plan = await fleet.PlanAsync();
        var number = plan.Changes.Count();
        Assert.EndsWith(action, plan.Changes.Last(), StringComparison.Ordinal);
        ssh.Before("--step", number, string.Format(CultureInfo.InvariantCulture, meanwhile, fleet.Name, fleet.Container("web"), Web.Image));
        var refused = await fleet.ApplyAsync(plan);
        Assert.Contains("is another container than the one that was planned with", refused.Said, StringComparison.Ordinal);
        Assert.NotEqual(0, refused.ExitCode);
        var (expected, then) = (ssh.Kept, await fleet.InspectAsync("web", "{{.Id}} {{.State.Status}}"));
        Assert.Equal(expected, then);
        await fleet.ShellAsync("rs2000", $"docker rm -f old-{fleet.Name} {fleet.Container("web")} >/dev/null 2>&1 || :");
    }

    [Fact]
    public async Task A_container_that_was_made_after_the_look_is_not_removed_when_the_plan_fails()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, Web with { Tag = Service.Crashing });
        await fleet.ShellAsync("rs2000", $"docker rm -f {fleet.Container("web")}");
        var ssh = await MeanwhileSsh.ForAsync(fleet);
        var plan = await fleet.PlanAsync();
        Assert.Equal("web Create", plan.Changes.Last());
        ssh.Before("--step", plan.Changes.Count(), $"docker compose -p {fleet.Name} -f compose/web/compose.yaml create web");
        var refused = await fleet.ApplyAsync(plan, "--health-timeout", "3s");
        Assert.Contains("a container of service web was made meanwhile", refused.Said, StringComparison.Ordinal);
        Assert.Equal(ssh.Kept, await fleet.InspectAsync("web", "{{.Id}} {{.State.Status}}"));
    }

    [Fact]
    public async Task A_container_that_was_replaced_after_the_step_is_not_put_back()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, Web with { Tag = Service.Old });
        await fleet.DeclareAsync(Web with { Tag = Service.Crashing });
        await fleet.CopyAsync(Web with { Tag = Service.Crashing });
        var ssh = await MeanwhileSsh.ForAsync(fleet);
        var plan = await fleet.PlanAsync();
        Assert.Equal(["web Pull", "web Recreate"], plan.Changes);
        ssh.Before("undo-2", 1, $"docker compose -p {fleet.Name} -f compose/web/compose.yaml up -d --force-recreate web");
        var failed = await fleet.ApplyAsync(plan, "--health-timeout", "3s");
        failed.AssertExit(8);
        Assert.Contains("the container of service web was replaced meanwhile; it was left as it is", failed.Said, StringComparison.Ordinal);
        Assert.StartsWith(ssh.Kept.Split(' ')[0], await fleet.InspectAsync("web", "{{.Id}}"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_that_somebody_moved_on_is_not_put_back()
    {
        await using var fleet = await ApplyFleet.RunningAsync(hosts, Web with { Tag = Service.Old });
        await fleet.DeclareAsync(Web with { Tag = Service.Crashing });
        await fleet.CopyAsync(Web with { Tag = Service.Crashing });
        var crashing = (Web with { Tag = Service.Crashing }).Image;
        await fleet.ShellAsync("rs2000", $"docker tag {Web.Image} {crashing}");
        var ssh = await MeanwhileSsh.ForAsync(fleet);
        var plan = await fleet.PlanAsync();
        ssh.Before("undo-", 1, $"docker tag {(Web with { Tag = Service.Old }).Image} {crashing}");
        var failed = await fleet.ApplyAsync(plan, "--health-timeout", "3s");
        failed.AssertExit(8);
        Assert.Contains("was given to another image meanwhile; it was left as it is", failed.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_state_folder_that_is_not_ours_is_not_used()
    {
        await using var fleet = await ApplyFleet.OutdatedAsync(hosts, Web);
        var plan = await fleet.PlanAsync();
        var before = await fleet.InspectAsync("web");
        (string Planted, string Words)[] strange =
        [
            ($"mkdir -p /tmp/{fleet.Name}-elsewhere; ln -s /tmp/{fleet.Name}-elsewhere .platform", "is a symbolic link, belongs to somebody else"),
            ("mkdir .platform; chmod 777 .platform", "may be written by everybody"),
            ($"mkdir .platform; ln -s /tmp/{fleet.Name}-lock .platform/lock", ".platform/lock"),
            ($"mkdir .platform; ln -s /tmp/{fleet.Name}-mutex .platform/mutex", ".platform/mutex"),
            ($"mkdir .platform; ln -s /tmp/{fleet.Name}-running .platform/running", ".platform/running"),
            ($"mkdir -p .platform/plans; ln -s /tmp/{fleet.Name}-record .platform/plans/{plan.Id}", ".platform/plans/"),
            ("mkdir .platform; ln -s /tmp .platform/previous", ".platform/previous"),
        ];
        foreach (var (planted, words) in strange)
        {
            await fleet.ShellAsync("rs2000", $"rm -rf .platform; {planted}");
            var refused = await fleet.ApplyAsync(plan);
            Assert.True(refused.ExitCode == 1, $"{planted}: {refused.Result}");
            Assert.Contains(words, refused.Said, StringComparison.Ordinal);
        }

        Assert.Equal(before, await fleet.InspectAsync("web"));
        Assert.Equal("", await fleet.ShellAsync("rs2000", $"ls -A /tmp | grep '^{fleet.Name}-[lmr]' || :; rm -rf .platform /tmp/{fleet.Name}-elsewhere"));
    }
}

/// <summary>ssh that runs something on the host just before a script of one kind goes there.</summary>
internal sealed class MeanwhileSsh
{
    private const string Script = """
        # meanwhile FOLDER ARGUMENT…: FOLDER/step holds the beginning of a step's name, FOLDER/script what runs before it.
        folder=$1
        shift
        cat >"$folder/sent"
        if [ -s "$folder/step" ] && grep -q "^step=$(cat "$folder/step")" "$folder/sent"; then
          ssh -F "$CONFIG" rs2000 sh -s <"$folder/script" >"$folder/kept" 2>"$folder/error" || :
          : >"$folder/step"
        fi
        exec ssh "$@" <"$folder/sent"
        """;

    private readonly ApplyFleet _fleet;
    private readonly string _folder;

    private MeanwhileSsh(ApplyFleet fleet, string folder) => (_fleet, _folder) = (fleet, folder);

    /// <summary>Id and state of the service's container right after what ran meanwhile.</summary>
    public string Kept => File.ReadAllText(Path.Combine(_folder, "kept")).TrimEnd('\n').Split('\n')[^1];

    public static async Task<MeanwhileSsh> ForAsync(ApplyFleet fleet)
    {
        await fleet.WriteAsync("ssh/meanwhile", Script.Replace("$CONFIG", fleet.Live.SshConfig, StringComparison.Ordinal) + "\n");
        await fleet.WriteAsync("ssh/step", "");
        var folder = fleet.PathOf("ssh");
        await fleet.InventoryAsync(["sh", Path.Combine(folder, "meanwhile"), folder, "-F", fleet.Live.SshConfig]);
        return new MeanwhileSsh(fleet, folder);
    }

    /// <param name="kind"><c>--step</c> for a change, or how the name of an undoing begins.</param>
    /// <param name="number">Number of the change, for <c>--step</c>.</param>
    /// <param name="script">What runs on the host as the operator's account, in the fleet's folder.</param>
    public void Before(string kind, int number, string script)
    {
        var step = kind == "--step" ? string.Create(CultureInfo.InvariantCulture, $"{number}$") : kind;
        File.WriteAllText(Path.Combine(_folder, "step"), step);
        File.WriteAllText(
            Path.Combine(_folder, "script"),
            $"cd {_fleet.Directory}\n{{ {script}; }} >&2\ndocker container inspect --format '{{{{.Id}}}} {{{{.State.Status}}}}' {_fleet.Container("web")}\n");
    }
}
