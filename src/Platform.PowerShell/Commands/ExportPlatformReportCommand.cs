using System.Management.Automation;
using Platform.Manifests;
using Platform.PowerShell.Completion;
using Platform.Reporting;
using Platform.Reporting.Writers;

namespace Platform.PowerShell.Commands;

/// <summary>Reports on the fleet by all checks, in a file: a page, a comment, test results, code scanning, a table or JSON (R9). Read-only on the hosts.</summary>
/// <remarks>The hosts are looked at anew, so that a report rests on what is and not on what was piped in a while ago.</remarks>
/// <example>
/// <code>Export-PlatformReport -Path ./fleet.html</code>
/// </example>
[Cmdlet(VerbsData.Export, "PlatformReport", DefaultParameterSetName = NameSet, SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.Low)]
[OutputType(typeof(FileInfo))]
public sealed class ExportPlatformReportCommand : ModuleTargetCommand
{
    private EarlierReport? _earlier;
    private IReportWriter? _writer;
    private string _path = "";

    /// <summary>The file. The ending of its name says the format, unless <c>-Format</c> does.</summary>
    [Parameter(Mandatory = true)]
    [Alias("OutFile", "FilePath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = "";

    /// <summary>The format, where the name of the file does not say it.</summary>
    [Parameter]
    [ArgumentCompleter(typeof(ReportFormatCompleter))]
    public string? Format { get; set; }

    /// <summary>An earlier report in JSON: what is new since then is marked, and what is gone is listed.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Since { get; set; }

    /// <summary>Asks no host: manifests, policy and readiness alone.</summary>
    [Parameter]
    public SwitchParameter SkipHost { get; set; }

    /// <summary>Keeps a file that exists, with an error.</summary>
    [Parameter]
    public SwitchParameter NoClobber { get; set; }

    protected override void BeginProcessing()
    {
        _path = ProviderPath(Path);
        if (Format is not null ? !ReportWriters.TryFind(Format, out _writer) : !ReportWriters.TryFindFor(_path, out _writer))
            ThrowTerminatingError(Failure.ReportFormatUnknown(Format is not null ? ReportWriters.Unknown(Format) : ReportWriters.UnknownEnding(Path), Path));
        if (Since is null) return;
        if (Shard is not null) ThrowTerminatingError(Failure.SinceOfShard());
        var path = ProviderPath(Since);
        if (!EarlierReport.TryRead(path, out _earlier, out var error)) ThrowTerminatingError(Failure.DocumentInvalid(error, path));
    }

    protected override void EndProcessing()
    {
        if (NoClobber && File.Exists(_path)) ThrowTerminatingError(Failure.FileExists(_path));
        var targets = Targets(readPiped: true).Where(one => one.Modules.Count > 0 || one.Selection is { Folders.Count: > 0 }).ToArray();
        if (targets.Length > 1) ThrowTerminatingError(Failure.ReportOfManyRoots());
        foreach (var target in targets) Export(target);
    }

    private void Export(ModuleTargets targets)
    {
        // Asked before a host is contacted: -WhatIf opens no connection.
        if (_writer is null || !ShouldProcess(_path, $"Write a report as {_writer.Name}")) return;
        var look = SkipHost ? null : Look(targets, withOrphans: true);
        var selection = targets.Selection ?? new ModuleSelection([], []);
        var report = FleetReport.Of(Interruptible(stop => FleetChecks.Of(targets.Catalog, selection, look, TimeProvider.System.GetUtcNow(), stop)));
        if (_earlier is not null) report = _earlier.MarkNew(report);
        try
        {
            ReportFile.Save(_path, _writer.Write(report));
            Tell($"{_path}: {report}");
            WriteObject(InvokeProvider.Item.Get([_path], force: true, literalPath: true), enumerateCollection: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(Failure.NotWritten(exception, _path));
        }
    }
}
