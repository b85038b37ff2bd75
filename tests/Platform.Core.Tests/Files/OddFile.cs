using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net.Sockets;

namespace Platform.Tests.Files;

/// <summary>Makes what is no ordinary file, at a path.</summary>
internal static class OddFile
{
    public static readonly string[] All = ["fifo", "socket", "zero", "folder", "sparse", "dangling", "circle", "link to fifo"];

    /// <summary>A socket takes its file away when it is closed.</summary>
    private static readonly ConcurrentBag<Socket> Open = [];

    public static void Make(string kind, string path)
    {
        switch (kind)
        {
            case "fifo":
                MakePipe(path);
                break;
            case "socket":
                var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                Open.Add(socket);
                socket.Bind(new UnixDomainSocketEndPoint(path));
                break;
            case "zero":
                File.CreateSymbolicLink(path, "/dev/zero");
                break;
            case "folder":
                Directory.CreateDirectory(path);
                break;
            case "sparse":
                using (var file = File.Create(path)) file.SetLength(3L << 30);
                break;
            case "dangling":
                File.CreateSymbolicLink(path, "nowhere");
                break;
            case "circle":
                File.CreateSymbolicLink(path, path);
                break;
            case "link to fifo":
                MakePipe(path + ".pipe");
                File.CreateSymbolicLink(path, path + ".pipe");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }
    }

    private static void MakePipe(string path)
    {
        using var process = Process.Start("mkfifo", [path]);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
