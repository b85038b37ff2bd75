namespace Platform.Yaml;

/// <summary>What a node is, by the YAML 1.2 core schema (chapter 10.3), which is also JSON's data model.</summary>
public enum YamlKind
{
    /// <summary><c>null</c>, <c>~</c> or nothing at all.</summary>
    Null,

    /// <summary><c>true</c> or <c>false</c>; <c>yes</c>, <c>no</c>, <c>on</c> and <c>off</c> are strings.</summary>
    Boolean,

    /// <summary>A whole number as written: decimal, <c>0o17</c> or <c>0x1F</c>, of any size.</summary>
    Integer,

    /// <summary>A number with a fraction or an exponent, or <c>.inf</c> and <c>.nan</c>.</summary>
    Float,

    /// <summary>Text; dates are text too.</summary>
    String,

    /// <summary>A list.</summary>
    Sequence,

    /// <summary>Keys with values.</summary>
    Mapping,
}
