using Platform.Yaml.Editing;

namespace Platform.Editing;

/// <summary>Codes of what an edit refuses. Those of YAML, of schemas and of findings are used beside them.</summary>
public static class EditCode
{
    /// <summary>The manifest could not be read or written: it changed meanwhile, is a link out of the root, is not ours.</summary>
    public const string File = "EDIT_FILE";

    /// <summary><c>image_observed</c> says no repository and tag that could be tracked.</summary>
    public const string ImageNotMapped = "EDIT_IMAGE_NOT_MAPPED";

    /// <summary>The image is built, and comes from no registry.</summary>
    public const string ImageBuilt = "EDIT_IMAGE_BUILT";

    /// <summary>What is there already says something else.</summary>
    public const string Disagrees = "EDIT_DISAGREES";

    /// <summary>There is no <c>spec.artifact</c> whose digest could be declared.</summary>
    public const string NoArtifact = "EDIT_NO_ARTIFACT";

    /// <summary>Nobody looks at the module's host: its orchestrator is external.</summary>
    public const string NotOurs = "EDIT_NOT_OURS";

    /// <summary>What runs, or the registry that was asked, does not prove the fact.</summary>
    public const string NotProven = "EDIT_NOT_PROVEN";

    /// <summary>The registry that was asked gave no answer.</summary>
    public const string RegistryUnreachable = "EDIT_REGISTRY_UNREACHABLE";

    /// <summary>The registry is one that each host takes for itself, and the module's host is not this machine.</summary>
    public const string RegistryOfHost = "EDIT_REGISTRY_OF_HOST";

    /// <summary>The record is newer than what was looked at.</summary>
    public const string RecordNewer = "EDIT_RECORD_NEWER";

    /// <summary>The edited manifest would not be valid.</summary>
    public const string WouldBeInvalid = "EDIT_WOULD_BE_INVALID";

    internal static string Of(EditRefusalReason reason) => reason switch
    {
        EditRefusalReason.NotReadable => "EDIT_YAML_NOT_READABLE",
        EditRefusalReason.SeveralDocuments => "EDIT_YAML_SEVERAL_DOCUMENTS",
        EditRefusalReason.Anchor => "EDIT_YAML_ANCHOR",
        EditRefusalReason.Alias => "EDIT_YAML_ALIAS",
        EditRefusalReason.MergeKey => "EDIT_YAML_MERGE_KEY",
        EditRefusalReason.Tag => "EDIT_YAML_TAG",
        EditRefusalReason.Tab => "EDIT_YAML_TAB",
        EditRefusalReason.BlockScalar => "EDIT_YAML_BLOCK_SCALAR",
        EditRefusalReason.Occupied => "EDIT_YAML_OCCUPIED",
        EditRefusalReason.NoParent => "EDIT_YAML_NO_PARENT",
        EditRefusalReason.NotText => "EDIT_YAML_NOT_TEXT",
        EditRefusalReason.NoPlace => "EDIT_YAML_NO_PLACE",
        _ => "EDIT_YAML_NOT_PROVEN",
    };
}
