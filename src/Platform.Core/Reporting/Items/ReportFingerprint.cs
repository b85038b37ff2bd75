namespace Platform.Reporting.Items;

/// <summary>Keeps the items of a report apart by their fingerprints.</summary>
internal static class ReportFingerprint
{
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
