using Platform.Yaml;

namespace Platform.Schema;

/// <summary>One way in which a value breaks a schema, or a schema breaks the rules for schemas.</summary>
/// <param name="Keyword">
/// The keyword that is not met, such as <c>type</c> or <c>required</c>; <c>false</c> for the schema <c>false</c>,
/// <c>value</c> for a value that cannot be checked, <c>givenUp</c> for a schema that takes too long.
/// </param>
/// <param name="Message">
/// A sentence for people, with what was expected and what is there; long values are cut, control characters escaped.
/// </param>
/// <param name="InstancePointer">
/// The value, as a JSON Pointer (RFC 6901); the root is the empty string. Of an unknown key, the key; of a missing one,
/// the mapping.
/// </param>
/// <param name="SchemaPointer">
/// The keyword: <c>#/$defs/…</c> in the schema itself, an absolute URI in other documents.
/// </param>
/// <param name="Position">Where the value is in its file; of an unknown key, where the key is.</param>
/// <param name="Suggestion">The name or value that was probably meant, if one is near.</param>
public sealed record SchemaError(
    string Keyword,
    string Message,
    string InstancePointer,
    string SchemaPointer,
    TextPosition Position,
    string? Suggestion = null)
{
    /// <summary><c>line:column: pointer: message</c>.</summary>
    public override string ToString() => $"{Position}: {InstancePointer}: {Message}";

    /// <summary>For a schema whose work does not come to an end; the reason stands behind a colon.</summary>
    internal static SchemaError GivenUp(YamlNode root, string reason) =>
        new("givenUp", $"The evaluation was given up: {reason}.", "", "#", root.Position);
}
