using System.CommandLine;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Editing;
using Platform.Manifests;
using Platform.Registries;
using Platform.Reporting;
using Platform.Root;
using Platform.Snapshots;
using Platform.Text;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl edit derive|record|digest MODULE…</c> (R5.2, R5.3): facts put into manifests, and nothing else changed.</summary>
internal static class EditCommand
{
    private static readonly string[] Kinds = [.. Enum.GetNames<EditKind>().Select(name => name.ToLowerInvariant())];

    public static Command Create()
    {
        var kind = KindArgument();
        var modules = ModuleArguments.Create("Ids, wildcards or paths of modules; all for all of them.");
        modules.Arity = ArgumentArity.OneOrMore;
        var dryRun = Verb.Flag("--dry-run", "Show what would change as a diff, and write nothing.");
        var registry = Verb.Flag("--registry", "With digest: ask the registries of the artifacts in place of the hosts.");
        var json = Verb.JsonOption();
        var throttle = ThrottleOption.Create();
        var command = new Command(
            "edit",
            "Puts facts into manifests, and leaves all else in them as it is. derive: source and artifact from image_observed. record: what the host runs now. digest: the artifact's, where the host proves it, or its registry with --registry.")
        {
            kind, modules, dryRun, registry, json, throttle,
        };
        var filter = ModuleFilterOptions.Of<EditStatus>();
        filter.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(registry) && result.GetValue(kind) is { } word && word != "digest" && Kinds.Contains(word, StringComparer.Ordinal))
                result.AddError($"--registry asks for digests, and edit {word} needs none; write edit digest, or leave out --registry");
        });
        command.SetWork(async (parsed, cancellationToken) =>
        {
            if (!RootOption.TryGet(parsed, out var root) || !ModuleArguments.TryGet(root, parsed.GetValue(modules) ?? [], out var selection, filter.Of(parsed))) return ExitCodes.CannotWork;
            var editor = ManifestEditor.Open(root);
            Messages.Diagnostics(editor.Diagnostics);
            if (editor.Diagnostics.Any(d => d.Severity is DiagnosticSeverity.Error)) return ExitCodes.CannotWork;

            var isDry = parsed.GetValue(dryRun);
            var report = parsed.GetValue(registry)
                ? await AskRegistriesAsync(editor, root, selection, isDry, cancellationToken)
                : await WorkAsync(editor, editor.Read(Enum.Parse<EditKind>(parsed.GetRequiredValue(kind), ignoreCase: true), selection.Folders, cancellationToken), isDry, parsed.GetValue(throttle), cancellationToken);
            var status = filter.StatusOf(parsed);
            report = report with { Edits = [.. report.Edits.Where(edit => status.Matches(edit.Status))] };
            if (parsed.GetValue(json)) Result.Write(ReportJson.Write(report));
            else EditText.Print(report);
            return report.ExitCode;
        });
        return command;
    }

    private static Argument<string> KindArgument()
    {
        var kind = new Argument<string>("kind") { HelpName = "derive|record|digest", Description = "What is edited." };
        kind.CompletionSources.Add(_ => Kinds);
        kind.Validators.Add(result =>
        {
            if (result.Tokens is not [{ Value: var word }] || Kinds.Contains(word, StringComparer.Ordinal)) return;
            result.AddError($"there is nothing to edit called '{word}'; {(NearestName.Find(word, Kinds) is { } near ? $"did you mean {near}?" : $"there are {string.Join(", ", Kinds)}")}");
        });
        return kind;
    }

    private static async Task<EditReport> WorkAsync(ManifestEditor editor, EditRun run, bool isDry, int throttle, CancellationToken cancellationToken)
    {
        List<ManifestEdit> edits = [];
        List<HostReport> hosts = [];
        using var progress = new ProgressLine(run.Questions.Count);
        progress.Show();
        var reader = new HostObserver(TimeProvider.System, Trust.OfUser(), sending: (host, _) => progress.Asked(host));
        await foreach (var host in run.ReadAsync(reader, throttle, cancellationToken))
        {
            if (host.Observation is { } observation)
            {
                progress.Answered(observation.Host);
                hosts.Add(HostReport.Of(observation, TimeProvider.System.GetUtcNow()));
            }

            edits.AddRange(isDry ? host.Edits : host.Edits.Select(editor.Save));
        }

        return Report(edits, hosts, isDry);
    }

    private static async Task<EditReport> AskRegistriesAsync(ManifestEditor editor, PlatformRoot root, ModuleSelection selection, bool isDry, CancellationToken cancellationToken)
    {
        var run = editor.ReadForRegistries(selection.Folders, cancellationToken);
        using var resolver = new ImageResolver(new RegistryOptions { Settings = RootRegistries.Read(root).Settings }, TimeProvider.System);
        var edits = await run.ReadAsync(resolver, TimeProvider.System, cancellationToken);
        return Report(isDry ? edits : [.. edits.Select(editor.Save)], [], isDry);
    }

    private static EditReport Report(IReadOnlyList<ManifestEdit> edits, IReadOnlyList<HostReport> hosts, bool isDry) => new(
        EditSummary.ExitCodeOf(edits), isDry, EditSummary.Of(edits),
        [.. hosts.OrderBy(host => host.Host, StringComparer.Ordinal)], [.. edits.OrderBy(edit => edit.Module, StringComparer.Ordinal)]);
}
