using System.Text;
using Platform.Processes;
using Platform.Text;

namespace Platform.Root;

/// <summary>
/// Asks git about a root in a way in which nothing that the root's own configuration names is run. Only commands are asked that
/// read (<c>rev-parse</c>, <c>merge-base</c>, <c>ls-tree</c>, <c>cat-file</c>, <c>check-attr</c>): no filter, hook, pager, alias, file system monitor or helper
/// takes part in them. The one thing that could is the fetching of what a partial clone lacks, and that is forbidden.
/// </summary>
internal static class GitQuestion
{
    private const int OutputLimit = 16 << 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Given on the command line, so that they go before the repository's.</summary>
    private static readonly string[] Settings =
    [
        "--no-pager", "--no-optional-locks", "--no-replace-objects", "--literal-pathspecs",
        "-c", "protocol.allow=never",
        "-c", "core.fsmonitor=false",
        "-c", "core.hooksPath=/dev/null",
        // A folder of a checkout that looks like a repository is none: https://git-scm.com/docs/git-config#Documentation/git-config.txt-safebareRepository
        "-c", "safe.bareRepository=explicit",
    ];

    /// <summary>
    /// What git reads from the environment. The variables that name another repository are removed (git sets them for its own hooks;
    /// <c>git rev-parse --local-env-vars</c> lists them); the user's GIT_CONFIG_COUNT stays, which a CI sets safe.directory with.
    /// </summary>
    private static readonly Dictionary<string, string?> Variables = new(StringComparer.Ordinal)
    {
        ["LC_ALL"] = "C", // its sentences are read
        ["LANGUAGE"] = null,
        ["GIT_ALLOW_PROTOCOL"] = "", // none; goes before protocol.NAME.allow of the repository
        ["GIT_NO_LAZY_FETCH"] = "1",
        ["GIT_TERMINAL_PROMPT"] = "0",
        ["GIT_DIR"] = null,
        ["GIT_WORK_TREE"] = null,
        ["GIT_COMMON_DIR"] = null,
        ["GIT_IMPLICIT_WORK_TREE"] = null,
        ["GIT_INDEX_FILE"] = null,
        ["GIT_OBJECT_DIRECTORY"] = null,
        ["GIT_ALTERNATE_OBJECT_DIRECTORIES"] = null,
        ["GIT_NAMESPACE"] = null,
        ["GIT_PREFIX"] = null,
        ["GIT_GRAFT_FILE"] = null,
        ["GIT_SHALLOW_FILE"] = null,
        ["GIT_REPLACE_REF_BASE"] = null,
        ["GIT_CONFIG"] = null,
        ["GIT_CONFIG_PARAMETERS"] = null,
        ["GIT_ATTR_SOURCE"] = null,
        ["GIT_GLOB_PATHSPECS"] = null,
        ["GIT_NOGLOB_PATHSPECS"] = null,
        ["GIT_ICASE_PATHSPECS"] = null,
        ["GIT_QUARANTINE_PATH"] = null,
    };

    /// <param name="root">Absolute path of the root: git looks for the repository from there upwards.</param>
    /// <param name="words">A command that reads.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <param name="cancellationToken">Ends git.</param>
    public static async Task<GitAnswer> AskAsync(string root, IEnumerable<string> words, string input, CancellationToken cancellationToken)
    {
        var result = await RunAsync(root, words, input, OutputLimit, cancellationToken);
        return new GitAnswer(
            result.End is ChildEnd.NotStarted, result.End is ChildEnd.Exited ? result.ExitCode : -1, Encoding.UTF8.GetString(result.Output), result.Error);
    }

    /// <summary>The same for an answer that is no text.</summary>
    /// <param name="root">Absolute path of the root.</param>
    /// <param name="words">A command that reads.</param>
    /// <param name="input">What it reads from standard input.</param>
    /// <param name="limit">How many bytes the answer may have.</param>
    /// <param name="cancellationToken">Ends git.</param>
    /// <returns>Null where git did not come to a good end.</returns>
    public static async Task<byte[]?> AskForBytesAsync(string root, IEnumerable<string> words, string input, int limit, CancellationToken cancellationToken)
    {
        var result = await RunAsync(root, words, input, limit, cancellationToken);
        return result is { End: ChildEnd.Exited, ExitCode: 0 } ? result.Output : null;
    }

    private static Task<ChildResult> RunAsync(string root, IEnumerable<string> words, string input, int limit, CancellationToken cancellationToken) =>
        ChildProcess.RunAsync(new ChildCommand("git", [.. Settings, "-C", root, .. words]) { Environment = Variables }, input, Patience, limit, cancellationToken);
}

/// <summary>What git said.</summary>
/// <param name="IsMissing">There is no git.</param>
/// <param name="ExitCode">Its exit code; -1 where it did not come to its end.</param>
/// <param name="Output">Its standard output.</param>
/// <param name="Error">Its standard error.</param>
internal readonly record struct GitAnswer(bool IsMissing, int ExitCode, string Output, RawText Error)
{
    public bool IsGood => ExitCode == 0;

    /// <summary>No repository is no error; <c>setup.c</c> of git has these words.</summary>
    public bool HasNoRepository => IsMissing || Error.Says("not a git repository");

    /// <summary>Somebody else owns it: https://git-scm.com/docs/git-config#Documentation/git-config.txt-safedirectory</summary>
    public bool IsOfSomebodyElse => Error.Says("dubious ownership");

    /// <summary>The folder itself has the form of a bare repository.</summary>
    public bool IsBare => Error.Says("safe.bareRepository");
}
