using System.CommandLine;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Policy;
using Platform.Text;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl policy explain ID</c>: the page of a rule. Needs no root.</summary>
internal static class PolicyExplainCommand
{
    public static Command Create()
    {
        var rule = new Argument<string>("rule") { HelpName = "ID", Description = "Id of a rule; `platformctl policy rules` lists them." };
        rule.CompletionSources.Add(_ => PolicyRule.All.Select(known => known.Id).ToArray());
        var command = new Command("explain", "Explains a rule: what it finds, why, the fix, when to acknowledge.") { rule };
        command.SetWork((parsed, _) =>
        {
            var id = parsed.GetRequiredValue(rule);
            if (PolicyRule.All.FirstOrDefault(known => known.Id == id) is { } found)
            {
                Result.WriteLines(found.ReadPage().TrimEnd('\n').Split('\n'));
                return Task.FromResult(ExitCodes.Success);
            }

            var nearest = NearestName.Find(id, PolicyRule.All.Select(known => known.Id));
            Messages.Error($"there is no rule '{id}'; {(nearest is null ? "platformctl policy rules lists them" : $"did you mean {nearest}?")}");
            return Task.FromResult(ExitCodes.CannotWork);
        });
        return command;
    }
}
