using System.Runtime.ExceptionServices;

namespace Platform.Manifests;

/// <summary>Loads manifests on several threads, and keeps of each only what the caller asks for.</summary>
internal static class ManifestLoader
{
    /// <summary>How many one thread takes at once, where there are that many.</summary>
    private const int MostAtOnce = 32;

    /// <returns>One result per folder, in the order of the folders.</returns>
    public static T[] Load<T>(
        RootContext context, IReadOnlyList<ModuleFolder> folders, Func<ModuleFolder, bool> isStrict, Func<LoadedManifest, T> keep,
        int threads, CancellationToken cancellationToken)
    {
        var results = new T[folders.Count];
        // Neighbours tend to name the same compose file, which one thread would read while the other waits for it.
        var atOnce = Math.Clamp(folders.Count / (threads * 4), 1, MostAtOnce);
        var taken = 0;
        ExceptionDispatchInfo? failure = null;
        // Parallel.For would be compiled anew in each run, and the thread pool started: that takes longer than a small fleet does.
        var helpers = new Thread[Math.Max(0, Math.Min(threads, folders.Count) - 1)];
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
                while (failure is null && Interlocked.Add(ref taken, atOnce) - atOnce is var first && first < results.Length)
                {
                    for (var i = first; i < Math.Min(first + atOnce, results.Length); i++)
                    {
                        cancellationToken.ThrowIfCancellationRequested();
                        results[i] = keep(LoadedManifest.Load(context, folders[i], isStrict(folders[i])));
                    }
                }
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        }
    }
}
