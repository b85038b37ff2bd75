using System.Text.Json.Serialization;
using Platform.Manifests;
using Platform.Text;

namespace Platform.Planning;

/// <summary>One change of one host: what a reviewer approves, and exactly what will run.</summary>
public sealed record PlanChange
{
    /// <summary>From 1, in the order of application on one host.</summary>
    public required int Number { get; init; }

    /// <summary>From 1. Changes of one unit succeed together, or are put back together.</summary>
    public required int Unit { get; init; }

    /// <summary>Id of the module; null for a container that no module declares.</summary>
    public required string? Module { get; init; }

    public required string Host { get; init; }

    public required PlanAction Action { get; init; }

    /// <summary>What is there now: an image reference, a state, a name, the SHA-256 of a file. Null where nothing is.</summary>
    public required string? From { get; init => field = Shown(value); }

    /// <summary>What will be there. Null where nothing will.</summary>
    public required string? To { get; init => field = Shown(value); }

    /// <summary>Codes of the findings that call for it.</summary>
    public required IReadOnlyList<string> Reasons { get; init; }

    /// <summary>What it makes another, fact by fact, of all that differs and does not come and go by itself. Empty for a pull.</summary>
    public required IReadOnlyList<PlanFact> Facts { get; init; }

    /// <summary>The same for people, a line for each value and one for all entries of a field: <c>~ environment: +PASSWORD ~LOG_LEVEL</c>.</summary>
    [JsonIgnore]
    public IReadOnlyList<string> FactLines => [.. Planning.FactLines.Of(Facts)];

    public required PlanRisk Risk { get; init; }

    /// <summary>The command that will run on the host.</summary>
    public required string Command { get; init; }

    /// <summary>What <see cref="Command"/> is made of, so that it can be checked and undone.</summary>
    public required PlanTarget Target { get; init; }

    /// <summary>More lines for the reviewer: the redacted diff of a compose file. Null otherwise.</summary>
    public string? Detail { get; init => field = Shown(value); }

    public override string ToString() => $"{Number} {Module ?? Target.Container}: {Action}";

    // A host may have any name for an image, and whoever reviews a plan reads it in whatever shows text.
    private static string? Shown(string? text) => text is null ? null : TerminalText.CleanLines(text);
}

/// <summary>What a change puts at stake, as the manifest says it.</summary>
/// <param name="Statefulness">Null where nobody said, which counts as stateful: a guess must not cost data.</param>
/// <param name="BlastRadius"><c>self</c>, <c>dependents</c>, <c>host</c> or <c>platform</c>; null where that is not said.</param>
/// <param name="InternetExposed">Whether the module is reached from the internet.</param>
public sealed record PlanRisk(Statefulness? Statefulness, string? BlastRadius, bool InternetExposed)
{
    public override string ToString() => string.Join(", ", new[] { Statefulness?.ToString().ToLowerInvariant(), BlastRadius is null ? null : $"blast radius {BlastRadius}", InternetExposed ? "exposed to the internet" : null }.OfType<string>());
}

/// <summary>The parts of a command. Each is null where the action has no use for it.</summary>
public sealed record PlanTarget
{
    /// <summary>Name of the container as it is now.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Container { get; init; }

    /// <summary>What the container does now: <c>running</c>, <c>paused</c> or <c>stopped</c>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? State { get; init; }

    /// <summary>The name it will have.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? NewName { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Project { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Service { get; init; }

    /// <summary>Compose's project directory, absolute.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Directory { get; init; }

    /// <summary>Compose files in their order, absolute.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? Files { get; init; }

    /// <summary>Compose's environment files, absolute.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyList<string>? EnvironmentFiles { get; init; }

    /// <summary>Whether the service is to run afterwards: it may be one that is stopped on purpose.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public bool? Running { get; init; }

    /// <summary>Repository and tag; for a pull the tag that is given to <see cref="Digest"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Image { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Digest { get; init; }

    public override string ToString() => Container ?? Image ?? $"{Project}/{Service}";

    /// <summary>The image id that <see cref="Image"/> has to have on the host, where no digest is declared to say so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ImageId { get; init; }

    /// <summary>A file, absolute.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Path { get; init; }

    /// <summary>The same file in the root, relative to it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Source { get; init; }
}

/// <summary>A difference that no change of this plan removes, and why.</summary>
/// <param name="Module">Id of the module; null for a container that no module declares.</param>
/// <param name="Host">Null where the manifest is invalid.</param>
/// <param name="Reasons">Codes of its findings.</param>
/// <param name="Message">Why nothing is planned, and the way out.</param>
public sealed record BlockedChange(string? Module, string? Host, IReadOnlyList<string> Reasons, string Message)
{
    public string Message { get; init; } = TerminalText.Clean(Message);

    public override string ToString() => $"{Module ?? Host}: {Message}";
}
