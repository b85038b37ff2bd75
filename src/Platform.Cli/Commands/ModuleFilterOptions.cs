using System.CommandLine;
using Platform.Manifests;
using Platform.Root;
using Platform.Text;

namespace Platform.Cli.Commands;

/// <summary><c>--host</c>, <c>--tier</c> and <c>--status</c>, which mean the same wherever a verb takes modules.</summary>
internal sealed class ModuleFilterOptions
{
    private readonly Option<string[]> _hosts = Words("--host", "HOST", "Only what is on these hosts, by name or wildcard.");
    private readonly Option<string[]> _tiers = Words("--tier", "TIER", "Only what is in these tiers, by name or wildcard: '0*'.");
    private readonly Option<string[]>? _status;

    private ModuleFilterOptions(IReadOnlyList<string> statuses)
    {
        _hosts.CompletionSources.Add(_ => HostArguments.Names());
        _tiers.CompletionSources.Add(_ => Tiers());
        if (statuses.Count == 0) return;
        _status = Words("--status", "STATUS", $"Show only what is {string.Join(", ", statuses)}. It hides results, and leaves counts and exit code as they are.");
        _status.CompletionSources.Add(_ => statuses);
        _status.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
                if (StatusFilter.Fault(token.Value, statuses) is { } fault) result.AddError(fault);
        });
    }

    /// <summary>Of a verb whose results have a status.</summary>
    public static ModuleFilterOptions Of<TStatus>()
        where TStatus : struct, Enum => new(Enum.GetNames<TStatus>());

    /// <summary>Of a verb whose results have none: what is asked for is one whole.</summary>
    public static ModuleFilterOptions WithoutStatus() => new([]);

    public void AddTo(Command command)
    {
        command.Add(_hosts);
        command.Add(_tiers);
        if (_status is not null) command.Add(_status);
    }

    /// <summary><c>--status</c> hides results; what stands for the whole, a shard or a report, hides none.</summary>
    public void RefuseStatusWith(Command command, params Option[] whole) => command.Validators.Add(result =>
    {
        if (_status is null || result.GetResult(_status) is null) return;
        foreach (var option in whole)
            if (result.GetResult(option) is { Implicit: false }) result.AddError($"--status hides results, and {option.Name} gives all of them: leave out one of the two");
    });

    public ModuleFilter Of(ParseResult parsed) => new(parsed.GetValue(_hosts) ?? [], parsed.GetValue(_tiers) ?? []);

    public StatusFilter StatusOf(ParseResult parsed) => new(_status is null ? [] : parsed.GetValue(_status));

    /// <summary>The tiers of the root, for completion, which is silent where there is none.</summary>
    public static IEnumerable<string> Tiers() =>
        PlatformRoot.TryFind(null, Environment.GetEnvironmentVariable(PlatformRoot.EnvironmentVariable), CurrentFolder.Path, out var root, out _)
            ? ModuleCatalog.Read(root, ModuleSelection.Of(root, [], root.Path), CancellationToken.None).Modules.Select(m => m.Tier).Where(ModuleTier.IsTier).Distinct(StringComparer.Ordinal)
            : [];

    private static Option<string[]> Words(string name, string help, string description) => new(name) { HelpName = help, Description = description, Arity = ArgumentArity.OneOrMore };
}
