namespace Platform.Drift;

/// <summary>The stable codes of drift findings.</summary>
public static class FindingCode
{
    public const string ContainerMissing = "CONTAINER_MISSING";
    public const string ContainerDuplicate = "CONTAINER_DUPLICATE";

    /// <summary>There are more or fewer containers of a service than its compose files ask for.</summary>
    public const string ReplicasMismatch = "REPLICAS_MISMATCH";

    public const string ContainerNameMismatch = "CONTAINER_NAME_MISMATCH";
    public const string ComposeServiceMismatch = "COMPOSE_SERVICE_MISMATCH";
    public const string ComposeProjectMismatch = "COMPOSE_PROJECT_MISMATCH";
    public const string StateMismatch = "STATE_MISMATCH";
    public const string RestartLoop = "RESTART_LOOP";
    public const string Unhealthy = "UNHEALTHY";
    public const string ImageRepositoryMismatch = "IMAGE_REPOSITORY_MISMATCH";
    public const string ImageTagMismatch = "IMAGE_TAG_MISMATCH";
    public const string ImageDigestMismatch = "IMAGE_DIGEST_MISMATCH";
    public const string ImageDigestNotVerified = "IMAGE_DIGEST_NOT_VERIFIED";

    /// <summary><c>spec.artifact</c> and the compose file of the root name different images: which is meant is for a person to say.</summary>
    public const string ArtifactComposeDisagree = "ARTIFACT_COMPOSE_DISAGREE";

    public const string ImageRecordStale = "IMAGE_RECORD_STALE";
    public const string DesiredNotDeclared = "DESIRED_NOT_DECLARED";
    public const string ImageNotDeclared = "IMAGE_NOT_DECLARED";

    public const string ContainerOrphaned = "CONTAINER_ORPHANED";

    /// <summary>A container of no declared project, or of none, that no module declares: for information, and no drift.</summary>
    public const string ContainerUndeclared = "CONTAINER_UNDECLARED";

    public const string PortsMismatch = "PORTS_MISMATCH";
    public const string EnvironmentMismatch = "ENVIRONMENT_MISMATCH";
    public const string MountsMismatch = "MOUNTS_MISMATCH";
    public const string NetworksMismatch = "NETWORKS_MISMATCH";
    public const string RestartPolicyMismatch = "RESTART_POLICY_MISMATCH";
    public const string CommandMismatch = "COMMAND_MISMATCH";
    public const string UserMismatch = "USER_MISMATCH";
    public const string PrivilegesMismatch = "PRIVILEGES_MISMATCH";
    public const string HealthcheckMismatch = "HEALTHCHECK_MISMATCH";
    public const string LabelsMismatch = "LABELS_MISMATCH";
    public const string NamespacesMismatch = "NAMESPACES_MISMATCH";
    public const string NamespaceStale = "NAMESPACE_STALE";
    public const string LimitsMismatch = "LIMITS_MISMATCH";
    public const string ProcessMismatch = "PROCESS_MISMATCH";
    public const string NamesMismatch = "NAMES_MISMATCH";
    public const string LoggingMismatch = "LOGGING_MISMATCH";
    public const string SettingsMismatch = "SETTINGS_MISMATCH";
    public const string ComposeFileMismatch = "COMPOSE_FILE_MISMATCH";

    /// <summary>What the compose files say could not be asked, or not of everything; the message says why.</summary>
    public const string ConfigurationNotCompared = "CONFIGURATION_NOT_COMPARED";

    /// <summary>The host was not seen; the message has the reason. Not drift: nothing is known.</summary>
    public const string HostUnreachable = "HOST_UNREACHABLE";

    /// <summary>The recorded snapshot was made without asking for the module's Compose project.</summary>
    public const string SnapshotIncomplete = "SNAPSHOT_INCOMPLETE";
}
