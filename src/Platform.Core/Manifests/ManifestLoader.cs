using System.Runtime.ExceptionServices;

namespace Platform.Manifests;

/// <summary>Loads manifests on all cores, and keeps of each only what the caller asks for.</summary>
internal static class ManifestLoader
{
    /// <returns>One result per folder, in the order of the folders.</returns>
    public static T[] Load<T>(
        RootContext context, IReadOnlyList<ModuleFolder> folders, Func<ModuleFolder, bool> isStrict, Func<LoadedManifest, T> keep,
        CancellationToken cancellationToken)
    {
        var results = new T[folders.Count];
        var last = -1;
        ExceptionDispatchInfo? failure = null;
        // Parallel.For would be compiled anew in each run, and the thread pool started: that takes longer than a small fleet does.
        var helpers = new Thread[Math.Max(0, Math.Min(Environment.ProcessorCount, folders.Count) - 1)];
        for (var i = 0; i < helpers.Length; i++)
        {
            helpers[i] = new Thread(LoadNext) { IsBackground = true };
            helpers[i].Start();
        }

        LoadNext();
        foreach (var helper in helpers) helper.Join();
        failure?.Throw();
        return results;

        void LoadNext()
        {
            try
            {
                while (failure is null && Interlocked.Increment(ref last) is var i && i < results.Length)
                {
                    cancellationToken.ThrowIfCancellationRequested();
                    results[i] = keep(LoadedManifest.Load(context, folders[i], isStrict(folders[i])));
                }
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        }
    }
}
