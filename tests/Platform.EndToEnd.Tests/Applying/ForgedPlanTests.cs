using System.Text.Json.Nodes;
using Platform.Json;

namespace Platform.EndToEnd.Applying;

/// <summary>
/// Plans that somebody wrote by hand: whole by their own hash, consistent in themselves, approved by their own SHA. None of
/// them changes a host, as only what planning itself gives is applied.
/// </summary>
public sealed class ForgedPlanTests(ForgedFleet fixture) : IClassFixture<ForgedFleet>
{
    private const string Digest = "sha256:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";

    /// <summary>How a plan is forged: what is done to it, the exit code, and what is said. The commands are made to fit.</summary>
    private static readonly Dictionary<string, (Action<JsonObject, ApplyFleet> Forge, int ExitCode, string Words)> Forgeries = new(StringComparer.Ordinal)
    {
        ["a command behind the hash of a file"] = ((plan, _) => Put(plan)["to"] = Digest + "; id; true", 1, "`to` must match"),
        ["another content than the root's"] = ((plan, _) => Put(plan)["to"] = Digest, 4, "does not put what"),
        ["a file of the operator's machine"] = ((plan, _) => Target(Put(plan))["source"] = "modules/web/module.yaml", 4, "and the compose file of web is"),
        ["a file from outside the root"] = ((plan, _) => Target(Put(plan))["source"] = "/etc/hostname", 1, "source"),
        ["a file that climbs out of the root"] = ((plan, _) => Target(Put(plan))["source"] = "compose/../../etc/hostname", 1, "source"),
        ["a path outside platform_dir"] = ((plan, _) => Target(Put(plan))["path"] = "/etc/cron.d/compose", 4, "and the place of compose/web/compose.yaml is"),
        ["another compose file"] = ((plan, _) => Target(Recreate(plan))["files"] = new JsonArray("/tmp/evil.yaml"), 4, "is made without"),
        ["a compose file more"] = ((plan, _) => Target(Recreate(plan))["files"]!.AsArray().Add("/tmp/evil.yaml"), 4, "and planning gives"),
        ["an environment file"] = ((plan, _) => Target(Recreate(plan))["environmentFiles"] = new JsonArray("/tmp/evil.env"), 4, "and planning gives"),
        ["another project directory"] = ((plan, _) => Target(Recreate(plan))["directory"] = "/tmp", 4, "and planning gives"),
        ["the service of a stateful module"] = ((plan, _) => Target(Recreate(plan))["service"] = "store", 4, "is of service store"),
        ["another project"] = ((plan, _) => Target(Recreate(plan))["project"] = "home-platform", 4, "in project home-platform"),
        ["another image"] = ((plan, _) => Each(plan, c => Target(c)["image"] = "ghcr.io/plastic-labs/honcho:3.0.7-crash", "image"), 4, "spec.artifact of web does not"),
        ["another digest"] = ((plan, _) => Each(plan, c => Target(c)["digest"] = Digest, "digest"), 4, "spec.artifact of web does not"),
        ["no digest where the manifest has one"] = ((plan, _) => { Target(Recreate(plan)).Remove("digest"); Target(Recreate(plan)).Remove("image"); }, 4, "and planning gives"),
        ["left stopped"] = ((plan, _) => Target(Recreate(plan))["running"] = false, 4, "and planning gives"),
        ["less risk than there is"] = ((plan, _) => Recreate(plan)["risk"]!["internetExposed"] = true, 4, "and planning gives"),
        ["another reason"] = ((plan, _) => Recreate(plan)["reasons"] = new JsonArray("PORTS_MISMATCH"), 4, "and planning gives"),
        ["other facts for the reviewer"] = ((plan, _) => Recreate(plan)["facts"] = new JsonArray(), 4, "and planning gives"),
        ["another diff for the reviewer"] = ((plan, _) => Put(plan)["detail"] = "nothing to see", 4, "and planning gives"),
        ["a change less"] = ((plan, _) => Remove(plan, "Pull"), 4, "the same inputs give another plan"),
        ["a container that nobody declares, as a module's"] = ((plan, fleet) => Turn(plan, "Stop", Stop(fleet.Container("store"))), 4, "planning gives"),
        ["a container of a stateful module, started under a stateless one's name"] = ((plan, fleet) => Turn(plan, "Start", Stop(fleet.Container("store")), "stopped", "running"), 4, "planning gives"),
        ["a new name for the module's container"] = ((plan, fleet) => Turn(plan, "Adopt", new JsonObject { ["container"] = fleet.Container("web"), ["newName"] = "mine" }, fleet.Container("web"), "mine"), 4, "gives the name mine"),
        ["a removal that was not asked for"] = ((plan, fleet) => Removal(plan, fleet.Container("store"), asked: false), 4, "which was not asked for"),
        ["a removal of a declared container"] = ((plan, fleet) => Removal(plan, fleet.Container("store"), asked: true), 3, "was"),
        ["no hosts"] = ((plan, _) => plan["hosts"] = new JsonArray(), 4, "does not say how that host was seen"),
        ["no changes for a host"] = ((plan, _) => { plan["changes"] = new JsonArray(); plan["summary"]!["changes"] = 0; }, 4, "no change is of the host"),
        ["the host twice"] = ((plan, _) => plan["hosts"]!.AsArray().Add(plan["hosts"]![0]!.DeepClone()), 4, "stands in it twice"),
        ["a module that the root does not have"] = ((plan, _) => Rename(plan, "other"), 4, "and the root has no such module"),
        ["another module's name"] = ((plan, _) => Rename(plan, "store"), 4, "store"),
        ["numbers that are not in order"] = ((plan, _) => Recreate(plan)["number"] = 9, 4, "has the number 9"),
    };

