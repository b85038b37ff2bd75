using System.Security.Cryptography;
using System.Text;
using Platform.Manifests;
using Platform.Processes;
using Platform.Root;

namespace Platform.Planning;

/// <summary>Which state of the root a plan rests on: git's commit, and the files themselves.</summary>
internal static class RootState
{
    private const int OutputLimit = 1 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Reads the commit; no repository, or no git, is no error.</summary>
    public static async Task<(string? Commit, bool? Dirty)> CommitAsync(string root, CancellationToken cancellationToken)
    {
        var commit = GitAsync(root, ["rev-parse", "--verify", "--quiet", "HEAD"], cancellationToken);
        // The journal is kept in the root, and is no part of what is declared.
        var changed = GitAsync(root, ["status", "--porcelain", "--", ".", ":(exclude).platform"], cancellationToken);
        return await commit is { Length: > 0 } id && await changed is { } changes ? (id, changes.Length > 0) : (null, null);
    }

    /// <summary>SHA-256 of the files that some modules follow from, by path relative to the root.</summary>
    public static IReadOnlyDictionary<string, string> HashFiles(PlatformRoot root, IEnumerable<PlatformModule> modules)
    {
        SortedDictionary<string, string> hashes = new(StringComparer.Ordinal);
        Add(root.HostsPath);
        foreach (var module in modules)
        {
            Add(module.Path);
            if (module.Runtime.ComposeFile is { } file) Add(Path.Combine(root.Path, file));
        }

        return hashes;

        void Add(string path)
        {
            var relative = root.Relative(path);
            if (!hashes.ContainsKey(relative)) hashes[relative] = Hash(path);
        }
    }

    private static string Hash(string path)
    {
        if (!File.Exists(path)) return "";
        using var file = File.OpenRead(path);
        return Convert.ToHexStringLower(SHA256.HashData(file));
    }

    /// <summary>A root may be somebody else's: of its git settings those that run programs are switched off, and nothing is written.</summary>
    private static async Task<string?> GitAsync(string root, string[] arguments, CancellationToken cancellationToken)
    {
        var command = new ChildCommand(
            "git", ["--no-optional-locks", "-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "-C", root, .. arguments]);
        var result = await ChildProcess.RunAsync(command, "", Patience, OutputLimit, arrived: null, cancellationToken);
        return result is { End: ChildEnd.Exited, ExitCode: 0 } ? Encoding.UTF8.GetString(result.Output).Trim() : null;
    }
}
