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
    /// <summary>The types with their names, in the order in which messages list them.</summary>
    public static IReadOnlyList<(InstanceTypes Type, string Name)> Names { get; } =
    [
        (InstanceTypes.String, "string"),
        (InstanceTypes.Number, "number"),
        (InstanceTypes.Integer, "integer"),
        (InstanceTypes.Boolean, "boolean"),
        (InstanceTypes.Object, "object"),
        (InstanceTypes.Array, "array"),
        (InstanceTypes.Null, "null"),
    ];

    public static InstanceTypes Of(YamlNode node) => node.Kind switch
    {
        YamlKind.Null => InstanceTypes.Null,
        YamlKind.Boolean => InstanceTypes.Boolean,
        YamlKind.Integer => InstanceTypes.Integer,
        YamlKind.Float => ExactNumber.TryRead(node, out var number) && number.IsInteger ? InstanceTypes.Integer : InstanceTypes.Fraction,
        YamlKind.String => InstanceTypes.String,
        YamlKind.Sequence => InstanceTypes.Array,
        _ => InstanceTypes.Object,
    };

    public static bool Overlaps(this InstanceTypes types, InstanceTypes others) => (types & others) != InstanceTypes.None;

    public static InstanceTypes Parse(string name)
    {
        foreach (var (type, known) in Names)
        {
            if (known == name) return type;
        }

        return InstanceTypes.None;
    }
}
