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
        var options = new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        Parallel.For(0, folders.Count, options, i =>
            results[i] = keep(LoadedManifest.Load(context, folders[i], isStrict(folders[i]))));
        return results;
    }
}
