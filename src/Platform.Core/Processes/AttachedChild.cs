using System.ComponentModel;
using System.Diagnostics;

namespace Platform.Processes;

/// <summary>
/// A child in the place of this process: standard output and error are this process's own, and so is standard input, unless something
/// is to be written to it first. No shell stands between.
/// </summary>
internal sealed class AttachedChild : IDisposable
{
    private readonly Process _process;

    private AttachedChild(Process process) => _process = process;

    public int Id => _process.Id;

    public bool HasExited => _process.HasExited;

    /// <summary>The child's exit code: 128 and the signal's number where a signal ended it, as shells say it.</summary>
    public int ExitCode => _process.ExitCode;

    /// <summary>What it prints, line by line; null where it prints to this process's own output.</summary>
    public StreamReader? Output { get; private init; }

    /// <summary>Starts it.</summary>
    /// <param name="command">What to run.</param>
    /// <param name="input">What it reads from standard input before the end of it; null for this process's own input.</param>
    /// <param name="isCaptured">Whether its standard output is read by the caller.</param>
    /// <param name="fault">Why it was not started.</param>
    public static AttachedChild? Start(ChildCommand command, byte[]? input, bool isCaptured, out string? fault)
    {
        var searchPath = Environment.GetEnvironmentVariable("PATH");
        fault = null;
        if (ProgramPath.Find(command.Program, searchPath) is not { } file)
        {
            fault = $"{command.Program} is in no absolute folder of PATH";
            return null;
        }

        var process = new Process { StartInfo = command.StartInfo(file, searchPath) };
        process.StartInfo.RedirectStandardInput = input is not null;
        process.StartInfo.RedirectStandardOutput = isCaptured;
        try
        {
            process.Start();
        }
        catch (Win32Exception exception)
        {
            fault = exception.Message;
            process.Dispose();
            return null;
        }

        RunningChildren.Add(process);
        if (input is not null) Write(process, input);
        return new AttachedChild(process) { Output = isCaptured ? process.StandardOutput : null };
    }

    public Task WaitAsync(CancellationToken cancellationToken) => _process.WaitForExitAsync(cancellationToken);

    public void Dispose()
    {
        RunningChildren.Remove(_process);
        _process.Dispose();
    }

    private static void Write(Process process, byte[] input)
    {
        try
        {
            process.StandardInput.BaseStream.Write(input);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // It went away without reading; its exit status says why.
        }
    }
}
