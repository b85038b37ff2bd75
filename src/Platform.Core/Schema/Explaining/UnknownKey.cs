using Platform.Schema.Documents;
using Platform.Text;
using Platform.Yaml;

namespace Platform.Schema.Explaining;

/// <summary>A key that a schema does not know, with the known one that was probably meant.</summary>
internal static class UnknownKey
{
    public static void Explain(string keyword, YamlEntry entry, YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var known = SchemaShape.KnownKeys(owner);
        var (advice, suggestion) = Advise(entry.Key, known, instance, owner);
        var place = explanation.Path.ToPointer().Length == 0 ? "here" : $"in {explanation.Path.Subject}";
        explanation.AddSentence(
            owner,
            keyword,
            entry.KeyPosition,
            $"`{TextExcerpt.Of(entry.Key)}` is not a known key {place}.{advice}",
            suggestion,
            entry.Key);
    }

    private static (string Advice, string? Suggestion) Advise(
        string key, IReadOnlyCollection<string> known, YamlNode instance, SchemaNode owner)
    {
        if (key == "<<")
            return (" Merge keys are not part of YAML 1.2; write the keys out, or use an alias for a whole value.", null);

        // A key that is there already was not misspelt a second time.
        var nearest = NearestName.Find(key, known.Where(name => !instance.TryGet(name, out _)));
        if (nearest is not null) return (Wording.DidYouMean(nearest), nearest);

        foreach (var name in known)
        {
            if (SchemaShape.Property(owner, name) is { } inner && SchemaShape.KnownKeys(inner).Contains(key, StringComparer.Ordinal))
                return ($" It belongs into `{name}`.", $"{name}.{key}");
        }

        if (known.Count == 0) return ("", null);
        var names = known.Select(name => $"`{TextExcerpt.Of(name)}`").ToArray();
        return ($" {(names.Length == 1 ? "The known key is" : "Known keys are")} {Wording.List(names, " and ")}.", null);
    }
}
