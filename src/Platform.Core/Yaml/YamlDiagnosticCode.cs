namespace Platform.Yaml;

/// <summary>The stable codes of <see cref="YamlDiagnostic.Code"/> for YAML files.</summary>
public static class YamlDiagnosticCode
{
    /// <summary>The file cannot be opened or read.</summary>
    public const string Unreadable = "YAML_UNREADABLE";

    /// <summary>The file has more bytes than <see cref="DocumentLimits.MaxBytes"/>.</summary>
    public const string TooLarge = "YAML_TOO_LARGE";

    /// <summary>Bytes that are not UTF-8, or control characters that YAML forbids.</summary>
    public const string Encoding = "YAML_ENCODING";

    /// <summary>There is no document in the file.</summary>
    public const string Empty = "YAML_EMPTY";

    /// <summary>The text breaks a rule of YAML's grammar.</summary>
    public const string Syntax = "YAML_SYNTAX";

    /// <summary>A second document follows the first.</summary>
    public const string MultipleDocuments = "YAML_MULTIPLE_DOCUMENTS";

    /// <summary>Collections are nested deeper than <see cref="DocumentLimits.MaxDepth"/>.</summary>
    public const string TooDeep = "YAML_TOO_DEEP";

    /// <summary>One mapping has one key twice.</summary>
    public const string DuplicateKey = "YAML_DUPLICATE_KEY";

    /// <summary>A key that is null, a list or a mapping.</summary>
    public const string InvalidKey = "YAML_INVALID_KEY";

    /// <summary>A tag outside the core schema, or one that its value does not fit.</summary>
    public const string InvalidTag = "YAML_INVALID_TAG";

    /// <summary>An alias to an anchor that no earlier node has.</summary>
    public const string UnknownAlias = "YAML_UNKNOWN_ALIAS";

    /// <summary>An alias inside the node it stands for.</summary>
    public const string RecursiveAlias = "YAML_RECURSIVE_ALIAS";

    /// <summary>Aliases stand for more nodes than <see cref="DocumentLimits.MaxAliasedNodes"/>.</summary>
    public const string AliasLimit = "YAML_ALIAS_LIMIT";
}
