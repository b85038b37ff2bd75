using Platform.Docker;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Drift.Configuration;

/// <summary>
/// A live container against what <c>docker compose config</c> says of the files it was started from (R2.3): ports,
/// environment, mounts, networks and the rest. What Compose, the engine and the image add by themselves is no drift.
/// </summary>
internal static class ConfigurationComparison
{
    public static IEnumerable<DriftFinding> Compare(
        ModuleRuntime runtime, ContainerSnapshot container, ImageSnapshot? image, HostSnapshot snapshot, FileImage fileImage)
    {
        if (snapshot.GapIn(SnapshotPart.Engine) is { } silence) return [NotCompared(silence)];
        if (!snapshot.Engine.IsDocker) return [NotCompared("the engine is podman, which gives containers settings that no compose file has")];
        if (container.Configuration.Origin is not { } origin) return [NotCompared($"container {container.Name} was not started by Compose v2")];
        var project = snapshot.ProjectOf(container);
        if (project is null && snapshot.GapIn(SnapshotPart.Configuration) is { } late) return [NotCompared($"{late} ({origin.ConfigFiles})")];
        if (project is null) return [NotCompared($"the snapshot does not have the files {container.Name} was started from")];
        if (project.Error is { } error) return [NotCompared(error)];
        var service = container.ComposeService ?? runtime.ComposeService ?? "";
        if (!project.Services.TryGetValue(service, out var declared))
            return [NotCompared($"the files that it was started from no longer have a service {service}")];

        var withoutImage = snapshot.GapIn(SnapshotPart.Images) ?? "it was removed from the host";
        var doubt = new ConfigurationDoubt(project, declared);
        var expected = new ExpectedConfiguration(declared, image?.Defaults);
        var owners = new VolumeOwners(container, declared, snapshot);
        return Compare(declared, expected, container.Configuration, image?.Defaults, withoutImage)
            .Concat(ContentComparison.Compare(declared, container, snapshot))
            .Concat(owners.Compare(container.Configuration.Mounts.Where(expected.IsAskedFor)))
            .Concat(new SettingsComparison(container, declared, image?.Defaults, snapshot).Compare())
            .Select(doubt.Weigh)
            .Concat(ResourceComparison.Compare(declared, container.Configuration, project, snapshot).Select(doubt.WeighResource))
            .Prepend(doubt.WeighImage(fileImage.Compare(declared.Image, container, image)))
            .OfType<DriftFinding>()
            .Concat(Maps(doubt, declared, expected, container.Configuration, snapshot.Conventions))
            .Concat(ConfigurationDoubt.Bare(declared, container.Configuration, image?.Defaults))
            .Concat(doubt.Missing());
    }

    private static IEnumerable<DriftFinding> Compare(
        DeclaredConfiguration declared, ExpectedConfiguration expected, ContainerConfiguration live, ImageDefaults? image, string withoutImage)
    {
        DriftFinding?[] findings =
        [
            TextComparison.OfSets(FindingCode.PortsMismatch, "ports", declared.Ports, live.Ports),
            TextComparison.OfSets(FindingCode.NetworksMismatch, "networks", declared.Networks, live.Networks),
            TextComparison.OfTexts(FindingCode.RestartPolicyMismatch, "restart", declared.RestartPolicy, live.RestartPolicy),
            ValueComparison.OfLists(FindingCode.CommandMismatch, "command", expected.Command, live.Command),
            ValueComparison.OfLists(FindingCode.CommandMismatch, "entrypoint", expected.Entrypoint, live.Entrypoint),
            expected.User is null ? null : TextComparison.OfTexts(FindingCode.UserMismatch, "user", expected.User, live.User),
            TextComparison.OfTexts(FindingCode.PrivilegesMismatch, "privileged", YesNo(declared.Privileged), YesNo(live.Privileged)),
            TextComparison.OfSets(FindingCode.PrivilegesMismatch, "cap_add", declared.CapabilitiesAdded, live.CapabilitiesAdded),
            TextComparison.OfSets(FindingCode.PrivilegesMismatch, "cap_drop", declared.CapabilitiesDropped, live.CapabilitiesDropped),
            HealthcheckComparison.Compare(declared.Healthcheck, image, live.Healthcheck),
            declared.NotUnderstood.Count == 0 ? null : NotCompared(string.Join(", ", declared.NotUnderstood)),
            image is not null ? null : NotCompared("what comes from the image: " + withoutImage),
        ];
        return findings.OfType<DriftFinding>();
    }

    private static IEnumerable<DriftFinding> Maps(
        ConfigurationDoubt doubt, DeclaredConfiguration declared, ExpectedConfiguration expected, ContainerConfiguration live, HostConventions conventions) =>
        doubt.OfMaps(FindingCode.EnvironmentMismatch, "environment", expected.Environment, live.Environment, expected.MayAddEnvironment, declared.Environment.ContainsKey)
            .Concat(doubt.OfMaps(FindingCode.LabelsMismatch, "labels", expected.Labels, live.Labels, name => expected.MayAddLabels(name) || conventions.Ignores(name), declared.Labels.ContainsKey));

    public static DriftFinding NotCompared(string why) => new(
        FindingCode.ConfigurationNotCompared, FindingSeverity.Warning, "configuration", null, null, "configuration not compared: " + why);

    private static string YesNo(bool value) => value ? "true" : "false";
}
