using Platform.Manifests;
using Platform.Root;

namespace Platform.PowerShell.Completion;

/// <summary>Names of modules: those of their folders. The tooltip of the first ones says what each is, on which host and in which tier.</summary>
public sealed class ModuleNameCompleter : RootCompleter
{
    /// <summary>A manifest is read for each; who sees more names than this goes on typing.</summary>
    private const int MostRead = 50;

    private protected override IEnumerable<Candidate> Candidates(PlatformRoot root, Func<string, bool> isMeant)
    {
        ModuleFolder[] folders = [.. ModuleFolder.AllOf(root).Where(folder => isMeant(folder.Name))];
        var about = AboutOf(root, folders[..Math.Min(folders.Length, MostRead)]);
        return folders.Select(folder => new Candidate(folder.Name, about.GetValueOrDefault(folder.Name)));
    }

    private static Dictionary<string, string> AboutOf(PlatformRoot root, ModuleFolder[] folders)
    {
        Dictionary<string, string> about = new(StringComparer.Ordinal);
        if (folders.Length == 0) return about;
        try
        {
            foreach (var module in ModuleCatalog.Read(root, new ModuleSelection(folders, []), CancellationToken.None).Modules)
                about[Path.GetFileName(Path.GetDirectoryName(module.Path)) ?? module.Id] = $"{module.Name}: host {module.Host}, tier {module.Tier}";
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The names are there without manifests.
        }

        return about;
    }
}
