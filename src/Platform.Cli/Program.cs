namespace Platform.Cli;

internal static class Program
{
    // Not awaited: every state machine and every kind of await is compiled anew in each run.
    private static Task<int> Main(string[] args)
    {
        // Most of a short run is getting ready, and two cores do that in less time than one.
        if (args is ["validate" or "drift-check" or "plan", ..]) Schema.ShippedSchemas.CompileAhead();
        var parsed = Commands.PlatformCommand.Parse(args);
        return Commands.PlanCommand.IsMisused(parsed) ? PlanMisusedAsync(parsed) : parsed.InvokeAsync();
    }

    // Wrong usage is 1 everywhere, but `plan` says with 1 that it found drift.
    private static async Task<int> PlanMisusedAsync(System.CommandLine.ParseResult parsed)
    {
        await parsed.InvokeAsync();
        return Commands.PlanCommand.Error;
    }
}
