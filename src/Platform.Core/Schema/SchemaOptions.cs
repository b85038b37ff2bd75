using Platform.Yaml;

namespace Platform.Schema;

/// <summary>How <see cref="JsonSchema.Compile(YamlNode, SchemaOptions?)"/> reads a schema.</summary>
public sealed record SchemaOptions
{
    /// <summary>The standard's defaults: formats are annotations, the schema is checked, nothing is fetched.</summary>
    public static SchemaOptions Default { get; } = new();

    /// <summary>
    /// Whether <c>format</c> is asserted. A metaschema with the format-assertion vocabulary asserts it in any case.
    /// </summary>
    public bool AssertFormat { get; init; }

    /// <summary>
    /// Whether the schema is checked against its metaschema first. Schemas that ship with the product have tests
    /// for that, and skip it at run time.
    /// </summary>
    public bool CheckSchema { get; init; } = true;

    /// <summary>The absolute URI of a schema that has no <c>$id</c>; relative references resolve against it.</summary>
    public string? BaseUri { get; init; }

    /// <summary>
    /// Finds other schema documents by their absolute URI without fragment; null means there is none. The
    /// draft 2020-12 metaschemas are built in. Nothing is ever read from the network.
    /// </summary>
    public Func<string, YamlDocument?>? Resolve { get; init; }
}
