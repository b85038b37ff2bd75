using Platform.Cli.Commands;

var parsed = PlatformCommand.Create().Parse(args);
var exitCode = await parsed.InvokeAsync();
// Wrong usage is 1 everywhere, but `plan` says with 1 that it found drift.
return parsed.Errors.Count > 0 && parsed.CommandResult.Command.Name == PlanCommand.Name ? PlanCommand.Error : exitCode;
