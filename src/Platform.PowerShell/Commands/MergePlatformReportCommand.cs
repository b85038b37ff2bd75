using System.Management.Automation;
using Platform.Reporting.Merging;
using Platform.Reporting.Reading;
using Platform.Reporting.Writers;

namespace Platform.PowerShell.Commands;

/// <summary>Merges the documents of all shards of a fleet into one, with the exit code that the verb would have given over the whole (R10).</summary>
/// <remarks>A shard that is missing, there twice, or of another fleet ends the call.</remarks>
/// <example>
/// <code>Get-ChildItem ./shards/*.json | Merge-PlatformReport -OutFile fleet.html</code>
/// </example>
[Cmdlet(VerbsData.Merge, "PlatformReport", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(MergedReport), typeof(string))]
public sealed class MergePlatformReportCommand : PlatformCommand
{
    private readonly List<string> _paths = [];

    /// <summary>Documents that a verb wrote with <c>--shard</c> and <c>--json</c>, or a cmdlet with <c>-Shard</c> and <c>-AsJson</c>; wildcards are expanded.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "PSPath")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    public string[] Path { get; set; } = [];

    /// <summary>A file to write the whole to as well, in the format that its name ends with.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? OutFile { get; set; }

    /// <summary>Gives one string instead: what <c>platformctl merge --json</c> prints.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    protected override void ProcessRecord()
    {
        foreach (var path in Path)
        {
            try
            {
                _paths.AddRange(SessionState.Path.GetResolvedProviderPathFromPSPath(path, out _));
            }
            catch (ItemNotFoundException)
            {
                ThrowTerminatingError(Failure.DocumentInvalid($"there is no {path}", path));
            }
        }
    }

    protected override void EndProcessing()
    {
        List<ReportDocument> parts = [];
        foreach (var path in _paths)
        {
            if (!ReportDocument.TryReadFile(path, out var part, out var error)) ThrowTerminatingError(Failure.DocumentInvalid(error, path));
            else parts.Add(part);
        }

        if (!ShardMerge.TryMerge(parts, out var merged, out var faults)) ThrowTerminatingError(Failure.ShardsNotWhole(faults));
        else Give(merged);
    }

    private void Give(MergedReport merged)
    {
        if (OutFile is not null) Save(merged, ProviderPath(OutFile), OutFile);
        if (AsJson) WriteJson(merged.ToJson());
        else WriteObject(merged);
    }

    private void Save(MergedReport merged, string path, string named)
    {
        if (!ReportWriters.TryFindFor(path, out var writer)) ThrowTerminatingError(Failure.ReportFormatUnknown(ReportWriters.UnknownEnding(named), named));
        else if (ShouldProcess(path, $"Write the merged report as {writer.Name}"))
        {
            try
            {
                ReportFile.Save(path, writer.Name is "json" ? merged.ToJson() : writer.Write(merged.ToReport(TimeProvider.System.GetUtcNow())));
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                WriteError(Failure.NotWritten(exception, path));
            }
        }
    }
}
