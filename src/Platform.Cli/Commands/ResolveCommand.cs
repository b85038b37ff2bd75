using System.CommandLine;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Docker;
using Platform.Manifests;
using Platform.Registries;
using Platform.Reporting;
using Platform.Root;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl resolve</c>: which digest an image has now, asked of its registry.</summary>
internal static class ResolveCommand
{
    public static Command Create()
    {
        var references = new Argument<string[]>("reference") { HelpName = "REF", Description = "Image references: redis:7, ghcr.io/owner/name:1.2.3.", Arity = ArgumentArity.OneOrMore };
        references.RefuseOptions();
        var platform = new Option<string?>("--platform") { Description = "Give the digest of this platform's manifest, too: linux/arm64.", HelpName = "PLATFORM" };
        var insecure = new Option<string[]>("--insecure") { Description = "A registry that may be asked over plain HTTP, beside insecure_registries of hosts.yaml.", HelpName = "REGISTRY", Arity = ArgumentArity.OneOrMore };
        var json = Verb.JsonOption();
        platform.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && !ImagePlatform.TryParse(text, out _)) result.AddError("--platform takes a system and an architecture: linux/amd64, linux/arm/v7");
        });
        var command = new Command(
            "resolve",
            "Asks registries which digest an image has now. Read-only, and no pull. Exits 0 all resolved, 5 no registry answered, 8 some were not resolved.")
        {
            references, platform, insecure, json,
        };
        command.SetWork(async (parsed, cancellationToken) =>
        {
            var words = parsed.GetValue(references) ?? [];
            if (!AreReferences(words) || SettingsOf(parsed, parsed.GetValue(insecure) ?? []) is not { } settings) return ExitCodes.CannotWork;
            _ = ImagePlatform.TryParse(parsed.GetValue(platform), out var wanted);
            using var resolver = new ImageResolver(new RegistryOptions { Settings = settings, Platform = wanted }, TimeProvider.System);
            List<ImageResolution> images = [];
            await foreach (var image in resolver.ResolveAsync([.. words.Distinct(StringComparer.Ordinal)], cancellationToken)) images.Add(image);
            var report = ResolveReport.Of(images);
            if (parsed.GetValue(json)) Result.Write(ReportJson.Write(report));
            else ResolveText.Print(report);
            return report.ExitCode;
        });
        return command;
    }

    private static bool AreReferences(string[] words)
    {
        string[] wrong = [.. words.Where(word => !ImageReference.TryParse(word, out _))];
        foreach (var word in wrong) Messages.Error(ImageResolver.InvalidReference(word));
        return wrong.Length == 0;
    }

    /// <summary>What the root says, where there is one: images can be resolved without. Null where it says it wrongly.</summary>
    private static RegistrySettings? SettingsOf(ParseResult parsed, string[] insecure)
    {
        foreach (var name in insecure)
        {
            if (ImageReference.TryParse($"{name}/a", out var reference) && reference.Registry == name) continue;
            Messages.Error($"--insecure takes a registry with its port, for instance registry.lan:5000, and not '{name}'");
            return null;
        }

        var isNamed = parsed.GetValue(RootOption.Instance) is not null || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable(PlatformRoot.EnvironmentVariable));
        PlatformRoot? root = null;
        if (isNamed && !RootOption.TryGet(parsed, out root)) return null;
        root ??= CurrentFolder.TryGet(out var folder) ? PlatformRoot.Above(folder) : null;
        if (root is null) return RegistrySettings.None with { Insecure = insecure };

        var read = RootRegistries.Read(root);
        Messages.Diagnostics(read.Diagnostics);
        return read.Diagnostics.Count > 0 ? null : read.Settings with { Insecure = [.. read.Settings.Insecure, .. insecure] };
    }
}
