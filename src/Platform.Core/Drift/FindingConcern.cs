namespace Platform.Drift;

/// <summary>What a finding is about, as far as something follows from it for a plan.</summary>
internal enum FindingConcern
{
    /// <summary>What was not seen, is not proven, or is worth knowing: nothing is planned for it.</summary>
    Knowledge,

    /// <summary>Which container is meant.</summary>
    Identity,

    /// <summary>What the container is called.</summary>
    Name,

    /// <summary>Whether there is a container, and how many there are.</summary>
    Number,

    /// <summary>Whether it runs. It comes and goes by itself.</summary>
    State,

    /// <summary>Whether it does its work, however it is set up. It comes and goes by itself.</summary>
    Work,

    /// <summary>Which image it runs.</summary>
    Image,

    /// <summary>That manifest and compose file contradict each other.</summary>
    Contradiction,

    /// <summary>The compose file itself.</summary>
    ComposeFile,

    /// <summary>How the container is set up: another one in its place would be as declared.</summary>
    SetUp,
}

/// <summary>The concern of each code.</summary>
internal static class FindingConcerns
{
    /// <summary>Null for what is no code of a finding.</summary>
    public static FindingConcern? Of(string code) => code switch
    {
        FindingCode.ContainerDuplicate or FindingCode.ComposeProjectMismatch or FindingCode.ComposeServiceMismatch => FindingConcern.Identity,
        FindingCode.ContainerNameMismatch => FindingConcern.Name,
        FindingCode.ContainerMissing or FindingCode.ReplicasMismatch or FindingCode.ContainerOrphaned => FindingConcern.Number,
        FindingCode.StateMismatch => FindingConcern.State,
        FindingCode.RestartLoop or FindingCode.Unhealthy => FindingConcern.Work,
        FindingCode.ImageRepositoryMismatch or FindingCode.ImageTagMismatch or FindingCode.ImageDigestMismatch => FindingConcern.Image,
        FindingCode.ArtifactComposeDisagree => FindingConcern.Contradiction,
        FindingCode.ComposeFileMismatch => FindingConcern.ComposeFile,
        FindingCode.PortsMismatch or FindingCode.EnvironmentMismatch or FindingCode.MountsMismatch or FindingCode.NetworksMismatch or
            FindingCode.RestartPolicyMismatch or FindingCode.CommandMismatch or FindingCode.UserMismatch or FindingCode.PrivilegesMismatch or
            FindingCode.HealthcheckMismatch or FindingCode.LabelsMismatch or FindingCode.NamespacesMismatch or FindingCode.NamespaceStale or
            FindingCode.LimitsMismatch or FindingCode.ProcessMismatch or FindingCode.NamesMismatch or FindingCode.LoggingMismatch or
            FindingCode.SettingsMismatch => FindingConcern.SetUp,
        FindingCode.ImageDigestNotVerified or FindingCode.ImageRecordStale or FindingCode.DesiredNotDeclared or FindingCode.ImageNotDeclared or
            FindingCode.ConfigurationNotCompared or FindingCode.HostUnreachable or FindingCode.SnapshotIncomplete => FindingConcern.Knowledge,
        _ => null,
    };

    extension(DriftFinding finding)
    {
        public FindingConcern? Concern => Of(finding.Code);

        public bool IsDrift => finding.Severity is FindingSeverity.Drift;
    }

    /// <summary>Whether it comes and goes by itself, so that nothing rests on it.</summary>
    public static bool IsPassing(string code) => Of(code) is FindingConcern.State or FindingConcern.Work;
}
