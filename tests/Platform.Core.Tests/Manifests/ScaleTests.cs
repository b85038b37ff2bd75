using System.Diagnostics;
using Platform.Manifests;
using Platform.Root;
using Platform.Text;

namespace Platform.Tests.Manifests;

/// <summary>What a module costs does not grow with the number of modules. Measured as ratios, and by counting, never in seconds.</summary>
public sealed class ScaleTests : IDisposable
{
    private const int Few = 1_000;
    private const int Many = 10_000;

    /// <summary>What is linear gives about one, what is quadratic ten.</summary>
    private const double Allowed = 4;

    private readonly string _folder = Directory.CreateTempSubdirectory("platform-scale-").FullName;

    [Theory] // as a shell writes them: modules/*
    [InlineData("modules/{0}")]
    [InlineData("{0}")]
    [InlineData("modules/{0}/module.yaml")]
    public void Selecting_many_modules_by_name_takes_no_longer_a_module_than_selecting_few(string word)
    {
        var (few, many) = (RootOf(Few), RootOf(Many));
        Assert.True(Ratio(() => Select(few, word), () => Select(many, word)) < Allowed);
    }

    [Fact]
    public void Words_that_mean_nothing_take_no_longer_each_when_there_are_many()
    {
        var (few, many) = (RootOf(Few), RootOf(Many));
        Assert.True(Ratio(() => Select(few, "modules/{0}x"), () => Select(many, "modules/{0}x")) < Allowed);
    }

    [Fact]
    public void Names_are_searched_for_the_first_wrong_words_and_once_for_each_of_them()
    {
        var looked = 0;
        string[] names = [.. Enumerable.Range(0, 1_000).Select(i => $"service-{i}")];
        var nearest = new NearestNames();
        Assert.Equal("service-1", nearest.Find("a.yaml", "servise-1", Candidates()));
        for (var i = 0; i < 20_000; i++) nearest.Find("a.yaml", "servise-1", Candidates());
        Assert.Equal(names.Length, looked);
        for (var i = 0; i < 20_000; i++) nearest.Find("a.yaml", $"servise-{i}", Candidates());
        Assert.InRange(looked, names.Length, names.Length * 250);

        IEnumerable<string> Candidates()
        {
            foreach (var name in names)
            {
                looked++;
                yield return name;
            }
        }
    }

    [Theory] // an id that is also another's, a service that is also another's, a host and a service that nobody knows
    [InlineData("")]
    [InlineData("host: rs2000|host: rs{0}")]
    [InlineData("compose_service: redis|compose_service: redis{0}")]
    [InlineData("owner: operator|ownerr: operator")]
    public void Validating_many_modules_takes_no_longer_a_module_than_validating_few(string change)
    {
        var (few, many) = (RootOf(Few / 4, change), RootOf(Many / 4, change));
        Assert.True(Ratio(() => Validate(few), () => Validate(many)) < Allowed);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    /// <summary>How much longer the second takes for each of its modules, at best: what else the machine does only adds.</summary>
    private static double Ratio(Action few, Action many)
    {
        few(); // compiled, and the folders read once
        var best = double.MaxValue;
        for (var attempt = 0; attempt < 5 && best >= Allowed; attempt++) best = Math.Min(best, Seconds(many) / Seconds(few) * Few / Many);
        return best;
    }

    private static double Seconds(Action action)
    {
        var watch = Stopwatch.StartNew();
        action();
        return watch.Elapsed.TotalSeconds;
    }

    private static void Select(PlatformRoot root, string word)
    {
        string[] words = [.. ModuleFolder.AllOf(root).Select(f => string.Format(null, word, f.Name))];
        Assert.Equal(words.Length, ModuleSelection.Of(root, words, root.Path) is var found ? found.Folders.Count + found.Errors.Count : 0);
    }

    private static void Validate(PlatformRoot root)
    {
        var selection = ModuleSelection.Of(root, [], root.Path);
        Assert.Equal(selection.Folders.Count, ManifestValidator.Validate(root, selection, strict: false, TestContext.Current.CancellationToken).Files);
    }

    private PlatformRoot RootOf(int modules, string? change = null)
    {
        var path = Path.Combine(_folder, $"{modules}");
        if (!Directory.Exists(path))
        {
            var (old, replacement) = change?.Split('|') is [var a, var b] ? (a, b) : ("\0", "");
            for (var i = 0; i < modules; i++)
            {
                var folder = Directory.CreateDirectory(Path.Combine(path, "modules", $"m{i}"));
                if (change is null) continue;
                File.WriteAllText(Path.Combine(folder.FullName, "module.yaml"), TestRoot.Manifest.Replace(old, string.Format(null, replacement, i), StringComparison.Ordinal));
            }

            if (change is not null)
            {
                Directory.CreateDirectory(Path.Combine(path, "compose/data"));
                File.WriteAllText(Path.Combine(path, "compose/data/compose.yaml"), "services:\n" + string.Concat(Enumerable.Range(0, modules).Select(i => $"  service-{i}: {{ image: a }}\n")));
                File.WriteAllText(Path.Combine(path, "hosts.yaml"), "schema_version: 1\nhosts:\n" + string.Concat(Enumerable.Range(0, modules).Select(i => $"  host{i}: {{ transport: local }}\n")));
            }
        }

        return PlatformRoot.Above(path) ?? throw new DirectoryNotFoundException(path);
    }
}
