using System.Management.Automation;
using Platform.Manifests;
using Platform.Reporting;
using Platform.Root;

namespace Platform.PowerShell.Commands;

/// <summary>Shows the programs that a platform root names, and whether they may run. Starts none.</summary>
/// <example>
/// <code>Get-PlatformRoot | Where-Object Trusted -eq $false</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "PlatformRoot")]
[OutputType(typeof(ProgramTrust), typeof(string))]
public sealed class GetPlatformRootCommand : RootTrustCommand
{
    /// <summary>Gives one string instead: what <c>platformctl trust --show --json</c> prints.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    private protected override void Handle(PlatformRoot root)
    {
        var trust = RootTrust.Read(root, ProgramsOf(root), Trust.OfUser());
        Tell($"trust is kept in {trust.Folder}");
        foreach (var past in trust.Past) Tell($"trusted before, and named no more or not as it was then: {past}");
        if (AsJson) WriteJson(ReportJson.Write(TrustReport.Of(trust, exitCode: 0)));
        else Write(trust);
    }
}
