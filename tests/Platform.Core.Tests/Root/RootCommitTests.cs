using System.Net;
using System.Net.Sockets;
using Platform.Root;

namespace Platform.Tests.Root;

/// <summary>Which commit a root is at, and what of it is not in that commit. Asked of a real git.</summary>
public sealed class RootCommitTests : IDisposable
{
    private static readonly string[] Inputs = ["compose/a.yaml", "hosts.yaml", "modules/a/module.yaml"];

    private readonly GitFolder _git = new();

    [Fact]
    public async Task A_clean_checkout_is_at_its_commit()
    {
        await CommitAsync();
        var commit = await ReadAsync();
        Assert.Equal(await _git.RunAsync("rev-parse", "HEAD"), commit.Id);
        Assert.Empty(commit.Uncommitted);
    }

    [Theory]
    [InlineData("printf changed >>hosts.yaml", "hosts.yaml", "differs from the commit")]
    [InlineData("printf changed >>hosts.yaml; git add hosts.yaml", "hosts.yaml", "differs from the commit")]
    [InlineData("rm compose/a.yaml", "compose/a.yaml", "is in the commit, and is not there")]
    [InlineData("git rm -q --cached compose/a.yaml; git commit -qm x", "compose/a.yaml", "is not in the commit")]
    [InlineData("mv hosts.yaml other.yaml; ln -s other.yaml hosts.yaml", "hosts.yaml", "is reached by a symbolic link")]
    [InlineData("mv compose real; ln -s real compose", "compose/a.yaml", "is reached by a symbolic link")]
    [InlineData("echo '*.yaml eol=crlf' >.gitattributes; git add .; git commit -qm x; rm hosts.yaml; git checkout -q hosts.yaml", "hosts.yaml", "(eol=crlf), which is not done here")]
    [InlineData("echo 'hosts.yaml filter=lfs' >.gitattributes", "hosts.yaml", "is under git's filter 'lfs', which is not run")]
    [InlineData("git rm -q hosts.yaml; mkdir hosts.yaml; echo x >hosts.yaml/x; git add .; git commit -qm x; rm -r hosts.yaml; echo y >hosts.yaml", "hosts.yaml", "is something else than a file in the commit")]
    public async Task A_file_that_is_not_in_the_commit_as_it_is_is_named_with_the_reason(string script, string path, string why)
    {
        await CommitAsync();
        await _git.ShellAsync(script);
        var (file, said) = Assert.Single((await ReadAsync()).Uncommitted);
        Assert.Equal(path, file);
        Assert.EndsWith(why, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("printf x >other; chmod +x hosts.yaml; mkdir .platform; touch .platform/journal.jsonl")]
    [InlineData("touch hosts.yaml")]
    [InlineData("git checkout -q --detach; git pack-refs --all; git gc -q")]
    [InlineData("echo '* text=auto' >.gitattributes")]
    public async Task What_is_no_input_or_no_change_makes_nothing_dirty(string script)
    {
        await CommitAsync();
        await _git.ShellAsync(script);
        Assert.Empty((await ReadAsync()).Uncommitted);
    }

    [Fact]
    public async Task A_file_that_is_nowhere_is_no_change()
    {
        await CommitAsync();
        Assert.Empty((await RootCommit.ReadAsync(_git.Path, ["missing.yaml"], Read(_git.Path), TestContext.Current.CancellationToken)).Uncommitted);
    }

    [Fact]
    public async Task A_root_may_lie_below_its_repository_in_a_worktree_or_a_submodule()
    {
        await _git.ShellAsync("mkdir -p fleet; cd fleet; mkdir -p compose modules/a; for f in compose/a.yaml hosts.yaml modules/a/module.yaml; do echo $f >$f; done");
        await CommitAsync();
        await _git.ShellAsync("git worktree add -q ../worktree; git init -q ../super; cd ../super; git -c protocol.file.allow=always submodule add -q ../root sub 2>/dev/null; git commit -qm super");
        var head = await _git.RunAsync("rev-parse", "HEAD");
        foreach (var root in (string[])["root/fleet", "worktree/fleet", "worktree", "super/sub/fleet", "super/sub"])
        {
            var path = Path.Combine(_git.Around, root);
            var commit = await RootCommit.ReadAsync(path, Inputs, Read(path), TestContext.Current.CancellationToken);
            Assert.Equal((root, head, 0), (root, commit.Id, commit.Uncommitted.Count));
            await File.AppendAllTextAsync(Path.Combine(path, "hosts.yaml"), "x", TestContext.Current.CancellationToken);
            Assert.Equal(["hosts.yaml"], (await RootCommit.ReadAsync(path, Inputs, Read(path), TestContext.Current.CancellationToken)).Uncommitted.Keys);
        }
    }

    [Fact]
    public async Task A_repository_of_sha256_is_read_as_one()
    {
        await _git.ShellAsync("rm -rf .git; git init -q --object-format=sha256");
        await CommitAsync();
        var commit = await ReadAsync();
        Assert.Equal(64, commit.Id?.Length);
        Assert.Empty(commit.Uncommitted);
    }

    [Theory]
    [InlineData("rm -rf .git")]
    [InlineData("true")] // no commit yet
    public async Task Without_a_commit_there_is_none_and_no_error(string script)
    {
        await _git.ShellAsync(script);
        Assert.Null((await ReadAsync()).Id);
    }

    [Fact]
    public async Task A_broken_repository_is_not_told_as_none()
    {
        await CommitAsync();
        await _git.ShellAsync("echo '[' >>.git/config");
        var failure = await Assert.ThrowsAsync<IOException>(ReadAsync);
        Assert.Contains($"run 'git -C {_git.Path} rev-parse HEAD' to see why", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Thousands_of_files_are_compared()
    {
        await _git.ShellAsync("mkdir many; for i in $(seq 1000); do echo $i >many/a-file-with-a-rather-long-name-$i.yaml; done");
        await CommitAsync();
        await _git.ShellAsync("echo x >many/a-file-with-a-rather-long-name-777.yaml");
        string[] files = [.. Enumerable.Range(1, 1000).Select(i => $"many/a-file-with-a-rather-long-name-{i}.yaml")];
        Assert.Single((await RootCommit.ReadAsync(_git.Path, files, Read(_git.Path), TestContext.Current.CancellationToken)).Uncommitted);
    }

    /// <summary>What runs a program by the repository's own configuration, and a command by which git is seen to do so.</summary>
    public static TheoryData<string, string, string> Plants => new()
    {
        { "clean filter", "echo '* filter=evil' >.gitattributes; git config filter.evil.clean \"$MARK; cat\"; touch -d 2001-01-01 hosts.yaml", "git status" },
        { "smudge filter", "echo '* filter=evil' >.gitattributes; git config filter.evil.smudge \"$MARK; cat\"; git config filter.evil.required true", "rm hosts.yaml; git checkout hosts.yaml" },
        { "process filter", "echo '* filter=evil' >.gitattributes; git config filter.evil.process \"$MARK\"; touch -d 2001-01-01 hosts.yaml", "git status" },
        { "file system monitor", "git config core.fsmonitor \"$MARK_FILE\"", "git status" },
        { "hook", "printf '#!/bin/sh\\n%s\\n' \"$MARK\" >.git/hooks/post-index-change; chmod +x .git/hooks/post-index-change; touch -d 2001-01-01 hosts.yaml", "git status" },
        { "hooks elsewhere", "mkdir hooks; cp \"$MARK_FILE\" hooks/post-index-change; git config core.hooksPath hooks; touch -d 2001-01-01 hosts.yaml", "git status" },
        { "included configuration", "printf '[core]\\n\\tfsmonitor = %s\\n' \"$MARK_FILE\" >evil.config; git config include.path ../evil.config", "git status" },
        { "separate repository", "git init -q --separate-git-dir ../elsewhere; git config core.fsmonitor \"$MARK_FILE\"", "git status" },
        { "worktree's configuration", "git config extensions.worktreeConfig true; git config --worktree core.fsmonitor \"$MARK_FILE\"", "git status" },
        { "alias", "for name in evil rev-parse ls-tree check-attr; do git config alias.$name \"!$MARK\"; done", "git evil" },
        { "text conversion", "echo '* diff=evil' >.gitattributes; git config diff.evil.textconv \"$MARK_FILE\"", "echo x >>hosts.yaml; git diff" },
        { "external diff", "git config diff.external \"$MARK_FILE\"", "echo x >>hosts.yaml; git diff" },
        { "pager", "for name in core.pager pager.rev-parse pager.ls-tree pager.check-attr; do git config $name \"$MARK_FILE\"; done", "script -qec 'git --paginate log -1' /dev/null" },
        { "ssh of a partial clone", Partial + "git config remote.origin.url ssh://host/x; git config core.sshCommand \"$MARK_FILE\"", "git ls-tree -r HEAD" },
        { "ssh of a partial clone that allows it", Partial + "git config remote.origin.url host:x; git config core.sshCommand \"$MARK_FILE\"; git config protocol.ssh.allow always", "git ls-tree -r HEAD" },
        { "remote helper of a partial clone", Partial + "git config remote.origin.url \"ext::$MARK_FILE\"; git config protocol.ext.allow always", "git ls-tree -r HEAD" },
        { "upload-pack of a partial clone", Partial + "git init -q --bare ../other; git config remote.origin.url ../other; git config remote.origin.uploadpack \"$MARK_FILE\"; git config protocol.file.allow always", "git ls-tree -r HEAD" },
        { "proxy of a partial clone", Partial + "git config remote.origin.url git://127.0.0.1:1/x; git config core.gitProxy \"$MARK_FILE\"; git config protocol.git.allow always", "git ls-tree -r HEAD" },
    };

    [Theory]
    [MemberData(nameof(Plants))]
    public async Task Nothing_that_the_repository_names_is_run(string what, string plant, string harm)
    {
        await CommitAsync();
        await _git.ShellAsync(plant);
        await TryAsync();
        Assert.False(File.Exists(_git.Mark), what);

        // It would have run: by an ordinary command it does.
        await _git.ShellAsync(harm, mayFail: true);
        Assert.True(File.Exists(_git.Mark), $"{what}: the plant is none");
    }

    [Fact]
    public async Task A_credential_helper_is_not_run_for_a_partial_clone_over_http()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        var serving = ServeAsync(server);
        await CommitAsync();
        await _git.ShellAsync(Partial + $"git config remote.origin.url http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}/x; git config protocol.http.allow always; git config credential.helper \"!$MARK\"");
        await TryAsync();
        Assert.False(File.Exists(_git.Mark));
        await _git.ShellAsync("git ls-tree -r HEAD", mayFail: true);
        Assert.True(File.Exists(_git.Mark), "the plant is none");
        server.Stop();
        await serving;
    }

    [Fact]
    public async Task A_folder_of_the_checkout_that_looks_like_a_repository_is_none()
    {
        await CommitAsync();
        await _git.ShellAsync("cp -r .git/. .; rm -rf .git; git --git-dir=. config core.bare false; git --git-dir=. config core.worktree .; git --git-dir=. config core.fsmonitor \"$MARK_FILE\"");
        var failure = await Assert.ThrowsAsync<IOException>(ReadAsync);
        Assert.Contains("safe.bareRepository", failure.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(_git.Mark));
        await _git.ShellAsync("git status", mayFail: true);
        Assert.True(File.Exists(_git.Mark), "the plant is none");
    }

    [Fact]
    public async Task A_partial_clone_without_the_commits_tree_is_not_completed_and_says_so()
    {
        await CommitAsync();
        await _git.ShellAsync(Partial);
        var commit = await ReadAsync();
        Assert.NotNull(commit.Id);
        Assert.All(Inputs, path => Assert.Contains("this clone lacks a part of the commit", commit.Uncommitted[path], StringComparison.Ordinal));
    }

    public void Dispose() => _git.Dispose();

    /// <summary>Takes the tree of HEAD out of the repository, which is a partial clone from then on.</summary>
    private const string Partial =
        "tree=$(git rev-parse HEAD^{tree}); rm -f .git/objects/$(echo $tree | cut -c1-2)/$(echo $tree | cut -c3-); " +
        "git config core.repositoryFormatVersion 1; git config extensions.partialClone origin; git config remote.origin.promisor true; ";

    /// <summary>Asks everybody who comes for a password.</summary>
    private static async Task ServeAsync(TcpListener server)
    {
        try
        {
            while (true)
            {
                using var client = await server.AcceptTcpClientAsync();
                await using var stream = client.GetStream();
                var request = new byte[4096];
                _ = await stream.ReadAtLeastAsync(request, 1, throwOnEndOfStream: false);
                await stream.WriteAsync("HTTP/1.1 401 Unauthorized\r\nWWW-Authenticate: Basic realm=\"x\"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"u8.ToArray());
            }
        }
        catch (SocketException)
        {
            // The listener was stopped: the test is over.
        }
    }

    private async Task CommitAsync()
    {
        await _git.ShellAsync("mkdir -p compose modules/a; for f in compose/a.yaml hosts.yaml modules/a/module.yaml; do echo $f >$f; done; git add .; git commit -qm first");
    }

    private Task<RootCommit> ReadAsync() => RootCommit.ReadAsync(_git.Path, Inputs, Read(_git.Path), TestContext.Current.CancellationToken);

    private async Task TryAsync()
    {
        try
        {
            await ReadAsync();
        }
        catch (IOException)
        {
            // A refusal is as good: what counts is what was run.
        }
    }

    private static Func<string, byte[]?> Read(string root) => path => File.Exists(Path.Combine(root, path)) ? File.ReadAllBytes(Path.Combine(root, path)) : null;
}
