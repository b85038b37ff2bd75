using Platform.Manifests;

namespace Platform.Reporting;

/// <summary>Which part of a fleet a document is about. Documents of all parts can be merged: <c>platformctl merge</c>.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Count">How many parts there are.</param>
/// <param name="Selection">Tells selections apart: parts of one fleet have the same 64 hex digits.</param>
/// <param name="Hosts">The hosts of this part, by name; none in an empty part.</param>
public sealed record ShardReport(int Number, int Count, string Selection, IReadOnlyList<string> Hosts)
{
    public static ShardReport? Of(ModuleShard? shard) => shard is null ? null : new ShardReport(shard.Part.Number, shard.Part.Count, shard.Selection, shard.Hosts);

    public override string ToString() => $"{Number}/{Count}";
}
