using System.Globalization;
using System.Reflection;

namespace Platform.PowerShell.Loading;

/// <summary>What the views in <c>formats/</c> call: they see only types of the default load context.</summary>
public static class DisplayText
{
    private static Func<string, string>? s_clean;

    /// <summary>Text from a host or a file, made harmless for a terminal.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        s_clean ??= Bind();
        return s_clean(text);
    }

    /// <summary>An age in one unit, the coarsest that still says something: <c>25 h</c>, <c>3 d</c>.</summary>
    public static string Age(TimeSpan age) => age switch
    {
        { TotalSeconds: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Max(0, Math.Floor(age.TotalSeconds))} s"),
        { TotalMinutes: < 120 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(age.TotalMinutes)} min"),
        { TotalHours: < 48 } => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(age.TotalHours)} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{Math.Floor(age.TotalDays)} d"),
    };

    // The library has the one definition of what is harmless. It is called across the load contexts, which a delegate
    // of types that both know can do.
    private static Func<string, string> Bind() => ModuleLoadContext.Newest.LoadFromAssemblyName(new AssemblyName("Platform.Core"))
        .GetType("Platform.Reporting.TerminalText", throwOnError: true)!
        .GetMethod("Clean", [typeof(string)])!
        .CreateDelegate<Func<string, string>>();
}
