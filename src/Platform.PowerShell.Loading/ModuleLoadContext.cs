using System.Reflection;
using System.Runtime.Loader;

namespace Platform.PowerShell.Loading;

/// <summary>
/// A load context for the module's cmdlets and what they depend on, so that another module's YamlDotNet, loaded before
/// or after, is neither used nor disturbed.
/// </summary>
public sealed class ModuleLoadContext : AssemblyLoadContext
{
    // By folder: a session can hold two versions of the module, and each needs its own assemblies. A context cannot be
    // unloaded while pwsh keeps its types, so an import that comes again is given the one there is.
    private static readonly Dictionary<string, ModuleLoadContext> Contexts = new(StringComparer.Ordinal);
    private static readonly Lock Gate = new();
    private static ModuleLoadContext? s_newest;

    private readonly string _folder;

    private ModuleLoadContext(string folder)
        : base("Platform: " + folder)
    {
        _folder = folder;
        Cmdlets = LoadFromAssemblyPath(Path.Combine(folder, "Platform.PowerShell.dll"));
    }

    /// <summary>The context of the latest import.</summary>
    internal static ModuleLoadContext Newest => s_newest ?? throw new InvalidOperationException("the module is not imported");

    private Assembly Cmdlets { get; }

    /// <summary>The cmdlet assembly of a folder, loaded apart from everything else.</summary>
    /// <param name="folder">Absolute path of the folder with the module's assemblies.</param>
    /// <exception cref="FileNotFoundException">The folder has no cmdlet assembly.</exception>
    public static Assembly Load(string folder)
    {
        var key = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder));
        lock (Gate)
        {
            if (!Contexts.TryGetValue(key, out var context)) Contexts[key] = context = new ModuleLoadContext(key);
            s_newest = context;
            return context.Cmdlets;
        }
    }

    /// <summary>What lies in the folder comes from there; all else, pwsh itself included, from the default context.</summary>
    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var path = Path.Combine(_folder, assemblyName.Name + ".dll");
        return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
    }
}
