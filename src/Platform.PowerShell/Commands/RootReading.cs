using Platform.Manifests;
using Platform.Root;

namespace Platform.PowerShell.Commands;

/// <summary>Reads modules of a root for a cmdlet, and writes what is wrong as its errors and warnings.</summary>
internal static class RootReading
{
    /// <summary>The folders of the modules that are meant; a name that means none is a non-terminating error.</summary>
    public static ModuleSelection Select(PlatformCommand cmdlet, PlatformRoot root, IReadOnlyList<string>? names)
    {
        ModuleFolder[] all;
        try
        {
            all = ModuleFolder.AllOf(root);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            cmdlet.ThrowTerminatingError(Failure.NotReadable(exception, root));
            throw;
        }

        var patterns = new NamePatterns(names);
        foreach (var name in patterns.Missing([.. all.Select(f => f.Name)]))
            cmdlet.WriteError(Failure.ModuleNotFound(UnknownName(root, name), name));
        return new ModuleSelection([.. all.Where(f => patterns.Matches(f.Name))], []);
    }

    /// <summary>The modules of a selection. A bad manifest is one non-terminating error, and the others are read.</summary>
    public static ModuleCatalog Read(PlatformCommand cmdlet, PlatformRoot root, ModuleSelection selection, CancellationToken cancellationToken)
    {
        var catalog = ModuleCatalog.Read(root, selection, cancellationToken);
        Report(cmdlet, catalog.Diagnostics);
        return catalog;
    }

    /// <summary>The hosts of a root; a bad inventory is one non-terminating error.</summary>
    public static RootHosts ReadHosts(PlatformCommand cmdlet, PlatformRoot root, CancellationToken cancellationToken)
    {
        var hosts = RootHosts.Read(root, cancellationToken);
        Report(cmdlet, hosts.Diagnostics);
        return hosts;
    }

    private static void Report(PlatformCommand cmdlet, IReadOnlyList<ManifestDiagnostic> diagnostics)
    {
        foreach (var file in diagnostics.GroupBy(d => d.File, StringComparer.Ordinal))
        {
            ManifestDiagnostic[] errors = [.. file.Where(d => d.Severity is DiagnosticSeverity.Error)];
            if (errors.Length > 0) cmdlet.WriteError(Failure.ManifestInvalid(errors));
            foreach (var warning in file.Where(d => d.Severity is DiagnosticSeverity.Warning)) cmdlet.WriteWarning(warning.ToString());
        }
    }

    // The library's sentence, which proposes the nearest name.
    private static string UnknownName(PlatformRoot root, string name) =>
        ModuleSelection.Of(root, [name], root.Path).Errors is [var sentence] ? sentence : $"no module '{name}' in {root}";
}
