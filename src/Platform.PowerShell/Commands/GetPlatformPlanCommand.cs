using System.Management.Automation;
using System.Text.Json;
using Platform.Applying;
using Platform.PowerShell.Completion;
using Platform.Root;

namespace Platform.PowerShell.Commands;

/// <summary>Reads plans from files, checks their hashes, and says whether each is fresh, stale or expired. Asks no host.</summary>
/// <example>
/// <code>Get-PlatformPlan ./plan.json | Select-Object -ExpandProperty Changes</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "PlatformPlan")]
[OutputType(typeof(SavedPlan))]
public sealed class GetPlatformPlanCommand : PlatformCommand
{
    /// <summary>Files written by <c>New-PlatformPlan -OutFile</c> or <c>platformctl plan --out</c>. Wildcards are expanded.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("PSPath", "FullName")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PlanFileCompleter))]
    public string[] Path { get; set; } = [];

    /// <summary>The platform root. Without it PLATFORM_ROOT, else the location or its nearest parent that is one; without any, only the clock is asked.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Root { get; set; }

    protected override void ProcessRecord()
    {
        var root = RootAtHand();
        foreach (var path in Path.SelectMany(Resolve)) Read(path, root);
    }

    private PlatformRoot? RootAtHand() => Root is not null
        ? FindRoot(Root)
        : PlatformRoot.TryFind(
            null, Environment.GetEnvironmentVariable(PlatformRoot.EnvironmentVariable), SessionState.Path.CurrentFileSystemLocation.ProviderPath, out var root, out _)
            ? root
            : null;

    private IEnumerable<string> Resolve(string path)
    {
        try
        {
            return SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _);
        }
        catch (ItemNotFoundException)
        {
            WriteError(Failure.PlanNotFound(path));
            return [];
        }
    }

    private void Read(string path, PlatformRoot? root)
    {
        try
        {
            WriteObject(Interruptible(stop => SavedPlan.ReadAsync(path, root, TimeProvider.System.GetUtcNow(), stop).GetAwaiter().GetResult()));
        }
        catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException)
        {
            WriteError(Failure.PlanInvalid(exception, path));
        }
    }
}
