using Platform.Yaml;

namespace Platform.Schema.Documents;

/// <summary>Where a <c>$ref</c> or <c>$dynamicRef</c> leads.</summary>
/// <param name="Target">The schema.</param>
/// <param name="Number">Its number among all schemas that references lead to.</param>
/// <param name="DynamicAnchor">
/// The anchor, if it is a dynamic one: the outermost schema in scope with that anchor stands in for the target.
/// </param>
internal sealed record SchemaReference(YamlNode Target, int Number, string? DynamicAnchor);
