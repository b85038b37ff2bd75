using Platform.Diagnostics;
using Platform.Yaml;

namespace Platform.Manifests;

/// <summary>What a manifest claims for itself alone; kept when its tree is let go.</summary>
internal sealed record ModuleClaim(ClaimedId Id, ClaimedService? Service, DiagnosticList Diagnostics)
{
    public static ModuleClaim Of(LoadedManifest manifest, RootContext context)
    {
        var id = manifest.Document.Root["id"];
        return new ModuleClaim(
            new ClaimedId(id.Text, id.Position),
            manifest.IsExternal ? null : ServiceOf(manifest.Runtime, context),
            manifest.Diagnostics);
    }

    private static ClaimedService ServiceOf(YamlNode runtime, RootContext context)
    {
        var host = runtime["host"].Text;
        var project = runtime["compose_project"].GetString() ?? PlatformModuleBuilder.DefaultProject(host, context.Inventory);
        var service = runtime["compose_service"];
        return new ClaimedService(new ServiceKey(host, project, service.Text), service.Position);
    }
}

internal readonly record struct ClaimedId(string Text, TextPosition Position);

internal sealed record ClaimedService(ServiceKey Key, TextPosition Position);

/// <summary>One service of one project on one host.</summary>
internal sealed record ServiceKey(string Host, string Project, string Name);
