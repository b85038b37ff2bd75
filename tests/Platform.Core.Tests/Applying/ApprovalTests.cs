using Platform.Applying;
using Platform.Manifests;
using Platform.Planning;
using Platform.Tests.Drift;
using Platform.Tests.Planning;

namespace Platform.Tests.Applying;

public sealed class ApprovalTests
{
    private static readonly PlatformPlan Plan = PlanTesting.Plan(PlanTesting.Old);

    [Fact]
    public void The_plan_that_was_approved_passes_with_or_without_the_name_of_the_hash()
    {
        Assert.Null(Check(Plan, Plan.Id));
        Assert.Null(Check(Plan, "sha256:" + Plan.Id));
        Assert.Null(Check(Plan, Plan.Id.ToUpperInvariant()));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public void No_approval_and_that_of_another_plan_do_not(string? approved) =>
        Assert.Equal(RefusalReason.NotApproved, Check(Plan, approved)?.Reason);

    [Fact]
    public void A_plan_altered_in_any_byte_is_another_plan()
    {
        var bytes = PlanDocument.Write(Plan);
        for (var i = 0; i < bytes.Length; i++)
        {
            byte[] altered = [.. bytes];
            altered[i] ^= 1;
            Assert.Equal(4, Approval.Check(altered, Options(Plan.Id), Fleet.Now, out var plan)?.ExitCode);
            Assert.Null(plan);
        }
    }

    [Fact]
    public void A_plan_ends_with_its_time()
    {
        Assert.Null(Check(Plan, Plan.Id, Plan.ExpiresAt.AddMilliseconds(-1)));
        Assert.Contains("expired", Check(Plan, Plan.Id, Plan.ExpiresAt)?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_from_the_future_is_a_wrong_clock() =>
        Assert.Contains("check the clocks", Check(Plan, Plan.Id, Plan.CreatedAt.AddHours(-1))?.Message, StringComparison.Ordinal);

    [Fact]
    public void A_command_that_does_not_follow_from_its_parts_is_not_run_though_approved()
    {
        var forged = Plan with { Changes = [Plan.Changes[0] with { Command = "reboot" }, Plan.Changes[1]] };
        Assert.Contains("would not run the command it shows", Check(forged, forged.Id)?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Statefulness.Stateful)]
    [InlineData(null)]
    public void What_holds_data_or_may_takes_leave(Statefulness? statefulness)
    {
        var module = PlanTesting.Module with { Runtime = PlanTesting.Module.Runtime with { Statefulness = statefulness } };
        var plan = PlanTesting.Plan(module, PlanTesting.Old);
        Assert.Contains("--allow-stateful", Check(plan, plan.Id)?.Message, StringComparison.Ordinal);
        Assert.Null(Approval.Check(PlanDocument.Write(plan), Options(plan.Id) with { AllowStateful = true }, Fleet.Now, out _));
    }

    [Fact]
    public void A_dry_run_needs_no_approval_but_not_the_wrong_one()
    {
        var bytes = PlanDocument.Write(Plan);
        Assert.Null(Approval.Check(bytes, new ApplyOptions { DryRun = true }, Fleet.Now, out _));
        Assert.Equal(RefusalReason.NotApproved, Approval.Check(bytes, new ApplyOptions { DryRun = true, Approved = new string('0', 64) }, Fleet.Now, out _)?.Reason);
    }

    private static ApplyRefusal? Check(PlatformPlan plan, string? approved, DateTimeOffset? now = null) =>
        Approval.Check(PlanDocument.Write(plan), Options(approved), now ?? Fleet.Now, out _);

    private static ApplyOptions Options(string? approved) => new() { Approved = approved };
}