    public static TheoryData<string> Names() => [.. Forgeries.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_forged_plan_changes_nothing(string forgery)
    {
        var (forge, exitCode, words) = Forgeries[forgery];
        var (fleet, mine, before) = await fixture.PlanAsync();
        var document = JsonNode.Parse(await File.ReadAllBytesAsync(mine.Path, TestContext.Current.CancellationToken))!.AsObject();
        forge(document, fleet);
        Fit(document);
        var path = $"{mine.Path}.{Guid.NewGuid():N}";
        await File.WriteAllBytesAsync(path, CanonicalJson.Canonicalize(System.Text.Encoding.UTF8.GetBytes(document.ToJsonString())), TestContext.Current.CancellationToken);
        var forged = mine with { Path = path };

        var refused = await fleet.ApplyAsync(forged, "--allow-stateful");
        refused.AssertExit(exitCode);
        Assert.Contains(words, refused.Said, StringComparison.Ordinal);
        Assert.Equal(before, await fleet.StateAsync());
    }

    private static JsonObject Of(JsonObject plan, string action) =>
        plan["changes"]!.AsArray().Select(c => c!.AsObject()).Single(c => (string?)c["action"] == action);

    private static JsonObject Put(JsonObject plan) => Of(plan, "PutComposeFile");

    private static JsonObject Recreate(JsonObject plan) => Of(plan, "Recreate");

    private static JsonObject Target(JsonObject change) => change["target"]!.AsObject();

    private static void Each(JsonObject plan, Action<JsonObject> forge, string key)
    {
        foreach (var change in plan["changes"]!.AsArray().Select(c => c!.AsObject()).Where(c => Target(c).ContainsKey(key))) forge(change);
    }

    private static void Remove(JsonObject plan, string action)
    {
        var changes = plan["changes"]!.AsArray();
        changes.Remove(Of(plan, action));
        for (var i = 0; i < changes.Count; i++) changes[i]!["number"] = i + 1;
        plan["summary"]!["changes"] = changes.Count;
    }

    /// <summary>Makes one change of another kind of all.</summary>
    private static void Turn(JsonObject plan, string action, JsonObject target, string from = "running", string to = "stopped")
    {
        var change = Recreate(plan);
        Remove(plan, "Pull");
        Remove(plan, "PutComposeFile");
        (change["action"], change["target"], change["from"], change["to"]) = (action, target, from, to);
    }

    private static JsonObject Stop(string container) => new() { ["container"] = container, ["state"] = "running" };

    private static void Removal(JsonObject plan, string container, bool asked)
    {
        Turn(plan, "Remove", new JsonObject { ["container"] = container }, container);
        var change = Of(plan, "Remove");
        (change["to"], change["module"]) = (null, null);
        change["reasons"] = new JsonArray("CONTAINER_ORPHANED");
        change["risk"] = new JsonObject { ["statefulness"] = null, ["blastRadius"] = null, ["internetExposed"] = false };
        var seen = plan["hosts"]![0]!["modules"]![0]!;
        seen["module"] = null;
        seen["containers"]![0]!["name"] = container;
        (plan["scope"]!["prune"], plan["scope"]!["wholeFleet"]) = (asked, asked);
        plan["scope"]!["stateful"] = new JsonArray(container);
    }

    private static void Rename(JsonObject plan, string module)
    {
        foreach (var change in plan["changes"]!.AsArray()) change!["module"] = module;
        plan["hosts"]![0]!["modules"]![0]!["module"] = module;
        plan["scope"]!["modules"] = new JsonArray(module);
    }

    /// <summary>What a careful forger would mend: commands that follow from their parts, and fingerprints.</summary>
    private static void Fit(JsonObject plan)
    {
        foreach (var change in plan["changes"]!.AsArray().Select(c => c!.AsObject())) change["command"] = CommandOf(change);
        foreach (var host in plan["hosts"]!.AsArray())
        {
            var modules = CanonicalJson.Canonicalize(System.Text.Encoding.UTF8.GetBytes(host!["modules"]!.ToJsonString()));
            host["fingerprint"] = "sha256:" + Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(modules));
        }
    }

