namespace Platform.Docker;

/// <summary>A network, ipc or pid mode that is another container's: <c>service:x</c> in a compose file, <c>container:x</c> there and in the engine.</summary>
internal static class SharedMode
{
    public const string OfService = "service:";
    public const string OfContainer = "container:";

    public static bool Is(string? mode) => mode is not null && (mode.StartsWith(OfService, StringComparison.Ordinal) || IsOfContainer(mode));

    /// <summary>As the engine writes it.</summary>
    public static bool IsOfContainer(string mode) => mode.StartsWith(OfContainer, StringComparison.Ordinal);
}
