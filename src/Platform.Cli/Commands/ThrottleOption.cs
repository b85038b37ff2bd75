using System.CommandLine;
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
            if (result.GetValueOrDefault<int>() < 1) result.AddError("--throttle takes a number from 1");
        });
        return option;
    }
}
