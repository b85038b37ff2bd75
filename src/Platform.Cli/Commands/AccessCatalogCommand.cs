using Platform.Diagnostics;
using System.CommandLine;
using Platform.Cli.Output;
using Platform.Reporting;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl access catalog</c>: what can be had, and by whom.</summary>
internal static class AccessCatalogCommand
{
    public static Command Create()
    {
        var ids = new Argument<string[]>("capability") { HelpName = "CAPABILITY", Description = "Ids of capabilities; none means all.", Arity = ArgumentArity.ZeroOrMore };
        ids.CompletionSources.Add(_ => AccessCommand.Capabilities().Select(c => c.Id).ToArray());
        ids.RefuseOptions();
        var json = Verb.JsonOption();
        var command = new Command("catalog", "Shows the capabilities of this root: their tier, who may ask, for how long. Read-only.") { ids, json };
        command.SetWork((parsed, _) =>
        {
            if (!AccessCommand.TryGetCatalog(parsed, out var catalog)) return Task.FromResult(ExitCodes.CannotWork);
            var named = parsed.GetValue(ids) ?? [];
            foreach (var id in named.Where(id => catalog.Find(id) is null)) Messages.Error(catalog.WhyNotListed(id));
            if (named.Any(id => catalog.Find(id) is null)) return Task.FromResult(ExitCodes.CannotWork);
            var shown = catalog.Capabilities.Where(c => named.Length == 0 || named.Contains(c.Id, StringComparer.Ordinal)).ToArray();
            if (parsed.GetValue(json)) Result.Write(ReportJson.Write(AccessCatalogReport.Of(shown)));
            else AccessText.Print(shown);
            return Task.FromResult(ExitCodes.Success);
        });
        return command;
    }
}
