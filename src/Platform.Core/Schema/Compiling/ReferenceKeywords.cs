using Platform.Schema.Evaluating;
using Platform.Schema.Keywords;

namespace Platform.Schema.Compiling;

/// <summary>The core vocabulary: <c>$ref</c> and <c>$dynamicRef</c>.</summary>
internal static class ReferenceKeywords
{
    public static void Add(KeywordSource source, List<SchemaKeyword> keywords)
    {
        if (source.Reference("$ref", out _) is { } target) keywords.Add(new RefKeyword(target));
        if (source.Reference("$dynamicRef", out var anchor) is not { } start) return;
        keywords.Add(anchor is null ? new RefKeyword(start) : new DynamicRefKeyword(anchor, start));
    }
}
