using System.Text.Json.Serialization;
using Platform.Hosts;
using Platform.Json;
using Platform.Snapshots;
using Platform.Text;

namespace Platform.Reporting;

/// <summary>What one look at a host found. Flat for objects, so that it makes a row of a table or a CSV file.</summary>
public sealed record HostReport
{
    /// <summary>Name of the host in the inventory.</summary>
    public required string Host { get; init; }

    /// <summary>True where the host's docker answered. For a recorded host: where its snapshot could be read.</summary>
    public required bool Reachable { get; init; }

    /// <summary>How it was asked; null where it was not.</summary>
    [JsonIgnore]
    public TransportKind? Transport { get; init; }

    /// <summary>True where the state comes from a snapshot file, so that nothing is known about the host now.</summary>
    public required bool Recorded { get; init; }

    /// <summary>When the answer was made, UTC; for a recorded host when its snapshot was.</summary>
    public DateTimeOffset? ObservedAt { get; init; }

    /// <summary>Age of a recorded snapshot; null where the host itself was asked.</summary>
    [JsonPropertyName("snapshotAgeSeconds"), JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? SnapshotAge { get; init; }

    /// <summary>Wall time of the look, connection included.</summary>
    [JsonPropertyName("latencySeconds"), JsonConverter(typeof(SecondsConverter))]
    public TimeSpan Latency { get; init; }

    /// <summary>Host clock minus operator clock, good to a second or two. Null for a recorded host.</summary>
    [JsonPropertyName("clockOffsetSeconds"), JsonConverter(typeof(SecondsConverter))]
    public TimeSpan? ClockOffset { get; init; }

    /// <summary>Version of the Docker Engine; <c>podman 4.3.1</c> where podman stands in its place.</summary>
    [JsonPropertyName("engineVersion")]
    public string? DockerVersion { get; init; }

    /// <summary>Version of Compose v2; null where there is none, or none is known.</summary>
    public string? ComposeVersion { get; init; }

    /// <summary>Why there was no answer.</summary>
    [JsonIgnore]
    public HostFailureReason? Reason => Failure?.Reason;

    /// <summary>The same as a sentence with the way out.</summary>
    [JsonIgnore]
    public string? Message => Failure?.Message;

    /// <summary>What ssh or docker said last, as far as it is known to be no secret, or how to see it.</summary>
    [JsonIgnore]
    public string? Detail => Failure?.Detail;

    /// <summary>The three above, as documents have them.</summary>
    [JsonInclude]
    internal HostReportFailure? Failure { get; init; }

    /// <summary>How the state came to be known, or why it is not, in a few words.</summary>
    public string HowSeen() => this switch
    {
        { Failure: { } failure } => failure.Message,
        { Recorded: true, SnapshotAge: { } age } => $"recorded snapshot, {Age.Of(age)} old",
        _ => "asked now",
    };

    public static HostReport Of(HostObservation observation, DateTimeOffset now) => new()
    {
        Host = observation.Host,
        Reachable = observation.IsReachable,
        Transport = observation.Transport,
        Recorded = observation.IsRecorded,
        ObservedAt = observation.Snapshot?.ObservedAt,
        SnapshotAge = observation.IsRecorded ? now - observation.Snapshot?.ObservedAt : null,
        Latency = observation.Duration,
        ClockOffset = observation.IsRecorded ? null : observation.Snapshot?.ClockOffset,
        DockerVersion = observation.Snapshot?.Engine.DisplayVersion,
        ComposeVersion = observation.Snapshot?.Engine.ComposeVersion,
        Failure = observation.Failure is { } failure ? new HostReportFailure(failure.Reason, failure.Message, failure.Detail) : null,
    };

    public override string ToString() => Reachable ? $"{Host}: reachable" : $"{Host}: {Reason}";
}

/// <summary>Why a host could not be observed, as documents have it.</summary>
/// <param name="Reason">The kind, for programs.</param>
/// <param name="Message">One sentence with the way out.</param>
/// <param name="Detail">What ssh or docker said last, as far as it is known to be no secret; null where nothing was said.</param>
internal sealed record HostReportFailure(HostFailureReason Reason, string Message, string? Detail);
