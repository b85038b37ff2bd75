namespace Platform.Policy;

/// <summary>Words that Compose takes for Booleans once variables are put in. https://github.com/compose-spec/compose-go/blob/v2.0.2/interpolation/interpolation.go</summary>
internal static class YamlWord
{
    public static bool IsTrue(string text) => text.ToUpperInvariant() is "TRUE" or "YES" or "ON" or "Y";

    public static bool IsFalse(string text) => text.ToUpperInvariant() is "FALSE" or "NO" or "OFF" or "N";
}
