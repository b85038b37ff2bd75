using System.CommandLine;
using Platform.Access.Catalog;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Reporting;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl validate</c> (R1.7).</summary>
internal static class ValidateCommand
{
    public static Command Create()
    {
        var words = ModuleArguments.Create("all, or ids, wildcards or paths of modules; with --schema, the files to validate. - is standard input: a manifest, or a file.");
        var strict = Verb.Flag("--strict-v2", "Ask for what strict v2 requires; warnings become errors.");
        var schema = new Option<string?>("--schema") { Description = "Validate YAML or JSON files against this JSON Schema instead.", HelpName = "FILE" };
        var json = Verb.JsonOption();
        var format = FormatOption.Create();
        var shard = ShardOption.Create();
        var command = new Command("validate", "Validates manifests, or any file against any schema.") { words, strict, schema, json, format, shard };
        var filter = ModuleFilterOptions.Of<ManifestStatus>();
        filter.AddTo(command);
        filter.RefuseStatusWith(command, format, shard);
        // It has nothing to clean up: an interrupt need not wait for a foreign schema.
        command.SetWork((parsed, cancellationToken) => Task.Run(() => Run(parsed), CancellationToken.None).WaitAsync(cancellationToken));
        return command;

        int Run(ParseResult parsed)
        {
            var arguments = parsed.GetValue(words) ?? [];
            if (filter.Of(parsed) is { Hosts.Count: > 0 } or { Tiers.Count: > 0 } && (parsed.GetValue(schema) is not null || arguments.Contains(FileValidator.StandardInput, StringComparer.Ordinal)))
            {
                Messages.Error("--host and --tier choose modules of a root; leave them out with --schema and with -");
                return ExitCodes.CannotWork;
            }

            var writer = FormatOption.WriterIn(parsed, format);
            if (parsed.GetValue(schema) is not null && parsed.GetValue(shard) is not null)
            {
                Messages.Error("--shard splits modules by their hosts, and the files beside --schema have none");
                return ExitCodes.CannotWork;
            }

            var judged = parsed.GetValue(schema) is { } schemaPath
                ? Judged.Files(ValidateFiles(schemaPath, arguments))
                : ValidateModules(parsed, arguments, parsed.GetValue(strict), filter.Of(parsed), parsed.GetValue(shard), withHosts: writer is not null);
            if (judged is null) return ExitCodes.CannotWork;

            var report = ValidationReport.Of(judged.Outcome, ShardReport.Of(judged.Catalog?.Shard)) with { Diagnostics = judged.Outcome.Of(filter.StatusOf(parsed).Matches) };
            if (writer is not null) Result.WriteFile(writer.Write(judged.ToReport(report.ExitCode)));
            else if (FormatOption.IsJson(parsed, format, json)) Result.Write(ReportJson.Write(report));
            else ValidationText.Print(report);
            return report.ExitCode;
        }
    }

    private static Judged? ValidateModules(ParseResult parsed, string[] words, bool strict, ModuleFilter filter, HostShard? shard, bool withHosts)
    {
        if (words is [FileValidator.StandardInput] && shard is null) return Judged.Files(FileValidator.ValidateManifest(Streams.ReadInput(Yaml.DocumentLimits.Large.MaxBytes), strict));
        if (words.Contains(FileValidator.StandardInput, StringComparer.Ordinal))
        {
            Messages.Error("- is one manifest from standard input; validate others by another call, and without --shard");
            return null;
        }

        if (!RootOption.TryGet(parsed, out var root) || !ModuleArguments.TryGet(root, words, out var selection, filter)) return null;
        // Which host a module is on matters for a shard, and for formats that group by it.
        var catalog = shard is null && !withHosts ? null : ModuleCatalog.Read(root, selection, CancellationToken.None, shard: shard);
        var part = catalog?.Part(selection) ?? selection;
        // What is of no module is checked by the first shard alone.
        var validation = CatalogValidation.AddTo(ManifestValidator.Validate(root, part, strict, CancellationToken.None), root, shard is { Number: > 1 } ? part : selection);
        return new Judged(validation, part, selection.IsAll, catalog);
    }

    private static Validation? ValidateFiles(string schemaPath, string[] files)
    {
        if (files.Length > 0) return FileValidator.Validate(schemaPath, files, CurrentFolder.Path, files.Contains(FileValidator.StandardInput, StringComparer.Ordinal) ? Streams.ReadInput(Yaml.DocumentLimits.Large.MaxBytes) : default);
        Messages.Error("validate --schema needs at least one file to validate");
        return null;
    }

    /// <param name="Outcome">What was found.</param>
    /// <param name="Part">The modules; null for files.</param>
    /// <param name="IsWhole">Whether all modules of the root were asked for.</param>
    /// <param name="Catalog">The modules as they were read; null where nobody needs them.</param>
    private sealed record Judged(Validation Outcome, ModuleSelection? Part, bool IsWhole, ModuleCatalog? Catalog)
    {
        public static Judged? Files(Validation? outcome) => outcome is null ? null : new Judged(outcome, null, IsWhole: false, null);

        public FleetReport ToReport(int exitCode) => FleetReport.Of(new ReportSources
        {
            Verb = "validate",
            At = TimeProvider.System.GetUtcNow(),
            Root = Path.GetFileName(Catalog?.Root.Path ?? ""),
            Folders = [.. (Part?.Folders ?? []).Select(folder => folder.Name)],
            Modules = Catalog?.Modules ?? [],
            ExitCode = exitCode,
            WholeFleet = IsWhole,
            Shard = ShardReport.Of(Catalog?.Shard),
            Diagnostics = Outcome.Diagnostics,
            Manifests = true,
        });
    }
}
