using Platform.Access.Catalog;
using Platform.Diagnostics;
using Platform.Hosts;
using Platform.Manifests;
using Platform.PowerShell.Commands;
using Platform.Root;

namespace Platform.PowerShell.Selections;

/// <summary>Reads modules of a root for a cmdlet, and writes what is wrong as its errors and warnings.</summary>
internal static class RootReading
{
    /// <summary>
    /// The folders of the modules that are meant. A name that means none is a non-terminating error, and so is a root without modules, and, for a
    /// cmdlet that judges them, a wildcard that leaves none: nothing was judged.
    /// </summary>
    /// <param name="cmdlet">Whose errors they are.</param>
    /// <param name="root">The root.</param>
    /// <param name="names">Names, with or without wildcards; none means all.</param>
    /// <param name="judges">Whether the cmdlet says of modules that they are as they should be.</param>
    public static ModuleSelection Select(PlatformCommand cmdlet, PlatformRoot root, IReadOnlyList<string>? names, bool judges)
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
        if (all.Length > 0)
            foreach (var name in patterns.Missing([.. all.Select(f => f.Name)]))
                cmdlet.WriteError(Failure.ModuleNotFound(UnknownName(root, name), name));
        ModuleFolder[] chosen = [.. all.Where(f => patterns.Matches(f.Name))];
        if (all.Length == 0) cmdlet.WriteError(Failure.NoModules(root));
        else if (judges && chosen.Length == 0 && names is { Count: > 0 } && !patterns.Missing([]).Any()) cmdlet.WriteError(Failure.NoModuleMatches(names, root));
        return new ModuleSelection(chosen, []);
    }

    /// <summary>
    /// The modules of a selection. A bad manifest is one non-terminating error, and the others are read. A bad inventory ends the call: of which host a
    /// module is would be a guess.
    /// </summary>
    public static ModuleCatalog Read(PlatformCommand cmdlet, PlatformRoot root, ModuleSelection selection, CancellationToken cancellationToken, HostShard? shard = null)
    {
        var catalog = ModuleCatalog.Read(root, selection, cancellationToken, shard: shard);
        Report(cmdlet, catalog.Diagnostics);
        return catalog;
    }

    /// <summary>The hosts of a root; a bad inventory ends the call.</summary>
    public static RootHosts ReadHosts(PlatformCommand cmdlet, PlatformRoot root, CancellationToken cancellationToken)
    {
        var hosts = RootHosts.Read(root, cancellationToken);
        Report(cmdlet, hosts.Diagnostics);
        return hosts;
    }

    /// <summary>The capabilities of a root; files of access, or an inventory, with errors end the call.</summary>
    public static CapabilityCatalog ReadCapabilities(PlatformCommand cmdlet, PlatformRoot root)
    {
        var catalog = CapabilityCatalog.Load(root);
        Diagnostic[] errors = [.. catalog.Diagnostics.Where(d => d.Severity is DiagnosticSeverity.Error)];
        if (errors.Length > 0) cmdlet.ThrowTerminatingError(errors[0].File == root.Relative(root.HostsPath) ? Failure.InventoryInvalid(errors) : Failure.CatalogInvalid(errors));
        return catalog;
    }

    private static void Report(PlatformCommand cmdlet, IReadOnlyList<Diagnostic> diagnostics)
    {
        Diagnostic[] ofInventory = [.. diagnostics.Where(d => d is { Module: null, Severity: DiagnosticSeverity.Error })];
        if (ofInventory.Length > 0) cmdlet.ThrowTerminatingError(Failure.InventoryInvalid(ofInventory));
        foreach (var file in diagnostics.GroupBy(d => d.File, StringComparer.Ordinal))
        {
            Diagnostic[] errors = [.. file.Where(d => d.Severity is DiagnosticSeverity.Error)];
            if (errors.Length > 0) cmdlet.WriteError(Failure.ManifestInvalid(errors));
            foreach (var warning in file.Where(d => d.Severity is DiagnosticSeverity.Warning)) cmdlet.WriteWarning(warning.ToString());
            foreach (var information in file.Where(d => d.Severity is DiagnosticSeverity.Information)) cmdlet.WriteVerbose(information.ToString());
        }
    }

    // The library's sentence, which proposes the nearest name.
    private static string UnknownName(PlatformRoot root, string name) =>
        ModuleSelection.Of(root, [name], root.Path).Errors is [var sentence] ? sentence : $"no module '{name}' in {root}";
}
