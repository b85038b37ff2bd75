using Platform.Shell;

namespace Platform.Snapshots.Answers;

/// <summary>What an answer lacks, and can be used without.</summary>
internal static class SnapshotGaps
{
    /// <summary>Whether docker was asked for it, and the time was over before it had answered.</summary>
    public static bool IsSilent(FrameSection? section) => section is null or { IsOverdue: true };

    public static SnapshotGap[] Of(ScriptFrame frame, SnapshotRequest request)
    {
        List<SnapshotGap> gaps = [];
        if (IsSilent(frame["engine"])) gaps.Add(new SnapshotGap(SnapshotPart.Engine, "docker version did not answer in time, and podman would give containers other settings"));
        if (frame["images"] is { IsOverdue: true } || (frame["images"] is null && frame[SnapshotAnswer.ContainersSection] is not null))
            gaps.Add(new SnapshotGap(SnapshotPart.Images, "docker image inspect did not answer in time"));
        if (frame.IsComplete) return [.. gaps];

        gaps.Add(new SnapshotGap(SnapshotPart.Configuration, "the host had not said in time what docker compose makes of its files"));
        if (request.Files.Count > 0) gaps.Add(new SnapshotGap(SnapshotPart.Files, "the host had not said in time what it holds"));
        return [.. gaps];
    }

    public static IEnumerable<SnapshotGap> Of(SnapshotPart part, FoundResources? resources)
    {
        if (resources is not { Lacks: true }) yield break;
        var command = part is SnapshotPart.Networks ? "docker network inspect" : "docker volume inspect";
        yield return new SnapshotGap(part, $"{command} {(resources.IsLate ? "did not answer in time" : "did not tell of each of them")}");
    }
}
