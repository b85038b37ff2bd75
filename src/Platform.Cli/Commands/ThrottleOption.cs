using System.CommandLine;
using System.Globalization;
using Platform.Snapshots;

namespace Platform.Cli.Commands;

/// <summary><c>--throttle</c>: how many hosts are read at a time.</summary>
internal static class ThrottleOption
{
    public static Option<int> Create() => new("--throttle")
    {
        Description = "How many hosts are read at a time.",
        HelpName = "N",
        DefaultValueFactory = _ => HostObserver.DefaultThrottle,
        CustomParser = result =>
        {
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0) return number;
            result.AddError("--throttle takes a number from 1");
            return HostObserver.DefaultThrottle;
        },
    };
}
