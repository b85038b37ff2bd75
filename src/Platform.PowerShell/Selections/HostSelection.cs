using Platform.Hosts;
using Platform.PowerShell.Commands;
using Platform.Root;

namespace Platform.PowerShell.Selections;

/// <summary>Which hosts of a root are meant by the words a user typed.</summary>
internal static class HostSelection
{
    /// <summary>In the order of the inventory; a name that means none is a non-terminating error.</summary>
    public static List<HostDefinition> Of(PlatformCommand cmdlet, PlatformRoot root, RootHosts hosts, IReadOnlyList<string>? names)
    {
        var patterns = new NamePatterns(names);
        if (hosts.Hosts.Count == 0 && names is not { Count: > 0 }) cmdlet.WriteError(Failure.NoHosts(root));
        List<HostDefinition> chosen = [.. hosts.Hosts.Where(h => patterns.Matches(h.Name))];
        foreach (var name in patterns.Missing([.. hosts.Hosts.Select(h => h.Name)]))
        {
            // Without hosts.yaml every name is a host: the destination for ssh.
            if (hosts.Inventory.Find(name) is { } host) chosen.Add(host);
            else cmdlet.WriteError(Failure.HostNotFound(name, root));
        }

        return chosen;
    }
}
