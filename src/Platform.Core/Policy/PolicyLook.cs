using System.Runtime.CompilerServices;
using Platform.Drift;
using Platform.Manifests;
using Platform.Snapshots;

namespace Platform.Policy;

/// <summary>Looks at the hosts of modules, so that rules can judge what runs as well: one round trip a host, read-only.</summary>
/// <param name="catalog">The modules, and where their hosts are.</param>
/// <param name="hosts">Looks at them.</param>
public sealed class PolicyLook(ModuleCatalog catalog, HostObserver hosts)
{
    /// <summary>Names of the hosts that will be asked.</summary>
    public IReadOnlyList<string> Hosts => catalog.HostsToAsk;

    /// <summary>Yields each host as it answers.</summary>
    /// <param name="throttle">How many hosts are read at a time, 1 and up.</param>
    /// <param name="cancellationToken">Ends every child process before the enumeration throws.</param>
    public async IAsyncEnumerable<HostObservation> ReadAsync(int throttle, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        HostQuestion[] questions = [.. Hosts.Select(host => HostQuestion.Ask(catalog.Inventory, host, DriftCheck.RequestFor(catalog.Modules.Where(m => m.Host == host), root: null)))];
        await foreach (var observation in hosts.ReadAllAsync(questions, throttle, cancellationToken)) yield return observation;
    }
}
