namespace Platform.Drift;

/// <summary>What a code of a finding means.</summary>
/// <param name="Code">One of <see cref="FindingCode"/>.</param>
/// <param name="Text">What was found, in a few words.</param>
/// <param name="Concern">What such a finding is about, as far as something follows from it for a plan.</param>
public sealed record FindingKind(string Code, string Text, FindingConcern Concern)
{
    private static readonly Dictionary<string, FindingKind> ByCode = Every().ToDictionary(kind => kind.Code, StringComparer.Ordinal);

    /// <summary>Every code, in the order in which the page has them.</summary>
    public static IReadOnlyList<FindingKind> All { get; } = Every();

    /// <summary>The page that says more, relative to the folder of this project.</summary>
    public static string Page => "docs/drift.md#findings";

    /// <summary>Null for what is no code of a finding.</summary>
    public static FindingKind? Of(string code) => ByCode.GetValueOrDefault(code);

    /// <summary>Whether a finding of this code comes and goes by itself, so that nothing rests on it.</summary>
    internal static bool IsPassing(string code) => Of(code)?.Concern is FindingConcern.State or FindingConcern.Work;

    private static FindingKind[] Every() =>
    [
        new(FindingCode.ContainerMissing, "no container of the service, and none of its name", FindingConcern.Number),
        new(FindingCode.ReplicasMismatch, "another number of containers than the compose file asks for", FindingConcern.Number),
        new(FindingCode.ContainerDuplicate, "several containers of the service", FindingConcern.Identity),
        new(FindingCode.ContainerOrphaned, "a container of a declared project that no module declares", FindingConcern.Number),
        new(FindingCode.ContainerUndeclared, "a container of no declared project that no module declares", FindingConcern.Knowledge),
        new(FindingCode.ContainerNameMismatch, "found by its labels under another name", FindingConcern.Name),
        new(FindingCode.ComposeProjectMismatch, "found by its name, with the label of another project", FindingConcern.Identity),
        new(FindingCode.ComposeServiceMismatch, "found by its name, with the label of another service", FindingConcern.Identity),
        new(FindingCode.StateMismatch, "not in the desired state", FindingConcern.State),
        new(FindingCode.RestartLoop, "restarts again and again", FindingConcern.Work),
        new(FindingCode.Unhealthy, "its health check fails", FindingConcern.Work),
        new(FindingCode.ImageRepositoryMismatch, "an image of another repository", FindingConcern.Image),
        new(FindingCode.ImageTagMismatch, "an image with another tag", FindingConcern.Image),
        new(FindingCode.ImageDigestMismatch, "same reference, and the digest is proven different", FindingConcern.Image),
        new(FindingCode.ArtifactComposeDisagree, "spec.artifact and the root's compose file name different images", FindingConcern.Contradiction),
        new(FindingCode.ImageDigestNotVerified, "same reference, and the digest can be proven neither equal nor different", FindingConcern.Knowledge),
        new(FindingCode.PortsMismatch, "other published ports", FindingConcern.SetUp),
        new(FindingCode.EnvironmentMismatch, "other environment variables", FindingConcern.SetUp),
        new(FindingCode.MountsMismatch, "other mounts or volumes", FindingConcern.SetUp),
        new(FindingCode.NetworksMismatch, "other networks", FindingConcern.SetUp),
        new(FindingCode.RestartPolicyMismatch, "another restart policy", FindingConcern.SetUp),
        new(FindingCode.CommandMismatch, "another command or entrypoint", FindingConcern.SetUp),
        new(FindingCode.UserMismatch, "another user", FindingConcern.SetUp),
        new(FindingCode.PrivilegesMismatch, "other privileges, capabilities or devices", FindingConcern.SetUp),
        new(FindingCode.HealthcheckMismatch, "another health check", FindingConcern.SetUp),
        new(FindingCode.LabelsMismatch, "other labels", FindingConcern.SetUp),
        new(FindingCode.LimitsMismatch, "other limits of memory, CPU or processes", FindingConcern.SetUp),
        new(FindingCode.ProcessMismatch, "the process is set up otherwise", FindingConcern.SetUp),
        new(FindingCode.NamesMismatch, "other host names or DNS settings", FindingConcern.SetUp),
        new(FindingCode.NamespacesMismatch, "other namespaces", FindingConcern.SetUp),
        new(FindingCode.LoggingMismatch, "another log driver, or other options of it", FindingConcern.SetUp),
        new(FindingCode.SettingsMismatch, "another setting", FindingConcern.SetUp),
        new(FindingCode.NamespaceStale, "shares a namespace of a container that is gone, or of another than declared", FindingConcern.SetUp),
        new(FindingCode.ComposeFileMismatch, "the compose file on the host is not the one in the root", FindingConcern.ComposeFile),
        new(FindingCode.ConfigurationNotCompared, "not everything that the compose files say could be compared", FindingConcern.Knowledge),
        new(FindingCode.ImageNotDeclared, "no image is declared or recorded", FindingConcern.Knowledge),
        new(FindingCode.DesiredNotDeclared, "no spec.artifact: judged by what an audit recorded", FindingConcern.Knowledge),
        new(FindingCode.ImageRecordStale, "live is what is desired, and the record is older", FindingConcern.Knowledge),
        new(FindingCode.HostUnreachable, "the host was not seen", FindingConcern.Knowledge),
        new(FindingCode.SnapshotIncomplete, "the snapshot was made without asking for the project", FindingConcern.Knowledge),
    ];
}
