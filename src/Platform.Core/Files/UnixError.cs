namespace Platform.Files;

/// <summary>The numbers of <c>errno</c> that have a sentence of their own.</summary>
internal static class UnixError
{
    public const int NotPermitted = 1;
    public const int NotThere = 2;
    public const int AccessDenied = 13;
    public const int NotAFolder = 20;

    /// <summary><c>ELOOP</c>, one of the few that Linux and macOS number differently.</summary>
    public static readonly int TooManyLinks = OperatingSystem.IsMacOS() ? 62 : 40;
}
