using System.Collections.Concurrent;
using System.Management.Automation;
using Platform.Access.Approvals;
using Platform.Access.Running;
using Platform.PowerShell.Completion;

namespace Platform.PowerShell.Commands;

/// <summary>
/// Runs one command in a session, with its credential, and takes everything away when the command ends or the time is over. Its lines are written as strings, and its exit code is
/// left in <c>$LASTEXITCODE</c>.
/// </summary>
/// <example>
/// <code>Invoke-PlatformAccess $id ssh vps1000 uptime</code>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "PlatformAccess", SupportsShouldProcess = true)]
[OutputType(typeof(string))]
public sealed class InvokePlatformAccessCommand : AccessStateCommand
{
    /// <summary>Id of an approved session.</summary>
    [Parameter(Mandatory = true, Position = 0, ValueFromPipelineByPropertyName = true)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(SessionCompleter))]
    public string Id { get; set; } = "";

    /// <summary>The program. No shell takes part.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [ValidateNotNullOrEmpty]
    public string Command { get; set; } = "";

    /// <summary>Its arguments.</summary>
    [Parameter(Position = 2, ValueFromRemainingArguments = true)]
    [AllowEmptyString]
    public string[] ArgumentList { get; set; } = [];

    /// <summary>A signature that was carried here: a file.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Approval { get; set; }

    /// <summary>Names of variables of yours that the command gets as well.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] Environment { get; set; } = [];

    /// <summary>Makes a token that knows no expiry though no sweep would delete it.</summary>
    [Parameter]
    public SwitchParameter NoSweeper { get; set; }

    protected override void ProcessRecord()
    {
        if (!ShouldProcess(Command, $"Run in session {Id}")) return;
        var signature = Approval is null ? null : ProviderPath(Approval);
        using BlockingCollection<string> lines = [];
        var run = Task.Run(() => RunAsync(signature, lines), CancellationToken.None);
        foreach (var line in lines.GetConsumingEnumerable()) WriteObject(line);
        if (Using(_ => run, Id) is not { } answer) return;
        SessionState.PSVariable.Set("global:LASTEXITCODE", answer.ExitCode);
        if (answer.Refusal is { } refusal) WriteError(Failure.AccessRefused(refusal, Id));
        if (answer.Warning is { } warning) WriteWarning(warning);
    }

    private async Task<RunAnswer> RunAsync(string? signature, BlockingCollection<string> lines)
    {
        try
        {
            return await AccessRun.OfUser().RunAsync(
                new RunRequest(Id, [Command, .. ArgumentList])
                {
                    Signature = signature is null ? null : SignatureFile.Read(signature),
                    Passed = Environment,
                    WithoutSweeper = NoSweeper,
                    Output = lines.Add,
                },
                StopToken);
        }
        finally
        {
            lines.CompleteAdding();
        }
    }
}
