using System.Net;
using System.Net.Sockets;

namespace Platform.EndToEnd.Faults;

/// <summary>
/// A socket of the loopback that takes connections and behaves badly: real ssh on one side, and on the other nothing,
/// or a real sshd.
/// </summary>
internal sealed class FaultySocket : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly Task _accepting;

    private FaultySocket(Func<TcpClient, CancellationToken, Task> serve)
    {
        _listener.Start();
        _accepting = AcceptAsync(serve);
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Connections that were made.</summary>
    public int Connections { get; private set; }

    /// <summary>Says nothing, ever.</summary>
    public static FaultySocket Silent() => new((_, stop) => Task.Delay(Timeout.Infinite, stop));

    /// <summary>Resets each connection once ssh has said what it is.</summary>
    public static FaultySocket Resetting() => new(async (client, stop) =>
    {
        await client.GetStream().ReadExactlyAsync(new byte[4], stop);
        client.Client.Close(0); // not the client's own: that would say good-bye first
    });

    /// <summary>
    /// Sends one byte a second, at half seconds: an ssh whose ConnectTimeout has run down to exactly 0 when a byte comes waits for the
    /// next one without any (kex_exchange_identification of OpenSSH), and then it is the limit of the command that ends it.
    /// </summary>
    public static FaultySocket Dripping() => new(async (client, stop) =>
    {
        await Task.Delay(500, stop);
        while (true)
        {
            await client.GetStream().WriteAsync("S"u8.ToArray(), stop);
            await Task.Delay(1000, stop);
        }
    });

    /// <summary>Passes everything on to a port, and hangs up after so many bytes from there.</summary>
    public static FaultySocket CuttingAfter(int bytes, int port) => new(async (client, stop) =>
    {
        using var server = new TcpClient();
        await server.ConnectAsync(IPAddress.Loopback, port, stop);
        var there = client.GetStream().CopyToAsync(server.GetStream(), stop);
        var buffer = new byte[1024];
        while (bytes > 0 && await server.GetStream().ReadAsync(buffer.AsMemory(0, Math.Min(bytes, buffer.Length)), stop) is > 0 and var count)
        {
            await client.GetStream().WriteAsync(buffer.AsMemory(0, count), stop);
            bytes -= count;
        }

        server.Close();
        client.Close();
        await there.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    });

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task AcceptAsync(Func<TcpClient, CancellationToken, Task> serve)
    {
        List<Task> served = [];
        try
        {
            while (true)
            {
                var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                Connections++;
                served.Add(ServeAsync(client, serve));
            }
        }
        finally
        {
            await Task.WhenAll(served);
        }
    }

    private async Task ServeAsync(TcpClient client, Func<TcpClient, CancellationToken, Task> serve)
    {
        using (client)
        {
            await serve(client, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
