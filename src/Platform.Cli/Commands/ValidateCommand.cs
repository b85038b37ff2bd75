using System.CommandLine;
using Platform.Access.Catalog;
using Platform.Cli.Output;
using Platform.Diagnostics;
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
        var command = new Command("validate", "Validates manifests, or any file against any schema.") { words, strict, schema, json };
        var filter = ModuleFilterOptions.Of<ManifestStatus>();
        filter.AddTo(command);
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

            var outcome = parsed.GetValue(schema) is { } schemaPath
                ? ValidateFiles(schemaPath, arguments)
                : ValidateModules(parsed, arguments, parsed.GetValue(strict), filter.Of(parsed));
            if (outcome is null) return ExitCodes.CannotWork;

            var report = new ValidationReport(
                outcome.IsValid ? ExitCodes.Success : ExitCodes.CannotWork,
                new ValidationSummary(outcome.Files, outcome.Files - outcome.Invalid, outcome.Invalid, outcome.Errors, outcome.Warnings),
                outcome.Of(filter.StatusOf(parsed).Matches));
            if (parsed.GetValue(json)) Result.Write(ReportJson.Write(report));
            else ValidationText.Print(report);
            return report.ExitCode;
        }
    }

    private static Validation? ValidateModules(ParseResult parsed, string[] words, bool strict, ModuleFilter filter)
    {
        if (words is [FileValidator.StandardInput]) return FileValidator.ValidateManifest(Streams.ReadInput(Yaml.DocumentLimits.Large.MaxBytes), strict);
        if (words.Contains(FileValidator.StandardInput, StringComparer.Ordinal))
        {
            Messages.Error("- is one manifest from standard input; validate others by another call");
            return null;
        }

        return RootOption.TryGet(parsed, out var root) && ModuleArguments.TryGet(root, words, out var selection, filter)
            ? CatalogValidation.AddTo(ManifestValidator.Validate(root, selection, strict, CancellationToken.None), root, selection)
            : null;
    }

    private static Validation? ValidateFiles(string schemaPath, string[] files)
    {
        if (files.Length > 0) return FileValidator.Validate(schemaPath, files, CurrentFolder.Path, files.Contains(FileValidator.StandardInput, StringComparer.Ordinal) ? Streams.ReadInput(Yaml.DocumentLimits.Large.MaxBytes) : default);
        Messages.Error("validate --schema needs at least one file to validate");
        return null;
    }
}
