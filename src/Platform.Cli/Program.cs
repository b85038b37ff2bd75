using Platform.Cli.Commands;

return await PlatformCommand.Parse(args).InvokeAsync();
