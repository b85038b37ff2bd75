namespace Platform.Manifests;

/// <summary>Codes of what no JSON Schema can say about a manifest.</summary>
public static class ManifestCode
{
    /// <summary>A folder below <c>modules/</c> has no <c>module.yaml</c>.</summary>
    public const string ManifestMissing = "MANIFEST_MISSING";

    /// <summary>The folder is not named like the <c>id</c>.</summary>
    public const string IdFolderMismatch = "ID_FOLDER_MISMATCH";

    /// <summary>Two modules have one <c>id</c>.</summary>
    public const string IdDuplicate = "ID_DUPLICATE";

    /// <summary>Two modules claim one service of one project on one host.</summary>
    public const string ServiceClaimedTwice = "SERVICE_CLAIMED_TWICE";

    /// <summary><c>hosts.yaml</c> exists and does not name the host.</summary>
    public const string HostNotDeclared = "HOST_NOT_DECLARED";

    /// <summary>A host that was to be looked at did not answer.</summary>
    public const string HostNotReached = "HOST_NOT_REACHED";

    public const string ComposeFileMissing = "COMPOSE_FILE_MISSING";

    /// <summary>The compose file is no YAML mapping with <c>services</c>.</summary>
    public const string ComposeFileUnreadable = "COMPOSE_FILE_UNREADABLE";

    public const string ComposeServiceMissing = "COMPOSE_SERVICE_MISSING";

    /// <summary>A service extends what the root does not have, so that a part of it is not known.</summary>
    public const string ComposeServiceIncomplete = "COMPOSE_SERVICE_INCOMPLETE";

    public const string RunbookMissing = "RUNBOOK_MISSING";

    public const string SmokeTestMissing = "SMOKE_TEST_MISSING";

    /// <summary>The evidence of a restore test is not in the module's folder, or empty.</summary>
    public const string RestoreEvidenceMissing = "RESTORE_EVIDENCE_MISSING";

    /// <summary>A path leaves the folder it is relative to.</summary>
    public const string PathOutsideRoot = "PATH_OUTSIDE_ROOT";

    public const string ImageReferenceInvalid = "IMAGE_REFERENCE_INVALID";

    /// <summary>The digest in <c>artifact.reference</c> is not <c>artifact.digest</c>.</summary>
    public const string ArtifactDigestConflict = "ARTIFACT_DIGEST_CONFLICT";

    /// <summary><c>artifact.reference</c> is not the image of the compose file.</summary>
    public const string ArtifactComposeDisagree = "ARTIFACT_COMPOSE_DISAGREE";

    /// <summary>A container has its own name, and its compose file asks for several of it, or none.</summary>
    public const string ContainerNameWithReplicas = "CONTAINER_NAME_WITH_REPLICAS";

    /// <summary>A reviewer, or the quorum, of <c>policies/reviewers.yaml</c> cannot be meant as it stands.</summary>
    public const string ReviewerInvalid = "REVIEWER_INVALID";

    /// <summary>A verdict says what cannot be: evidence outside the root, a reviewer or a hat that is not asked.</summary>
    public const string VerdictInvalid = "VERDICT_INVALID";

    /// <summary>One reviewer gave two verdicts in one hat.</summary>
    public const string VerdictDuplicate = "VERDICT_DUPLICATE";

    /// <summary>Verdicts of one decision are about two changes.</summary>
    public const string VerdictOfAnotherChange = "VERDICT_OF_ANOTHER_CHANGE";

    /// <summary>A value begins with <c>TODO:</c>. Strict v2 alone refuses it.</summary>
    public const string ValueToDo = "VALUE_TODO";

    /// <summary>No <c>image_observed</c> (R2.4).</summary>
    public const string ImageNotRecorded = "IMAGE_NOT_RECORDED";
}
