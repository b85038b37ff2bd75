using System.Globalization;
using System.Text.Json;
using Platform.Files;
using Platform.Hosts;
using Platform.Text;

namespace Platform.Snapshots;

/// <summary>Reads the snapshot file of a recorded host, and refuses one that cannot be what this host ran.</summary>
internal static class RecordedSnapshot
{
    /// <summary>The clocks of the machine that took a snapshot and of the one that reads it are not expected to be nearer.</summary>
    private static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <param name="host">A recorded host.</param>
    /// <param name="now">Operator's time.</param>
    public static (HostSnapshot? Snapshot, HostFailure? Failure) Read(HostDefinition host, DateTimeOffset now)
    {
        var path = host.SnapshotPath ?? throw new ArgumentException("a recorded host without a snapshot path", nameof(host));
        var fence = host.SnapshotRoot is { } root ? new FileFence(root) : null;
        var content = OrdinaryFile.Read(path, OrdinaryFile.MostMade, fence);
        if (!content.IsRead) return (null, NotRead(path, content.Refusal!)); // there are no bytes for a reason
        try
        {
            var snapshot = SnapshotFile.Read(content.Bytes);
            return FaultOf(snapshot, host.Name, path, now) is { } fault ? (null, fault) : (snapshot, null);
        }
        catch (UnexpectedContentException exception)
        {
            return (null, new HostFailure(HostFailureReason.SnapshotUnreadable, $"{path} {exception.Message}; {Anew(host.Name, path)}"));
        }
        catch (JsonException exception)
        {
            return (null, new HostFailure(
                HostFailureReason.SnapshotUnreadable,
                $"{path} is not a snapshot; {Anew(host.Name, path)}",
                KnownWords.OfFile(exception)));
        }
    }

    /// <summary>Whether a snapshot can be this host's, taken in the past; null where it can.</summary>
    private static HostFailure? FaultOf(HostSnapshot snapshot, string host, string path, DateTimeOffset now)
    {
        if (snapshot.Host != host)
        {
            return new HostFailure(
                HostFailureReason.SnapshotOfAnotherHost,
                $"{path} is a snapshot of {TerminalText.Clean(snapshot.Host)}, not of {host}; correct the host's snapshot in hosts.yaml, or {Anew(host, path)}");
        }

        return snapshot.ObservedAt <= now + ClockTolerance ? null : new HostFailure(
            HostFailureReason.SnapshotFromFuture,
            string.Create(
                CultureInfo.InvariantCulture,
                $"{path} says that it was taken at {snapshot.ObservedAt.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC, which is to come; check the clock of this machine, or {Anew(host, path)}"));
    }

    private static HostFailure NotRead(string path, FileRefusal refusal) => refusal.IsOfTheFile
        ? new HostFailure(HostFailureReason.SnapshotUnreadable, $"the recorded snapshot {path} {refusal.What}")
        : new HostFailure(HostFailureReason.SnapshotUnreadable, $"the recorded snapshot {path} cannot be read", KnownWords.Own($"it {refusal.What}"));

    private static string Anew(string host, string path) => $"make it again with 'platformctl snapshot {host} --out {path}'";
}
