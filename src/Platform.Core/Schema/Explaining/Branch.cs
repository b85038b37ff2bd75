using Json.Schema;
using Platform.Schema.Documents;

namespace Platform.Schema.Explaining;

/// <summary>A subschema with what JsonSchema.Net has found of a value by it.</summary>
internal readonly record struct Branch(SchemaNode Schema, EvaluationResults Results);
