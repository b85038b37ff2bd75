using Platform.Cli.Output;
using Platform.Drift;
using Platform.Manifests;
using Platform.Reporting;
using Platform.Root;
using Platform.Snapshots;

namespace Platform.Cli.Commands;

/// <summary>Looks at the hosts of a catalog for a verb that judges more than drift.</summary>
internal static class FleetLook
{
    /// <param name="catalog">The modules.</param>
    /// <param name="withOrphans">Whether containers that no module declares are to be told, where all modules of the root are known.</param>
    /// <param name="throttle">How many hosts at a time.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    public static async Task<HostsLook> ReadAsync(ModuleCatalog catalog, bool withOrphans, int throttle, CancellationToken cancellationToken)
    {
        var time = TimeProvider.System;
        using var progress = new ProgressLine(catalog.HostsToAsk.Count);
        progress.Show();
        List<HostReport> hosts = [];
        List<ModuleDrift> modules = [];
        List<ModuleDrift> undeclared = [];
        var reader = new DriftCheck(catalog.Inventory, new HostObserver(time, Trust.OfUser(), sending: (host, _) => progress.Asked(host)), time);
        var areWholeFleet = withOrphans && catalog.IsWholeFleet;
        await foreach (var host in reader.ReadAsync(catalog.Modules, areWholeFleet, throttle, cancellationToken, fleet: () => catalog.Fleet))
        {
            if (host.Observation is { } observation)
            {
                progress.Answered(observation.Host);
                progress.Hide();
                Messages.Failure(observation);
                hosts.Add(HostReport.Of(observation, time.GetUtcNow()));
            }

            modules.AddRange(host.Modules);
            undeclared.AddRange(host.Undeclared);
            progress.Show();
        }

        return new HostsLook(modules, [.. hosts.OrderBy(host => host.Host, StringComparer.Ordinal)]) { Undeclared = undeclared };
    }
}
