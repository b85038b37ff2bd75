using Platform.Diagnostics;
using Platform.Manifests;

namespace Platform.Reporting.Items;

/// <summary>Where in the root a finding about a module or a host is mended.</summary>
/// <param name="modules">The modules that were read, by id.</param>
internal sealed class ItemPlaces(IReadOnlyDictionary<string, PlatformModule> modules)
{
    private const string Inventory = "hosts.yaml";

    /// <summary>The place of what drift compared: the image where the image is declared, the state where the state is.</summary>
    /// <param name="module">Id of the module; null for a container that no module declares.</param>
    /// <param name="field">As <see cref="Drift.DriftFinding.Field"/>.</param>
    public ReportPlace OfDrift(string? module, string field)
    {
        if (module is null) return new ReportPlace(Inventory);
        if (!modules.TryGetValue(module, out var read)) return OfModule(module);
        var kind = field.Split('.')[0];
        return Of(kind switch
        {
            "image" when read.Artifact is not null => read.Places.Of("spec", "artifact", "reference"),
            "image" => read.Places.Of("spec", "runtime", "image_observed"),
            "state" => read.Places.Of("spec", "runtime", "desired_state"),
            "host" => read.Places.Of("spec", "runtime", "host"),
            "container" => read.Places.Of("spec", "runtime", "compose_service"),
            _ => read.Places.Of("spec", "runtime", "compose_file"),
        });
    }

    /// <summary>The place of what readiness asks for.</summary>
    public ReportPlace OfReadiness(string module, string kind)
    {
        if (!modules.TryGetValue(module, out var read)) return OfModule(module);
        return Of(kind switch
        {
            "metadata" => read.Places.Of("tier"),
            "source" => read.Places.Of("spec", "source"),
            "artifact" => read.Places.Of("spec", "artifact"),
            "digest" => read.Places.Of("spec", "artifact", "digest"),
            "restore-evidence" => read.Places.Of("spec", "operations", "restore_test"),
            _ => read.Places.Of("spec"),
        });
    }

    public static ReportPlace OfModule(string module) => new($"modules/{module}/{ModuleFolder.ManifestName}");

    private static ReportPlace Of(SourcePlace place) => new(place.File, place.Position.Line, place.Position.Column);
}
