using System.Globalization;

namespace Platform.Manifests;

/// <summary>Tiers: a digit for the order, and a name in kebab case, <c>0-platform-substrate</c> for instance. The lower the digit, the more stands on it.</summary>
public static class ModuleTier
{
    /// <summary>The number that a tier begins with; null where nobody has decided on it yet.</summary>
    public static int? NumberOf(string tier)
    {
        var digits = tier.AsSpan().IndexOfAnyExceptInRange('0', '9') is >= 0 and var end ? tier.AsSpan(0, end) : tier;
        return int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>Whether a text is a tier: the rule of the manifests' schema.</summary>
    public static bool IsTier(string text)
    {
        if (text is not [>= '0' and <= '9', '-', .. var name] || name.Length is 0 or > 253 || name[0] is '-' || name[^1] is '-') return false;
        for (var i = 0; i < name.Length; i++)
            if (!(char.IsAsciiLetterLower(name[i]) || char.IsAsciiDigit(name[i]) || (name[i] is '-' && name[i - 1] is not '-'))) return false;
        return true;
    }
}
