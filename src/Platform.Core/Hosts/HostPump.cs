using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Platform.Hosts;

/// <summary>Works on several hosts at a time, and yields each result as soon as it is there.</summary>
internal static class HostPump
{
    /// <param name="items">The hosts, or what is to be done on each.</param>
    /// <param name="throttle">How many at a time, 1 and up.</param>
    /// <param name="work">Done once for each. What it throws ends the work on all others, and the enumeration throws it.</param>
    /// <param name="cancellationToken">Ends the work on every host before the enumeration throws. So does leaving the enumeration.</param>
    /// <returns>The results in order of arrival.</returns>
    public static async IAsyncEnumerable<TResult> RunAsync<TItem, TResult>(
        IReadOnlyList<TItem> items, int throttle, Func<TItem, CancellationToken, Task<TResult>> work, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(throttle, 1);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var channel = Channel.CreateUnbounded<TResult>();
        var working = WorkAsync(channel.Writer);
        try
        {
            await foreach (var result in channel.Reader.ReadAllAsync(CancellationToken.None)) yield return result;
            await working;
            // Ctrl+C goes to ssh as well, which may end before this process has heard of it.
            cancellationToken.ThrowIfCancellationRequested();
        }
        finally
        {
            if (!working.IsCompleted) await stop.CancelAsync();
            await working.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        async Task WorkAsync(ChannelWriter<TResult> writer)
        {
            try
            {
                ParallelOptions options = new() { MaxDegreeOfParallelism = throttle, CancellationToken = stop.Token };
                await Parallel.ForEachAsync(items, options, async (item, token) => await writer.WriteAsync(await work(item, token), token));
            }
            finally
            {
                writer.Complete();
            }
        }
    }
}
