using System.Text.Json.Serialization;
using Platform.Compose;

namespace Platform.Policy;

/// <summary>Whether something holds. What depends on a variable that cannot be known now is neither yes nor no.</summary>
public enum Certainty
{
    /// <summary>It does not hold.</summary>
    [JsonStringEnumMemberName("no")]
    No,

    /// <summary>A variable without a default decides.</summary>
    [JsonStringEnumMemberName("cannot-tell")]
    CannotTell,

    /// <summary>It holds. Where a variable has a default, it holds with that.</summary>
    [JsonStringEnumMemberName("yes")]
    Yes,
}

/// <summary>Judges texts of compose files, in which variables stay as they are written.</summary>
internal static class Told
{
    public static Certainty Of(ComposeText text, Func<string, bool> holds) =>
        text.WithDefaults is not { } known ? Certainty.CannotTell : holds(known) ? Certainty.Yes : Certainty.No;

    public static Certainty Of(bool holds) => holds ? Certainty.Yes : Certainty.No;

    /// <summary>The more certain of two.</summary>
    public static Certainty Or(this Certainty one, Certainty other) => one > other ? one : other;

    /// <summary>What is put behind a sentence that holds only while variables have their defaults; empty for any other.</summary>
    public static string Unless(ComposeText text) => text is { HasVariables: true, WithDefaults: not null } ? $", unless {Names(text)} is set otherwise" : "";

    /// <summary>The variables of a text, for a sentence.</summary>
    public static string Names(ComposeText text) =>
        string.Join(" or ", text.Variables.Select(name => name.Length == 0 ? "a variable" : name));
}
