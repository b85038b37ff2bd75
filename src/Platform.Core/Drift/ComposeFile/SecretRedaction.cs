using System.Text.RegularExpressions;

namespace Platform.Drift.ComposeFile;

/// <summary>
/// Takes what may be a secret out of a line of a compose file: values of variables (names in capitals), of keys and
/// options that sound like secrets, credentials in URLs, and long random-looking words. Rather too much than too little.
/// </summary>
internal static partial class SecretRedaction
{
    private const string Mask = "…";

    public static string Redact(string line)
    {
        line = Variable().Replace(line, "${kept}" + Mask);
        line = SecretKey().Replace(line, "${kept}" + Mask);
        line = SecretOption().Replace(line, "${kept}" + Mask);
        line = UserInformation().Replace(line, "${kept}" + Mask + "@");
        return RandomWord().Replace(line, Mask);
    }

    // POSTGRES_PASSWORD: x, - POSTGRES_PASSWORD=x
    [GeneratedRegex("""^(?<kept>\s*(?:-\s+)?["']?[A-Z][A-Z0-9_]*["']?\s*[:=]\s*)\S.*$""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Variable();

    // db_password: x
    [GeneratedRegex("""^(?<kept>\s*(?:-\s+)?["']?[\w.-]*(?:pass|secret|token|credential|auth|private|key|salt|hash|dsn)[\w.-]*["']?\s*[:=]\s*)\S.*$""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretKey();

    // --requirepass x, --api-token=x, [redis-server, --requirepass, x]
    [GeneratedRegex("""(?<kept>-{1,2}[\w-]*(?:pass|secret|token|credential|auth|key)[\w-]*["']?[\s=,]+)[^\s,\]]+""", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SecretOption();

    // https://user:password@host
    [GeneratedRegex("""(?<kept>://)[^/\s@]+@""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex UserInformation();

    // Thirty-two characters without a break, but for digests, which are meant to be read.
    [GeneratedRegex("""(?<!sha256:[a-f0-9]*)(?<![A-Za-z0-9+/_=.-])(?=[A-Za-z+/_=-]*[0-9])[A-Za-z0-9+_=-]{32,}""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex RandomWord();
}
