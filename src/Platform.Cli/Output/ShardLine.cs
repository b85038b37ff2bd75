using Platform.Reporting;

namespace Platform.Cli.Output;

/// <summary>Which part of a fleet a result is about, in a line.</summary>
internal static class ShardLine
{
    private const int Named = 5;

    public static string Of(ShardReport shard) => shard.Hosts.Count switch
    {
        0 => $"shard {shard}: no host is in it",
        <= Named => $"shard {shard}: {string.Join(", ", shard.Hosts)}",
        _ => $"shard {shard}: {shard.Hosts.Count} hosts",
    };
}
