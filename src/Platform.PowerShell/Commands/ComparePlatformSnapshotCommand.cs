using System.Management.Automation;
using Platform.Reporting;
using Platform.Reporting.Comparing;

namespace Platform.PowerShell.Commands;

/// <summary>Says what changed on a host between two snapshots, or between two documents of one check: a result for each fact that differs.</summary>
/// <remarks>Nothing comes where nothing differs.</remarks>
/// <example>
/// <code>Compare-PlatformSnapshot ./monday/rs2000.json ./friday/rs2000.json | Where-Object Field -eq image</code>
/// </example>
[Cmdlet(VerbsData.Compare, "PlatformSnapshot")]
[OutputType(typeof(ReportChange), typeof(string))]
public sealed class ComparePlatformSnapshotCommand : PlatformCommand
{
    /// <summary>The earlier file.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("Old")]
    [ValidateNotNullOrEmpty]
    public string ReferencePath { get; set; } = "";

    /// <summary>The later file.</summary>
    [Parameter(Mandatory = true, Position = 1, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("New", "FullName", "PSPath")]
    [ValidateNotNullOrEmpty]
    public string DifferencePath { get; set; } = "";

    /// <summary>Gives one string instead: what <c>platformctl diff --json</c> prints.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    protected override void ProcessRecord()
    {
        if (!DocumentComparison.TryCompare(ProviderPath(ReferencePath), ProviderPath(DifferencePath), TimeProvider.System.GetUtcNow(), out var report, out var error))
        {
            WriteError(Failure.DocumentInvalid(error, DifferencePath));
            return;
        }

        Tell($"{report.Kind}: {report.Summary}");
        if (AsJson) WriteJson(ReportJson.Write(report with { Old = report.Old with { File = ReferencePath }, New = report.New with { File = DifferencePath } }));
        else WriteObject(report.Changes, enumerateCollection: true);
    }
}
