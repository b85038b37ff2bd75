using System.Security.Cryptography;
using System.Text;
using Platform.Hosts;

namespace Platform.Manifests;

/// <summary>The part of a selection that one machine works on.</summary>
/// <param name="Part">Which part.</param>
/// <param name="Selection">Tells selections apart: SHA-256 of the ids and hosts of all modules that were selected, whatever the part.</param>
/// <param name="Hosts">The hosts of the part, by name.</param>
public sealed record ModuleShard(HostShard Part, string Selection, IReadOnlyList<string> Hosts)
{
    /// <param name="part">Which part.</param>
    /// <param name="hosts">The host of each module that was selected, by its id.</param>
    /// <param name="modules">Those of them that are in the part.</param>
    public static ModuleShard Of(HostShard part, IReadOnlyDictionary<string, string> hosts, IEnumerable<PlatformModule> modules) => new(
        part,
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(hosts.Select(module => $"{module.Key}\n{module.Value}\n").Order(StringComparer.Ordinal))))),
        [.. modules.Select(m => m.Host).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)]);

    public override string ToString() => Part.ToString();
}
