using System.Text;
using Platform.Files;
using Platform.Processes;
using Platform.Shell;

namespace Platform.Access.Backings;

/// <summary>
/// The <c>ssh</c> of a session: the same program, with a configuration that names the session's hosts and its agent. It offers no key of
/// the operator's and goes through no connection that the operator has kept, whatever <c>~/.ssh/config</c> says.
/// </summary>
internal static class SessionSsh
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerRuns = OwnerOnly | UnixFileMode.UserExecute;

    /// <summary>Programs that reach hosts by ssh, and take a configuration by <c>-F</c>.</summary>
    private static readonly string[] Programs = ["ssh", "scp", "sftp"];

    /// <summary>Writes them into a folder of the session.</summary>
    /// <returns>The folder to put in front of PATH.</returns>
    /// <exception cref="IOException">They cannot be written.</exception>
    public static string Write(string folder, string socket, IReadOnlyList<SshRoute> routes)
    {
        var configuration = Path.Combine(folder, "ssh_config");
        AtomicFile.Write(configuration, Encoding.UTF8.GetBytes(Configuration(socket, routes)), mode: OwnerOnly);
        var programs = Path.Combine(folder, "bin");
        AtomicFile.MakePrivateFolder(programs);
        var searchPath = Environment.GetEnvironmentVariable("PATH");
        foreach (var name in Programs)
        {
            if (ProgramPath.Find(name, searchPath) is not { } program) continue;
            // What stands on the command line comes before every file, one that the caller names with -F too.
            ShellText script = $"""
                #!/bin/sh
                exec {ShellWord.Quoted(program)} -F {ShellWord.Quoted(configuration)} -o ControlMaster=no -o ControlPath=none -o ForwardAgent=no -o IdentityAgent={ShellWord.Quoted(socket)} "$@"

                """;
            AtomicFile.Write(Path.Combine(programs, name), Encoding.UTF8.GetBytes(script.ToString()), mode: OwnerRuns);
        }

        return programs;
    }

    /// <summary>The first value of a word counts (ssh_config(5)), so that the hosts' own lines come first.</summary>
    private static string Configuration(string socket, IReadOnlyList<SshRoute> routes)
    {
        StringBuilder text = new();
        foreach (var route in routes)
        {
            text.Append("Host ").AppendJoin(' ', route.Names).Append('\n');
            foreach (var line in route.Lines) text.Append("  ").Append(line).Append('\n');
        }

        return text.Append($"""
            Host *
              IdentityAgent {socket}
              IdentityFile none
              BatchMode yes
              PasswordAuthentication no
              KbdInteractiveAuthentication no

            """).ToString();
    }
}
