using System.CommandLine;
using Platform.Hosts;

namespace Platform.Cli.Commands;

/// <summary><c>--shard K/N</c>: the part of the fleet that this machine works on.</summary>
internal static class ShardOption
{
    public static Option<HostShard?> Create() => new("--shard")
    {
        Description = "Only part K of N of the hosts; `platformctl merge` puts the --json of all parts together.",
        HelpName = "K/N",
        CustomParser = result =>
        {
            if (result.Tokens is [{ Value: var text }] && HostShard.TryParse(text, out var shard)) return shard;
            result.AddError($"--shard: {HostShard.Wanted}");
            return null;
        },
    };
}
