using System.CommandLine;
using Platform.Access.Shim;
using Platform.Cli.Output;
using Platform.Diagnostics;
using Platform.Shell;

namespace Platform.Cli.Commands;

/// <summary><c>platformctl access shim</c>: the forced command of a host that may be looked at, and not changed.</summary>
internal static class AccessShimCommand
{
    private const string Socket = "unix://";

    public static Command Create()
    {
        var folder = new Option<string?>("--platform-dir") { Description = "The folder whose compose files may be read: platform_dir of hosts.yaml. Without it none may.", HelpName = "DIR" };
        var engine = new Option<string?>("--docker-host") { Description = "The engine's socket that may be named: docker_host of hosts.yaml.", HelpName = "URL" };
        var bodies = new Option<string[]>("--body") { Description = "SHA-256 of the script of another version that is let in, too; may be given several times.", HelpName = "SHA256" };
        var show = Verb.Flag("--show", "Print the SHA-256 of the script that this version sends and lets in, and run nothing.");
        var command = new Command(
            "shim",
            "The forced command of a host (command= in authorized_keys): takes the read-only script of platformctl from standard input, whole and unaltered, and runs nothing else. Exits as the script does; 4 where nothing ran.")
        {
            folder, engine, bodies, show,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(folder) is { } path && !ShellName.IsAbsolutePath(path)) result.AddError("--platform-dir takes an absolute path of letters, digits and . _ - /");
            if (result.GetValue(engine) is { } url && !(url.StartsWith(Socket, StringComparison.Ordinal) && ShellName.IsAbsolutePath(url[Socket.Length..]))) result.AddError("--docker-host takes a socket: unix:///run/docker.sock");
            if (result.GetValue(bodies) is { } hashes && !hashes.All(ShellName.IsSha256)) result.AddError("--body takes 64 lower-case hex digits, as 'platformctl access shim --show' prints them");
        });
        command.SetWork(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(show))
            {
                Result.WriteLine(ForcedCommand.BodyHash);
                return ExitCodes.Success;
            }

            ShimRules rules = new(parsed.GetValue(folder), parsed.GetValue(engine), parsed.GetValue(bodies) ?? []);
            await using var input = Streams.OpenInput();
            // In the form that the operator's side knows the sentences of a host in.
            return await ForcedCommand.RunAsync(rules, input, message => Messages.Progress("platform: " + message), cancellationToken);
        });
        return command;
    }
}
