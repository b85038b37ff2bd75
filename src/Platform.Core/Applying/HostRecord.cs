using System.Globalization;
using System.Text;

namespace Platform.Applying;

/// <summary>What a host remembers of a plan: which steps were begun and done there, whoever was listening.</summary>
internal sealed class HostRecord
{
    private readonly HashSet<string> _begun = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _done = new(StringComparer.Ordinal);

    public bool IsFinished { get; private set; }

    public bool IsEmpty => _begun.Count == 0 && !IsFinished;

    /// <summary>True where a rollback was begun: it has to be brought to its end.</summary>
    public bool IsBeingUndone => _begun.Any(step => step.StartsWith("undo-", StringComparison.Ordinal));

    public bool HasBegun(int change) => _begun.Contains(StepOf(change));

    public bool HasDone(int change) => _done.TryGetValue(StepOf(change), out var status) && status == 0;

    public static string StepOf(int change) => change.ToString(CultureInfo.InvariantCulture);

    public static string UndoOf(int change) => "undo-" + StepOf(change);

    /// <summary>Reads a record; null is an empty one. A line that was cut by a full disk counts as not written.</summary>
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
                case ["done", var step, var status] when int.TryParse(status, NumberStyles.None, CultureInfo.InvariantCulture, out var number):
                    record._done[step] = number;
                    break;
                case ["finished"]:
                    record.IsFinished = true;
                    break;
            }
        }

        return record;
    }
}
