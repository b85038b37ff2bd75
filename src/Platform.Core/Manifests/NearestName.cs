namespace Platform.Manifests;

/// <summary>PLACEHOLDER until the schema branch's one is merged.</summary>
internal static class NearestName
{
    public static string? Of(string word, IEnumerable<string> names) => null;
}
