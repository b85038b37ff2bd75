namespace Platform.Docker;

/// <summary>A published port in Compose's short form, so that both sides can be compared as text.</summary>
internal static class PublishedPort
{
    /// <param name="hostIp">Address on the host; empty for all.</param>
    /// <param name="hostPort">Port or range on the host; empty or 0 where the engine chooses.</param>
    /// <param name="target">Port in the container with its protocol: <c>80/tcp</c>.</param>
    public static string Format(string? hostIp, string? hostPort, string target)
    {
        var ip = string.IsNullOrEmpty(hostIp) ? "" : hostIp.Contains(':', StringComparison.Ordinal) ? $"[{hostIp}]:" : hostIp + ":";
        return $"{ip}{(hostPort is null or "0" ? "" : hostPort)}:{target}";
    }
}
