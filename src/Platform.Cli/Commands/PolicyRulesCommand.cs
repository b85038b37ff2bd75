using System.CommandLine;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Policy;
using Platform.Reporting;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl policy rules</c>: the rules there are. Needs no root.</summary>
internal static class PolicyRulesCommand
{
    public static Command Create()
    {
        var json = Verb.JsonOption();
        var command = new Command("rules", "Lists the rules, with their severities and what they find.") { json };
        command.SetWork((parsed, _) =>
        {
            if (parsed.GetValue(json)) Result.Write(ReportJson.Write(PolicyRulesReport.Of(PolicyRule.All)));
            else PolicyText.Print(PolicyRule.All);
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
