using System.CommandLine;
using System.Globalization;
using Platform.Hosts;

namespace Platform.Cli.Commands;

/// <summary><c>--throttle</c>: how many hosts are read at a time.</summary>
internal static class ThrottleOption
{
    public static Option<int> Create()
    {
        var option = new Option<int>("--throttle")
        {
            Description = "How many hosts are read at a time.",
            HelpName = "N",
            DefaultValueFactory = _ => HostReader.DefaultThrottle,
        };
        option.Validators.Add(result =>
        {
            // What is no number at all has been said already, and cannot be got.
            if (result.Tokens is [{ Value: var text }] && int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number < 1) result.AddError("--throttle takes a number from 1");
        });
        return option;
    }
}
