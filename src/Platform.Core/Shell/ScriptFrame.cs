using System.Globalization;
using System.Text;
using Platform.Text;

namespace Platform.Shell;

/// <summary>
/// The answer of a script that frames what it prints, cut into its sections. Whatever stands before, between and after
/// the marked lines (a banner, the message of the day) is left out.
/// </summary>
internal sealed class ScriptFrame
{
    /// <summary>
    /// The shell functions that print a frame, <c>begin NAME</c>, <c>end NAME STATUS</c> and <c>complete</c>. The script sets
    /// <c>nonce</c> first.
    /// </summary>
    public const string Functions = """
        begin() { printf '\n%s begin %s\n' "$nonce" "$1"; }
        end() { printf '\n%s end %s %s\n' "$nonce" "$1" "$2"; }
        complete() { printf '%s done\n' "$nonce"; }
        """;

    private readonly List<FrameSection> _sections = [];

    /// <summary>True where every section is whole and the script said, after the last, that it came to its end.</summary>
    public bool IsComplete { get; private set; }

    /// <summary>The first section of that name.</summary>
    public FrameSection? this[string name] => _sections.Find(s => s.Name == name);

    /// <summary>All sections of that name, in their order.</summary>
    public IEnumerable<FrameSection> All(string name) => _sections.Where(s => s.Name == name);

    /// <summary>A mark for the lines of one frame; random, so that no output of a command can pass for one.</summary>
    /// <remarks>Random bits of the system all the same, without loading the cryptography library before the first host is asked.</remarks>
    public static string NewNonce() => $"platform-{Guid.NewGuid():N}";

    /// <summary>Reads the bytes that came from the host. Never throws: what is missing is simply not there.</summary>
    public static ScriptFrame Parse(ReadOnlySpan<byte> output, string nonce)
    {
        var begin = Encoding.UTF8.GetBytes($"\n{nonce} begin ");
        var end = Encoding.UTF8.GetBytes($"\n{nonce} end ");
        var done = Encoding.UTF8.GetBytes($"\n{nonce} done\n");

        var frame = new ScriptFrame();
        while (output.IndexOf(begin) is >= 0 and var start)
        {
            output = output[(start + begin.Length)..];
            var nameEnd = output.IndexOf((byte)'\n');
            if (nameEnd < 0) return frame;
            var name = Encoding.UTF8.GetString(output[..nameEnd]);
            // The line break stays: an empty payload is closed by the break that opened it.
            output = output[nameEnd..];

            var stop = output.IndexOf(end);
            if (stop < 0) return frame;
            var payload = stop == 0 ? [] : output[1..stop];
            output = output[(stop + end.Length)..];
            var lineEnd = output.IndexOf((byte)'\n');
            // A section within a section has lost its end, and taken the next one's.
            if (lineEnd < 0 || payload.IndexOf(begin) >= 0 || !frame.TryAdd(name, payload, Encoding.UTF8.GetString(output[..lineEnd]))) return frame;
            output = output[lineEnd..];
        }

        frame.IsComplete = output.IndexOf(done) >= 0;
        return frame;
    }

    private bool TryAdd(string name, ReadOnlySpan<byte> payload, string trailer)
    {
        if (!trailer.StartsWith(name + " ", StringComparison.Ordinal) ||
            !int.TryParse(trailer.AsSpan(name.Length + 1), NumberStyles.None, CultureInfo.InvariantCulture, out var status))
        {
            return false;
        }

        _sections.Add(new FrameSection(name, payload.ToArray(), status));
        return true;
    }
}

/// <param name="Name">What it was opened as; there may be several of one name.</param>
/// <param name="Payload">What the command printed, output and errors together.</param>
/// <param name="Status">Its exit status; 127 where it is not installed.</param>
internal sealed record FrameSection(string Name, byte[] Payload, int Status)
{
    /// <summary>
    /// Whether it was ended as its time was over: 124 by <c>timeout</c>; 137 and 143, a shell's words for SIGKILL and SIGTERM,
    /// by the <c>timeout</c> that kills itself with its children, and by busybox's.
    /// </summary>
    public bool IsOverdue => Status is 124 or 137 or 143;

    public RawText Printed => RawText.OfUtf8(Payload);
}
