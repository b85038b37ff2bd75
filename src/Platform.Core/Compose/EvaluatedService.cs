using Platform.Diagnostics;

namespace Platform.Compose;

/// <summary>A service as its files say it together.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Place">Where its name stands: in the last file that has it.</param>
/// <param name="Value">What they say of it.</param>
/// <param name="Resources">The volumes, networks, configs and secrets of the files.</param>
/// <param name="VolumesFrom">The services whose volumes it has, and where that is said.</param>
/// <param name="Shared">The services whose namespaces it shares: the key, where that is said, and the service.</param>
/// <param name="Lost">One sentence for each part of it that cannot be looked up.</param>
internal sealed record EvaluatedService(
    string Name, SourcePlace Place, ComposeValue Value, ComposeValue Resources, IReadOnlyList<(ComposeValue Said, ComposeValue Service)> VolumesFrom,
    IReadOnlyList<(string Key, ComposeValue Said, ComposeValue Service)> Shared, IReadOnlyList<string> Lost);
