using Platform.Schema;
using Platform.Yaml;

namespace Platform.Tests.Schema.Suite;

/// <summary>
/// The official JSON Schema test suite, draft 2020-12, read where it lies: <c>JSON_SCHEMA_TEST_SUITE</c>, or the
/// folder <c>shared/json-schema-test-suite</c> beside the repository.
/// </summary>
internal static class TestSuite
{
    /// <summary>The suite's server, as its schemas know it.</summary>
    private const string Server = "http://localhost:1234/";

    public static string? Folder { get; } = Checkout.Suite("JSON_SCHEMA_TEST_SUITE", "json-schema-test-suite");

    /// <summary>The schemas that the product ships.</summary>
    public static string Schemas => Path.Combine(Checkout.Folder, "schema");

    public static string Missing => "The JSON Schema test suite is not there; JSON_SCHEMA_TEST_SUITE can name its folder.";

    /// <summary>All cases of the files below a folder of the suite, or none if there is no suite.</summary>
    public static IEnumerable<SuiteCase> Cases(string folder, bool recursive)
    {
        if (Folder is null) return [];
        var root = Path.Combine(Folder, "draft2020-12");
        var depth = recursive ? SearchOption.AllDirectories : SearchOption.TopDirectoryOnly;
        return Directory.GetFiles(Path.Combine(root, folder), "*.json", depth)
            .Order(StringComparer.Ordinal)
            .SelectMany(file => CasesOf(file, Path.GetRelativePath(root, file)));
    }

    /// <summary>What the suite's server would answer.</summary>
    public static YamlDocument? Resolve(string uri)
    {
        if (Folder is null || !uri.StartsWith(Server, StringComparison.Ordinal)) return null;
        var path = Path.Combine(Folder, "remotes", uri[Server.Length..]);
        return File.Exists(path) ? JsonReader.ReadFile(path, DocumentLimits.Large) : null;
    }

    public static SchemaOptions Options(bool assertFormat) => new() { AssertFormat = assertFormat, Resolve = Resolve };

    private static IEnumerable<SuiteCase> CasesOf(string path, string name)
    {
        var document = JsonReader.ReadFile(path, DocumentLimits.Large);
        Assert.Empty(document.Diagnostics);
        foreach (var group in document.Root.Items)
        {
            foreach (var test in group["tests"].Items)
                yield return new SuiteCase(name.Replace('\\', '/'), group, test);
        }
    }
}