    private static string CommandOf(JsonObject change)
    {
        var target = Target(change);
        string Words(string key) => string.Join(' ', target[key]!.AsArray().Select(p => $"{(key == "files" ? "--file" : "--env-file")} {(string?)p}"));
        string Image() => ((string)target["image"]!)[..((string)target["image"]!).LastIndexOf(':')];
        return (string?)change["action"] switch
        {
            "Pull" => $"docker pull {Image()}@{target["digest"]} && docker tag {Image()}@{target["digest"]} {target["image"]}",
            "PutComposeFile" => $"mv -f \"$draft\" {target["path"]}",
            "Start" => $"docker start {target["container"]}",
            "Stop" => $"docker stop {target["container"]}",
            "Adopt" => $"docker rename {target["container"]} {target["newName"]}",
            "Remove" => $"docker stop {target["container"]} && docker rm {target["container"]}",
            _ => $"docker compose --project-name {target["project"]} --project-directory {target["directory"]} {Words("files")}{(target["environmentFiles"]!.AsArray().Count > 0 ? " " + Words("environmentFiles") : "")} up {((bool)target["running"]! ? "--detach" : "--no-start")} --no-deps --no-build --pull never --force-recreate {target["service"]}",
        };
    }
}

/// <summary>One outdated fleet, its plan, and what its host is like: nothing that is forged may change that.</summary>
public sealed class ForgedFleet(HostPool pool) : IAsyncLifetime
{
    private readonly OutdatedFleet _outdated = new(pool);
    private (ApplyFleet Fleet, PlanFile Plan, string State)? _made;

    internal async Task<(ApplyFleet Fleet, PlanFile Plan, string State)> PlanAsync()
    {
        if (_made is { } made) return made;
        var (fleet, _) = await _outdated.PlanAsync("web");
        // So that the plan has a file to put.
        await fleet.ShellAsync("rs2000", "echo '# here' >>compose/web/compose.yaml");
        var plan = await fleet.PlanAsync("web");
        Assert.Equal(["web Pull", "web PutComposeFile", "web Recreate"], plan.Changes);
        var first = (fleet, plan, await fleet.StateAsync());
        _made = first;
        return first;
    }

    public ValueTask InitializeAsync() => _outdated.InitializeAsync();

    public ValueTask DisposeAsync() => _outdated.DisposeAsync();
}
