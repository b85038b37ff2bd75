using System.Runtime.ExceptionServices;

namespace Platform.Manifests;

/// <summary>Loads manifests on several threads, and keeps of each only what the caller asks for.</summary>
internal static class ManifestLoader
{
    /// <returns>One result per folder, in the order of the folders.</returns>
    public static T[] Load<T>(
        RootContext context, IReadOnlyList<ModuleFolder> folders, Func<ModuleFolder, bool> isStrict, Func<LoadedManifest, T> keep, CancellationToken cancellationToken)
    {
        var results = new T[folders.Count];
        ParallelOptions options = new() { MaxDegreeOfParallelism = Environment.ProcessorCount, CancellationToken = cancellationToken };
        try
        {
            Parallel.For(0, results.Length, options, i => results[i] = keep(LoadedManifest.Load(context, folders[i], isStrict(folders[i]))));
        }
        catch (AggregateException exception)
        {
            ExceptionDispatchInfo.Throw(exception.InnerExceptions[0]); // as if one thread had loaded them all
        }

        return results;
    }
}
