using Platform.Docker;
using Platform.Drift;
using Platform.Files;
using Platform.Manifests;
using Platform.Planning;
using Platform.Snapshots;

namespace Platform.Applying;

/// <summary>
/// What a root can give as target of a change, whatever a host says it runs. Every change is held against it, also one that
/// a host's record shows as begun and that is not planned again. Pure.
/// </summary>
internal static class RootTargets
{
    /// <summary>Why the root cannot give this change, as a sentence; null where it can.</summary>
    /// <param name="change">A change of the plan.</param>
    /// <param name="module">Its module as the root declares it; null where the root has none of that id.</param>
    /// <param name="directory">Where the root lives on the host.</param>
    /// <param name="contentOf">Content of a file of the root, relative to it.</param>
    /// <param name="aliases">Mirrors of registries.</param>
    public static string? FaultOf(PlanChange change, PlatformModule? module, string directory, Func<string, byte[]?> contentOf, RegistryAliases aliases)
    {
        if (change.Module is null) return change.Action is PlanAction.Remove ? null : Says(change, "is of no module, and only a removal can be that");
        if (module is null) return Says(change, $"is of {change.Module}, and the root has no such module");
        if (module.Host != change.Host) return Says(change, $"is on {change.Host}, and {module.Id} is on {module.Host}");
        if (module.Runtime is not { Orchestrator: not Orchestrator.External, ComposeFile: { } file, ComposeService: { } service })
            return Says(change, $"is of {module.Id}, which no compose file declares");

        var target = change.Target;
        return change.Action switch
        {
            PlanAction.Pull => Image(change, module, contentOf(file), aliases),
            PlanAction.PutComposeFile when target.Source != file => Says(change, $"puts {target.Source}, and the compose file of {module.Id} is {file}"),
            PlanAction.PutComposeFile when target.Path != $"{directory}/{file}" => Says(change, $"puts {target.Path}, and the place of {file} is {directory}/{file}"),
            PlanAction.PutComposeFile => contentOf(file) is { } content && change.To == "sha256:" + HostFile.Hash(content) ? null : Says(change, $"does not put what {file} of the root holds"),
            _ when MakesContainers(change.Action) && (target.Project != module.Runtime.ComposeProject || target.Service != service) =>
                Says(change, $"is of service {target.Service} in project {target.Project}, and {module.Id} is {service} in {module.Runtime.ComposeProject}"),
            _ when MakesContainers(change.Action) && (target.Files?.Contains($"{directory}/{file}", StringComparer.Ordinal) is not true) =>
                Says(change, $"is made without {directory}/{file}"),
            _ when MakesContainers(change.Action) => target.Digest is null ? null : Image(change, module, contentOf(file), aliases),
            PlanAction.Adopt when target.NewName != module.Runtime.ContainerName => Says(change, $"gives the name {target.NewName}, and {module.Id} has {module.Runtime.ContainerName}"),
            PlanAction.Remove => Says(change, $"removes a container of {module.Id}, which is declared"),
            _ => null,
        };
    }

    private static bool MakesContainers(PlanAction action) => action is PlanAction.Recreate or PlanAction.Create or PlanAction.Scale or PlanAction.Run;

    private static string? Image(PlanChange change, PlatformModule module, byte[]? composeFile, RegistryAliases aliases) =>
        DeclaredImage.Of(module, composeFile is null ? null : FileImage.InRoot(module, FileContent.Of(composeFile)), aliases) is { IsRecorded: false } desired &&
        change.Target.Image == (desired.Pulled with { Digest = null }).ToString() && change.Target.Digest == desired.Digest
            ? null
            : Says(change, $"brings {change.Target.Image}@{change.Target.Digest}, and {(module.Artifact is null ? "the compose file" : "spec.artifact")} of {module.Id} does not");

    private static string Says(PlanChange change, string what) => $"change {change.Number} {what}";
}
