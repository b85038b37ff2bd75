using Platform.Yaml;

namespace Platform.Schema.Values;

/// <summary>The types of JSON Schema as a set.</summary>
[Flags]
internal enum InstanceTypes
{
    None = 0,
    Null = 1,
    Boolean = 2,
    Object = 4,
    Array = 8,
    String = 16,
    Integer = 32,

    /// <summary>Numbers that are not whole; the type "number" is this and <see cref="Integer"/>.</summary>
    Fraction = 64,
    Number = Integer | Fraction,
    All = Null | Boolean | Object | Array | String | Number,
}

internal static class InstanceType
{
    public static InstanceTypes Of(YamlNode node) => node.Kind switch
    {
        YamlKind.Null => InstanceTypes.Null,
        YamlKind.Boolean => InstanceTypes.Boolean,
        YamlKind.Integer => InstanceTypes.Integer,
        YamlKind.Float => ExactNumber.TryParse(node.Text, out var number) && number.IsInteger ? InstanceTypes.Integer : InstanceTypes.Fraction,
        YamlKind.String => InstanceTypes.String,
        YamlKind.Sequence => InstanceTypes.Array,
        _ => InstanceTypes.Object,
    };

    public static bool Overlaps(this InstanceTypes types, InstanceTypes others) =>
        (types & others) != InstanceTypes.None;

    /// <summary>The type of that name in a schema; none if there is no such type.</summary>
    public static InstanceTypes Parse(string name) => name switch
    {
        "string" => InstanceTypes.String,
        "number" => InstanceTypes.Number,
        "integer" => InstanceTypes.Integer,
        "boolean" => InstanceTypes.Boolean,
        "object" => InstanceTypes.Object,
        "array" => InstanceTypes.Array,
        "null" => InstanceTypes.Null,
        _ => InstanceTypes.None,
    };
}
