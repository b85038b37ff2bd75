namespace Platform.Policy;

/// <summary>Texts that only keep a place: what a tool could not know and wrote down as <c>TODO: …</c> counts as missing.</summary>
internal static class Placeholder
{
    public static bool Is(string? text) => string.IsNullOrWhiteSpace(text) || text.TrimStart().StartsWith("TODO", StringComparison.OrdinalIgnoreCase);
}
