using System.Reflection;

namespace Platform.EndToEnd;

/// <summary>
/// The PowerShell of the tests: the package that the build has fetched, or the one that <c>PLATFORM_TEST_PWSH</c> names, by
/// its path or as a program on PATH.
/// </summary>
internal sealed record Pwsh(string Program, IReadOnlyList<string> First)
{
    /// <summary>The folder with a build's modules for tests: Pester, and one with a YamlDotNet of its own.</summary>
    private static readonly string Modules = Repository.File("bin", "test-modules");

    private static readonly Dictionary<string, string?> Environment = new(StringComparer.Ordinal)
    {
        ["NO_COLOR"] = "1",
        ["PLATFORM_ROOT"] = null,
        ["POWERSHELL_UPDATECHECK"] = "Off",
        ["PSModulePath"] = Modules,
    };

    public static Pwsh Current { get; } = System.Environment.GetEnvironmentVariable("PLATFORM_TEST_PWSH") is { Length: > 0 } chosen
        ? new Pwsh(chosen, [])
        : new Pwsh(Dotnet, ["exec", Path.Combine(Fact("PowerShell"), OperatingSystem.IsWindows() ? "win" : "unix", "pwsh.dll")]);

    /// <summary>The version of Pester that the suites run in.</summary>
    public static string PesterVersion => Fact("PesterVersion");

    // Set by the SDK for what it starts.
    private static string Dotnet => System.Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") is { Length: > 0 } path ? path : "dotnet";

    /// <summary>Runs it without a profile, and with the modules of the tests.</summary>
    public Task<CommandResult> RunAsync(IEnumerable<string> arguments, IReadOnlyDictionary<string, string?>? environment = null) =>
        Command.RunAsync(
            Program, [.. First, "-NoProfile", "-NonInteractive", .. arguments], Repository.Path,
            Environment.Concat(environment ?? new Dictionary<string, string?>(StringComparer.Ordinal)).ToDictionary(StringComparer.Ordinal));

    private static string Fact(string name) =>
        typeof(Pwsh).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(fact => fact.Key == name).Value
        ?? throw new InvalidOperationException($"the build has left no {name}");
}
