using Platform.Planning;
using Platform.Snapshots;
using Platform.Tests.Drift;

namespace Platform.Tests.Planning;

/// <summary>What a reviewer reads of a change, fact by fact (R3.4).</summary>
public sealed class PlanFactTests
{
    public static TheoryData<string, string[]> Cases => new()
    {
        { "restart", ["~ restart: always → unless-stopped"] },
        { "environment", ["~ environment: +DB_URL ~LOG_LEVEL -EXTRA"] },
        { "only added", ["- environment: -EXTRA"] },
        { "ports", ["~ ports: +127.0.0.1:8000:8000/tcp -0.0.0.0:8000:8000/tcp"] },
        { "labels", ["+ labels: +platform.tier"] },
        { "image", ["~ image.tag: 3.0.3 → 3.0.6"] },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_change_says_which_facts_differ(string what, string[] lines) =>
        Assert.Equal(lines, Assert.Single(Plan(Changed(what)).Changes, change => change.Action is PlanAction.Recreate).FactLines);

    [Fact]
    public void A_container_that_is_missing_is_added() =>
        Assert.Equal(["+ container: home-platform-honcho-api-1"], Plan().Changes.Single(change => change.Action is PlanAction.Create).FactLines);

    [Fact]
    public void A_container_that_is_started_says_from_what()
    {
        var stopped = Fleet.Container with { State = Fleet.Container.State with { Status = ContainerStatus.Exited } };
        Assert.Equal(["~ state: stopped → running"], Assert.Single(PlanTesting.Plan(stopped).Changes).FactLines);
    }

    [Fact]
    public void What_comes_and_goes_by_itself_is_no_fact()
    {
        var sick = Changed("restart") with { State = Fleet.Container.State with { Health = HealthStatus.Unhealthy } };
        Assert.Equal(["~ restart: always → unless-stopped"], Assert.Single(Plan(sick).Changes, change => change.Action is PlanAction.Recreate).FactLines);
    }

    [Fact]
    public void A_plan_holds_no_value_of_a_variable()
    {
        var plan = System.Text.Encoding.UTF8.GetString(PlanDocument.Write(Plan(Changed("environment"))));
        Assert.DoesNotContain("hunter2", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("s3cret", plan, StringComparison.Ordinal);
        Assert.Contains("DB_URL", plan, StringComparison.Ordinal);
    }

    private static PlatformPlan Plan(params ContainerSnapshot[] containers) => PlanTesting.Plan(PlanTesting.Module, containers);

    private static ContainerSnapshot Changed(string what)
    {
        var live = Configuration.Live;
        Dictionary<string, OpaqueValue> environment = new(live.Environment, StringComparer.Ordinal) { ["EXTRA"] = new("s3cret") };
        return what switch
        {
            "restart" => Fleet.Container with { Configuration = live with { RestartPolicy = "always" } },
            "only added" => Fleet.Container with { Configuration = live with { Environment = environment } },
            "environment" => Fleet.Container with { Configuration = live with { Environment = Without(environment, "DB_URL", ("LOG_LEVEL", "DEBUG")) } },
            "ports" => Fleet.Container with { Configuration = live with { Ports = ["0.0.0.0:8000:8000/tcp"] } },
            "labels" => Fleet.Container with { Configuration = live with { Labels = Configuration.Values(("org.opencontainers.image.version", "3.0.6")) } },
            _ => PlanTesting.Old,
        };
    }

    private static Dictionary<string, OpaqueValue> Without(Dictionary<string, OpaqueValue> map, string key, (string Key, string Value) other)
    {
        map.Remove(key);
        map[other.Key] = new OpaqueValue(other.Value);
        return map;
    }
}
