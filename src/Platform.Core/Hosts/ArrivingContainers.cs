using System.Text;
using Platform.Docker;
using Platform.Shell;

namespace Platform.Hosts;

/// <summary>
/// Reads the containers, by far the longest part of an answer, on another thread while the rest of it is on its way and
/// ssh ends the connection. What came of it is for the same bytes alone, so nothing but time depends on it.
/// </summary>
/// <param name="nonce">What marks the lines of the script that is being answered.</param>
internal sealed class ArrivingContainers(string nonce)
{
    private readonly byte[] _end = Encoding.UTF8.GetBytes($"{ScriptFrame.EndMark(nonce)}{SnapshotAnswer.ContainersSection} ");
    private int _searched;
    private Task<Part?>? _reading;

    /// <summary>Takes all that has arrived so far; each time more of the same, and one call at a time.</summary>
    public void Look(ReadOnlyMemory<byte> output)
    {
        if (_reading is not null) return;
        var end = output.Span[_searched..].IndexOf(_end);
        // The line may have come in part: its beginning not yet, or its exit status.
        _searched = end < 0 ? Math.Max(0, output.Length - _end.Length) : _searched + end;
        if (end >= 0 && output.Span[(_searched + _end.Length)..].Contains((byte)'\n')) _reading = Task.Run(() => Read(output.Span));
    }

    /// <summary>What was read of exactly this section; null where nothing was.</summary>
    public ContainerSnapshot[]? Of(FrameSection? section) =>
        section is not null && _reading?.Result is { } part && part.Payload.AsSpan().SequenceEqual(section.Payload) ? part.Containers : null;

    private Part? Read(ReadOnlySpan<byte> output)
    {
        if (ScriptFrame.Parse(output, nonce)[SnapshotAnswer.ContainersSection] is not { } section) return null;
        try
        {
            return new Part(section.Payload, SnapshotAnswer.ReadContainers(section));
        }
        catch (Exception exception) when (SnapshotAnswer.IsGarbled(exception))
        {
            return null; // it is read once more with the whole answer, and told then
        }
    }

    private sealed record Part(byte[] Payload, ContainerSnapshot[] Containers);
}
