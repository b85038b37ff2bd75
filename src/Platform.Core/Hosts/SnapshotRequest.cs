namespace Platform.Hosts;

/// <summary>What one round trip asks of a host.</summary>
/// <param name="Projects">Compose projects whose containers are wanted.</param>
/// <param name="ContainerNames">
/// Names wanted wherever they belong, so that a container found by name whose labels disagree can be told.
/// </param>
/// <param name="WithComposeVersion">Asks for Compose's version too, which costs one more process on the host.</param>
public sealed record SnapshotRequest(
    IReadOnlyList<string> Projects, IReadOnlyList<string> ContainerNames, bool WithComposeVersion = false)
{
    /// <summary>Asks for the engine alone: is it there, and which versions.</summary>
    public static SnapshotRequest Probe { get; } = new([], [], WithComposeVersion: true);
}
