using System.Collections.Concurrent;
using System.Globalization;
using Platform.EndToEnd;

[assembly: AssemblyFixture(typeof(HostPool))]

namespace Platform.EndToEnd;

/// <summary>
/// The sets of test hosts of a run. Each class of tests has one to itself while it runs, so that classes run side by side. A
/// set is brought up when a class wants one and none is free, and is taken down when all tests have ended. One that is up
/// already, where <c>tests/hosts/up</c> leaves it, is the first to be used, and stays up.
/// </summary>
public sealed class HostPool : IAsyncDisposable
{
    /// <summary>Set where the hosts have to be up: a skipped host test would hide a broken host.</summary>
    private const string Required = "PLATFORM_REQUIRE_TEST_HOSTS";

    /// <summary>As many as tests run side by side (<c>xunit.runner.json</c>, two for a processor, as they wait half of their time).</summary>
    private readonly SemaphoreSlim _places = new(2 * Environment.ProcessorCount);
    private readonly SemaphoreSlim _making = new(1);
    private readonly ConcurrentBag<HostSet> _free = [];
    private readonly List<HostSet> _made = [];
    private readonly string _folder;
    private readonly FileStream? _borrowed;
    private int _skipped;

    public HostPool()
    {
        File.Delete(ClosingLine);
        var named = Environment.GetEnvironmentVariable(HostSet.Variable) is { Length: > 0 } path ? path : null;
        var standing = named ?? Path.Combine(Path.GetTempPath(), "platform-test-hosts");
        if (HostSet.Find(standing) is { } set && TryLock(Path.Combine(standing, "tests.lock")) is { } taken)
        {
            _borrowed = taken;
            _free.Add(set);
        }

        _folder = named is not null && _borrowed is null && !File.Exists(Path.Combine(named, "env"))
            ? named
            : Path.Combine(Path.GetTempPath(), string.Create(CultureInfo.InvariantCulture, $"platform-test-hosts-{Environment.ProcessId}"));
    }

    /// <summary>Why there are no hosts on this machine; null while nothing is known against them.</summary>
    internal string? Missing { get; private set; }

    /// <summary>What the build prints when the tests have ended.</summary>
    private static string ClosingLine => Path.Combine(AppContext.BaseDirectory, "closing-line.txt");

    /// <summary>A set that nobody else uses until it is given back; null where none can be had, and <see cref="Missing"/> says why.</summary>
    internal async Task<HostSet?> TakeAsync(CancellationToken token)
    {
        await _places.WaitAsync(token);
        if (_free.TryTake(out var set)) return set;
        await _making.WaitAsync(token); // one after the other: each looks for ports that are free
        try
        {
            if (Missing is null && await MakeAsync(token) is { } made) return made;
        }
        finally
        {
            _making.Release();
        }

        _places.Release();
        return null;
    }

    internal void GiveBack(HostSet set)
    {
        _free.Add(set);
        _places.Release();
    }

    /// <summary>Skips a test for want of hosts, and counts it; fails it where hosts have to be there.</summary>
    internal void Skip()
    {
        CountSkipped(1);
        if (Environment.GetEnvironmentVariable(Required) is { Length: > 0 }) Assert.Fail(Missing);
        Assert.Skip(Missing ?? "no test hosts");
    }

    internal void CountSkipped(int tests) => Interlocked.Add(ref _skipped, tests);

    public async ValueTask DisposeAsync()
    {
        // The sets' own folders, and nothing that was there before.
        await Task.WhenAll(_made.Select(set => HostSet.RunAsync(set.Folder, "down", ["--purge"], CancellationToken.None)));
        if (_made.Count > 0 && !Directory.EnumerateFileSystemEntries(_folder).Any()) Directory.Delete(_folder);
        if (_borrowed is not null) await _borrowed.DisposeAsync();
        if (_skipped > 0) await File.WriteAllTextAsync(ClosingLine, string.Create(CultureInfo.InvariantCulture, $"{_skipped} tests were skipped: {Missing}. {WayOut}"), CancellationToken.None);
    }

    private static string WayOut => !OperatingSystem.IsLinux() ? "The test hosts need Linux."
        : Environment.IsPrivilegedProcess ? "To run them: tests/hosts/install && dotnet test"
        : "To run them: sudo tests/hosts/install && sudo dotnet test";

    private async Task<HostSet?> MakeAsync(CancellationToken token)
    {
        if (!OperatingSystem.IsLinux())
        {
            Missing = "the test hosts need Linux";
            return null;
        }

        var folder = Path.Combine(_folder, (_made.Count + 1).ToString(CultureInfo.InvariantCulture));
        // Should this process be killed, somebody has to take the hosts down all the same.
        var result = await HostSet.UpAsync(folder, Environment.ProcessId, Path.Combine(_folder, "1", "images"), token);
        if (result.ExitCode != 0 || HostSet.Find(folder) is not { } set)
        {
            Missing = "no test hosts: " + result.Error.Trim().Split('\n')[^1];
            return null;
        }

        _made.Add(set);
        return set;
    }

    /// <summary>Two runs of the tests at one time do not share a set.</summary>
    private static FileStream? TryLock(string path)
    {
        try
        {
            return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
