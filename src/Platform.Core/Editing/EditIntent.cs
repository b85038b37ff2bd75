using Platform.Yaml;
using Platform.Yaml.Editing;

namespace Platform.Editing;

/// <summary>What a manifest is meant to say, or why that is not known.</summary>
/// <param name="Changes">The facts; none where there is nothing to do.</param>
/// <param name="Remarks">What is worth knowing beside.</param>
/// <param name="Refusal">Why nothing is to be done; null where there is no reason.</param>
internal sealed record EditIntent(IReadOnlyList<YamlChange> Changes, IReadOnlyList<string> Remarks, IntentRefusal? Refusal = null)
{
    public static EditIntent Of(params YamlChange[] changes) => new(changes, []);

    public static EditIntent Nothing(params string[] remarks) => new([], remarks);

    /// <param name="code">One of <see cref="EditCode"/>, or a code that says the same elsewhere.</param>
    /// <param name="at">Where the reason stands.</param>
    /// <param name="pointer">The same as JSON Pointer.</param>
    /// <param name="message">One sentence: the reason and the way out.</param>
    public static EditIntent Refuse(string code, YamlNode at, string pointer, string message) =>
        new([], [], new IntentRefusal(code, at.Position, pointer, message));
}

/// <summary>Why nothing is to be done to a manifest.</summary>
internal sealed record IntentRefusal(string Code, TextPosition Position, string Pointer, string Message);
