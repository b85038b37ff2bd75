using System.Diagnostics;

namespace Platform.Tests.Root;

/// <summary>A folder with a git repository, and a program that leaves a mark where somebody starts it.</summary>
internal sealed class GitFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platform-git-");

    public GitFolder()
    {
        Path = _folder.CreateSubdirectory("root").FullName;
        File.WriteAllText(Program, $"#!/bin/sh\n: >{Mark}\nexit 1\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        ShellAsync("git init -q").GetAwaiter().GetResult();
    }

    /// <summary>The repository's work tree.</summary>
    public string Path { get; }

    /// <summary>The folder that it lies in.</summary>
    public string Around => _folder.FullName;

    /// <summary>Is there once the program was started.</summary>
    public string Mark => System.IO.Path.Combine(Around, "mark");

    private string Program => System.IO.Path.Combine(Around, "program");

    public Task<string> RunAsync(params string[] words) => ShellAsync("exec git \"$@\"", false, words);

    /// <summary>Runs a script in the work tree; MARK is a command that leaves the mark, MARK_FILE the program.</summary>
    public async Task<string> ShellAsync(string script, bool mayFail = false, params string[] arguments)
    {
        var start = new ProcessStartInfo("sh", ["-c", mayFail ? script : "set -e; " + script, "sh", .. arguments])
        {
            WorkingDirectory = Path, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true,
        };
        foreach (var name in (string[])["GIT_AUTHOR_NAME", "GIT_AUTHOR_EMAIL", "GIT_COMMITTER_NAME", "GIT_COMMITTER_EMAIL"]) start.Environment[name] = "a@b.example";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_TERMINAL_PROMPT"] = "0";
        start.Environment["MARK"] = $": >{Mark}";
        start.Environment["MARK_FILE"] = Program;
        using var process = Process.Start(start) ?? throw new InvalidOperationException("sh did not start");
        process.StandardInput.Close();
        var error = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        if (!mayFail) Assert.True(process.ExitCode == 0, $"{script}: {await error}");
        return output.Trim();
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
