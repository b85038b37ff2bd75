using System.Security.Cryptography;
using System.Text;

namespace Platform.Reporting.Items;

/// <summary>
/// Tells a finding in two runs: SHA-256 of rule or code, module and subject, as <see cref="Policy.PolicyFinding.Fingerprint"/> has it. Line, message and
/// values are no part of it: a line moves, and a tag that drifts further is the same drift.
/// </summary>
internal static class ReportFingerprint
{
    public static string Of(string code, string? module, string subject) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{code}\n{module}\n{subject}")));

    /// <summary>
    /// The items, each with its own fingerprint: where a check says the same of one subject twice, the second and further ones are numbered. Their
    /// order is that of the check, which is stable.
    /// </summary>
    public static IEnumerable<ReportItem> Distinct(IEnumerable<ReportItem> items)
    {
        HashSet<string> seen = new(StringComparer.Ordinal);
        Dictionary<string, int> times = new(StringComparer.Ordinal);
        foreach (var item in items)
        {
            var (own, key) = (item, item.Fingerprint);
            while (!seen.Add(own.Fingerprint))
            {
                times[key] = times.GetValueOrDefault(key, 1) + 1;
                own = item with { Subject = $"{item.Subject} #{times[key]}" };
            }

            yield return own;
        }
    }
}
