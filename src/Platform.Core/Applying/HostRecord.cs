using System.Globalization;
using System.Text;

namespace Platform.Applying;

/// <summary>What a host remembers of a plan: which steps were started and done there, whoever was listening.</summary>
internal sealed class HostRecord
{
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);

    public bool IsFinished { get; private set; }

    public bool HasBegun(int change) => _begun.Contains(StepOf(change));

    /// <summary>True where putting it back was started: that has to be brought to its end.</summary>
    public bool IsBeingUndone(int change) => _begun.Contains(UndoOf(change));

    public static string StepOf(int change) => change.ToString(CultureInfo.InvariantCulture);

    public static string UndoOf(int change) => "undo-" + StepOf(change);

    /// <summary>
    /// Reads a record; null is an empty one. A line that was cut by a full disk counts as not written. What came of a
    /// step, and whether it is to be made at all, only the step itself asks, on the host.
    /// </summary>
    public static HostRecord Parse(byte[]? content)
    {
        var record = new HostRecord();
        foreach (var line in Encoding.UTF8.GetString(content ?? []).Split('\n'))
        {
            switch (line.Split(' '))
            {
                case ["begun", var step]:
                    record._begun.Add(step);
                    break;
                case ["finished"]:
                    record.IsFinished = true;
                    break;
            }
        }

        return record;
    }
}
