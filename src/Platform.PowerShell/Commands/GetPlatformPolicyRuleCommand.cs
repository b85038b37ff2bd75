using System.Management.Automation;
using Platform.Policy;
using Platform.PowerShell.Completion;
using Platform.Reporting;

namespace Platform.PowerShell.Commands;

/// <summary>Lists the rules that <c>Test-PlatformPolicy</c> judges by. Needs no root.</summary>
/// <example>
/// <code>(Get-PlatformPolicyRule docker-sock-bind).ReadPage()</code>
/// </example>
[Cmdlet(VerbsCommon.Get, "PlatformPolicyRule")]
[OutputType(typeof(PolicyRule), typeof(string))]
public sealed class GetPlatformPolicyRuleCommand : PlatformCommand
{
    /// <summary>Ids of rules, with or without wildcards. All rules where none is named.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Rule")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(PolicyRuleCompleter))]
    public string[]? Id { get; set; }

    /// <summary>Gives one string instead: what <c>platformctl policy rules --json</c> prints.</summary>
    [Parameter]
    public SwitchParameter AsJson { get; set; }

    protected override void ProcessRecord()
    {
        if (AsJson && Id is not null) ThrowTerminatingError(Failure.JsonIsWhole("-Id"));
        if (AsJson)
        {
            WriteJson(ReportJson.Write(PolicyRulesReport.Of(PolicyRule.All)));
            return;
        }

        if (Id is null && MyInvocation.ExpectingInput) return;
        var patterns = new NamePatterns(Id);
        string[] ids = [.. PolicyRule.All.Select(rule => rule.Id)];
        foreach (var id in patterns.Missing(ids)) WriteError(Failure.PolicyRuleNotFound(id, ids));
        foreach (var rule in PolicyRule.All)
            if (patterns.Matches(rule.Id)) WriteObject(rule);
    }
}
