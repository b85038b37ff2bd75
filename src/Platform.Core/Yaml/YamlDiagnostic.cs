namespace Platform.Yaml;

/// <summary>Why a file could not be read as one clean document.</summary>
/// <param name="Code">
/// A stable code; see <see cref="YamlDiagnosticCode"/>. JSON files have the same codes with <c>JSON_</c> in front.
/// </param>
/// <param name="Message">One sentence for people: what is wrong and the way out.</param>
/// <param name="Position">Where it is.</param>
/// <param name="RelatedPosition">
/// The other place, where there is one: the first of two equal keys, the bracket that is not closed.
/// </param>
public sealed record YamlDiagnostic(
    string Code, string Message, TextPosition Position, TextPosition? RelatedPosition = null)
{
    /// <summary><c>line:column: CODE: message</c>.</summary>
    public override string ToString() => $"{Position}: {Code}: {Message}";
}
