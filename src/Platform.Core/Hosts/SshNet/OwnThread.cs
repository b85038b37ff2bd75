namespace Platform.Hosts.SshNet;

/// <summary>
/// Runs what blocks for long on a thread that is made for it. On those of the pool, which grows by one or two a second,
/// sixteen hosts would wait for each other.
/// </summary>
internal static class OwnThread
{
    public static Task<T> RunAsync<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach, TaskScheduler.Default);
}
