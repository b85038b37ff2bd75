using System.Buffers;
using Platform.Yaml;

namespace Platform.Compose;

/// <summary>The image that a service of a compose file names.</summary>
/// <param name="Reference">What it names where none of the variables is set; not checked to be a reference.</param>
/// <param name="Variables">The variables that decide it, each of which has a default; none where the file alone says it.</param>
internal sealed record ComposeImage(string Reference, IReadOnlyList<string> Variables)
{
    public static readonly SearchValues<char> NameCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>
    /// Reads the <c>image</c> of a service the way Compose interpolates it. Null where there is none, or a variable without a default decides.
    /// </summary>
    public static ComposeImage? Of(YamlNode service) =>
        ComposeDefinition.Find(service, "image").GetString() is { } written && ComposeText.Parse(written) is { HasLoneDollar: false, WithDefaults: { Length: > 0 } reference } text
            ? new ComposeImage(reference, [.. text.Variables])
            : null;
}
