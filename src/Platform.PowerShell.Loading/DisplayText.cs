using System.Reflection;

namespace Platform.PowerShell.Loading;

/// <summary>What the views in <c>formats/</c> call: they see only types of the default load context.</summary>
public static class DisplayText
{
    // The library has the one definition of each. It is called across the load contexts, which a delegate of types
    // that both know can do.
    private static Func<string, string>? s_clean;
    private static Func<TimeSpan, string>? s_age;

    /// <summary>Text from a host or a file, made harmless for a terminal. Its line breaks stay.</summary>
    public static string Clean(string? text)
    {
        if (string.IsNullOrEmpty(text)) return "";
        var clean = s_clean ??= Bind<Func<string, string>>("Platform.Text.TerminalText", "Clean");
        return string.Join(Environment.NewLine, text.Split('\n').Select(clean));
    }

    /// <summary>A length of time as people say it.</summary>
    public static string Age(TimeSpan age) => (s_age ??= Bind<Func<TimeSpan, string>>("Platform.Text.Age", "Of"))(age);

    private static T Bind<T>(string type, string method)
        where T : Delegate => ModuleLoadContext.Newest.LoadFromAssemblyName(new AssemblyName("Platform.Core"))
        .GetType(type, throwOnError: true)!
        .GetMethod(method, [.. typeof(T).GetMethod("Invoke")!.GetParameters().Select(p => p.ParameterType)])!
        .CreateDelegate<T>();
}
