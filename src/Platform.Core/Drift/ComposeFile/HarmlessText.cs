using System.Text.RegularExpressions;

namespace Platform.Drift.ComposeFile;

/// <summary>The forms that values have in places where they are harmless. What has another form is in the wrong place, and is not shown.</summary>
internal static partial class HarmlessText
{
    private const int LongestName = 63;
    private const int LongestDigits = 4;

    /// <summary>So short a word may have its digits anywhere: <c>n8n</c>, <c>p2p</c>, <c>k8s</c>.</summary>
    private const int ShortWord = 4;

    private const RegexOptions Options = RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant;
    private const int Milliseconds = 200;

    /// <summary>
    /// A name is made of words, parted by <c>. _ - /</c>, with a few digits behind them: <c>POSTGRES_PASSWORD</c>, <c>honcho-api</c>,
    /// <c>rs2000</c>, <c>traefik.http.routers.web.rule</c>. A token or a password hardly ever is.
    /// </summary>
    public static bool IsName(string text)
    {
        if (text.Length is 0 or > LongestName) return false;
        foreach (var range in text.AsSpan().SplitAny("._-/"))
            if (!IsWord(text.AsSpan()[range])) return false;
        return true;
    }

    public static bool IsFlag(string text) => text is "true" or "false";

    public static bool IsNumber(string text) => Number().IsMatch(text);

    public static bool IsSize(string text) => Size().IsMatch(text);

    public static bool IsDuration(string text) => Duration().IsMatch(text);

    public static bool IsImage(string text) => Image().IsMatch(text);

    public static bool IsUser(string text) => User().IsMatch(text);

    public static bool IsRestart(string text) => Restart().IsMatch(text);

    public static bool IsNamespace(string text) =>
        text is "bridge" or "host" or "none" or "private" or "shareable" ||
        (text.IndexOf(':', StringComparison.Ordinal) is > 0 and var colon && text[..colon] is "service" or "container") && IsName(text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..]);

    public static bool IsPlatform(string text) => Platform().IsMatch(text);

    public static bool IsSignal(string text) => Signal().IsMatch(text);

    public static bool IsCapability(string text) => Capability().IsMatch(text);

    public static bool IsPort(string text) => Port().IsMatch(text);

    public static bool IsAddress(string text) => Address().IsMatch(text);

    public static bool IsPath(string text) => Path().IsMatch(text);

    public static bool IsMount(string text) => Mount().IsMatch(text);

    public static Func<string, bool> IsWordOf(params string[] words) => text => Array.IndexOf(words, text) >= 0;

    private static bool IsWord(ReadOnlySpan<char> word)
    {
        var letters = 0;
        while (letters < word.Length && char.IsAsciiLetter(word[letters])) letters++;
        foreach (var c in word[letters..])
            if (!char.IsAsciiDigit(c) && !(word.Length <= ShortWord && char.IsAsciiLetter(c))) return false;
        return word.Length - letters <= LongestDigits;
    }

    [GeneratedRegex(@"^-?\d{1,12}(\.\d{1,6})?$", Options, Milliseconds)]
    private static partial Regex Number();

    [GeneratedRegex(@"^\d{1,15}(\.\d{1,3})?[kKmMgGtT]?[bB]?$", Options, Milliseconds)]
    private static partial Regex Size();

    [GeneratedRegex(@"^(\d{1,9}(\.\d{1,6})?(ns|us|µs|ms|s|m|h|d|w)?){1,6}$", Options, Milliseconds)]
    private static partial Regex Duration();

    // ghcr.io/owner/name:1.2.3@sha256:…, with ${VARIABLE} anywhere but no default for one, and nothing like user:password@
    [GeneratedRegex(@"^(\$\{[A-Z][A-Z0-9_]{0,62}\}|[a-z0-9._-]){1,128}(:(\$\{[A-Z][A-Z0-9_]{0,62}\}|\d{1,5}(?=/)))?(/(\$\{[A-Z][A-Z0-9_]{0,62}\}|[a-z0-9._-]){1,128}){0,8}(:(\$\{[A-Z][A-Z0-9_]{0,62}\}|[\w.-]){1,128})?(@sha256:[0-9a-f]{32,64})?$", Options, Milliseconds)]
    private static partial Regex Image();

    [GeneratedRegex(@"^[A-Za-z0-9_][\w.-]{0,31}(:[A-Za-z0-9_][\w.-]{0,31})?$", Options, Milliseconds)]
    private static partial Regex User();

    [GeneratedRegex(@"^(no|always|unless-stopped|on-failure(:\d{1,4})?)$", Options, Milliseconds)]
    private static partial Regex Restart();

    [GeneratedRegex(@"^(linux|windows|darwin|freebsd)(/(amd64|arm64|arm|386|riscv64|ppc64le|s390x)(/v[5-8])?)?$", Options, Milliseconds)]
    private static partial Regex Platform();

    [GeneratedRegex(@"^(SIG[A-Z]{2,6}[0-9+-]{0,4}|\d{1,2})$", Options, Milliseconds)]
    private static partial Regex Signal();

    [GeneratedRegex(@"^(ALL|(CAP_)?[A-Z]{3,12}(_[A-Z]{3,12}){0,3})$", Options, Milliseconds)]
    private static partial Regex Capability();

    // 127.0.0.1:8080:80/tcp
    [GeneratedRegex(@"^((\d{1,3}(\.\d{1,3}){3}|\[[0-9a-f:]{2,39}\]):)?(\d{1,5}(-\d{1,5})?:)?\d{1,5}(-\d{1,5})?(/(tcp|udp|sctp))?$", Options, Milliseconds)]
    private static partial Regex Port();

    [GeneratedRegex(@"^(\d{1,3}(\.\d{1,3}){3}|[0-9a-f:]{2,39})(/\d{1,3})?$", Options, Milliseconds)]
    private static partial Regex Address();

    [GeneratedRegex(@"^[\w./~-]{1,255}$", Options, Milliseconds)]
    private static partial Regex Path();

    // data:/data:ro
    [GeneratedRegex(@"^([\w./~-]{1,255}:)?/[\w./-]{1,255}(:(ro|rw|z|Z)(,(ro|rw|z|Z))?)?$", Options, Milliseconds)]
    private static partial Regex Mount();
}
