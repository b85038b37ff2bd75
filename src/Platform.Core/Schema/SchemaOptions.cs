using Platform.Yaml;

namespace Platform.Schema;

/// <summary>How <see cref="JsonSchema.Compile(YamlNode, SchemaOptions?)"/> reads a schema.</summary>
public sealed record SchemaOptions
{
    /// <summary>
    /// The standard's defaults: formats are annotations, the schema is checked, nothing is fetched, and an evaluation is
    /// given up after ten seconds.
    /// </summary>
    public static SchemaOptions Default { get; } = new();

    /// <summary>
    /// For schemas that are part of the program, which have tests: formats are asserted, and there is neither a check nor a
    /// thread to give up.
    /// </summary>
    internal static SchemaOptions Shipped { get; } = new() { AssertFormat = true, CheckSchema = false, TimeLimit = null };

    /// <summary>
    /// Whether <c>format</c> is asserted. A metaschema with the format-assertion vocabulary asserts it in any case.
    /// </summary>
    public bool AssertFormat { get; init; }

    /// <summary>
    /// Whether the schema is checked against its metaschema first. Schemas that ship with the product have tests
    /// for that, and skip it at run time.
    /// </summary>
    public bool CheckSchema { get; init; } = true;

    /// <summary>
    /// How long compiling the schema, or evaluating one value, may take before it is given up with an error. Each runs on a
    /// thread of its own then; null runs it on the caller's, as long as it takes.
    /// </summary>
    public TimeSpan? TimeLimit { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The absolute URI of a schema that has no <c>$id</c>; relative references resolve against it.</summary>
    public string? BaseUri { get; init; }

    /// <summary>
    /// Finds other schema documents by their absolute URI without fragment; null means there is none. The
    /// draft 2020-12 metaschemas are built in. Nothing is ever read from the network.
    /// </summary>
    public Func<string, YamlDocument?>? Resolve { get; init; }
}
