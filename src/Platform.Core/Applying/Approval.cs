using System.Text.Json;
using Platform.Planning;

namespace Platform.Applying;

/// <summary>Is this file a plan, and was it this plan that was approved, for now?</summary>
public static class Approval
{
    /// <summary>
    /// Checks an approval before anything else is done. The approved id is compared with the bytes as they are, so that
    /// any change of the file is a plan that nobody approved.
    /// </summary>
    /// <param name="file">The plan's file.</param>
    /// <param name="options">What was approved, and whether what holds data may be touched. A dry run needs neither.</param>
    /// <param name="now">Operator's time.</param>
    /// <param name="plan">The plan, where it may be applied.</param>
    public static ApplyRefusal? Check(ReadOnlySpan<byte> file, ApplyOptions options, DateTimeOffset now, out PlatformPlan? plan)
    {
        plan = null;
        var id = PlanDocument.IdOfFile(file);
        var approved = options.Approved;
        if (!(approved is null && (options.DryRun || options.Signer is not null)) && Id(approved) != id) return NotApproved(approved is null
            ? $"no approval was given; the plan's id is {id}"
            : $"{approved} was approved, and the plan's id is {id}: this is another plan, or it was altered");

        PlatformPlan read;
        try
        {
            read = PlanDocument.Read(file);
        }
        catch (JsonException exception)
        {
            return new ApplyRefusal(RefusalReason.NotAPlan, exception.Message);
        }
        catch (PlanException exception)
        {
            return new ApplyRefusal(RefusalReason.NotOurs, exception.Message);
        }

        if (read.ExpiresAt <= now) return NotApproved($"the plan expired at {read.ExpiresAt:yyyy-MM-dd HH:mm:ss} UTC; make a new one");
        if (read.CreatedAt > now + ClockTolerance)
            return NotApproved($"the plan was made at {read.CreatedAt:yyyy-MM-dd HH:mm:ss} UTC, which is to come: check the clocks");
        if (read.Changes.FirstOrDefault(c => c.Command != ChangeCommand.Of(c.Action, c.Target)?.ToString()) is { } strange)
            return NotApproved($"change {strange.Number} would not run the command it shows; it was made by hand");
        if (options is { AllowStateful: false, DryRun: false } && read.Changes.FirstOrDefault(StatefulGuard.IsNeeded) is { } stateful)
            return NotApproved($"change {stateful.Number} touches {stateful.Module ?? stateful.Target.Container}, which {(stateful.Risk.Statefulness is null ? "may hold" : "holds")} data; that takes --allow-stateful (-AllowStateful)");
        plan = read;
        return null;
    }

    /// <summary>The clocks of two operators are not expected to be nearer.</summary>
    private static TimeSpan ClockTolerance => TimeSpan.FromMinutes(5);

    private static string? Id(string? approved)
    {
        const string Prefix = "sha256:";
        var id = approved?.Trim();
        return id is not null && id.StartsWith(Prefix, StringComparison.Ordinal) ? id[Prefix.Length..] : id?.ToLowerInvariant();
    }

    private static ApplyRefusal NotApproved(string message) => new(RefusalReason.NotApproved, message);
}
