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
        // Parallel.For would be compiled anew in each run, which takes longer than a small fleet does.
        var helpers = new Task[Math.Max(0, Math.Min(Environment.ProcessorCount, folders.Count) - 1)];
        for (var i = 0; i < helpers.Length; i++) helpers[i] = Task.Run(LoadNext, cancellationToken);
        LoadNext();
        Task.WaitAll(helpers, cancellationToken);
        return results;

        void LoadNext()
        {
            while (Interlocked.Increment(ref last) is var i && i < results.Length)
            {
                cancellationToken.ThrowIfCancellationRequested();
                results[i] = keep(LoadedManifest.Load(context.Root, folders[i], isStrict(folders[i])));
            }
        }
    }
}
