namespace Platform.Cli;

internal static class Program
{
    // Not awaited: every state machine and every kind of await is compiled anew in each run.
    private static Task<int> Main(string[] args) => Commands.PlatformCommand.Parse(args).InvokeAsync();
}
