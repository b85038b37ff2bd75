using Platform.Files;
using Platform.Hosts;
using Platform.Root;
using Platform.Snapshots;
using Platform.Tests.Hosts;

namespace Platform.Tests.Root;

/// <summary>A program that a root names runs once the user has trusted this root for these very words.</summary>
public sealed class TrustTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("platform-trust-");
    private readonly string _root;
    private readonly Trust _trust;

    public TrustTests()
    {
        _root = _folder.CreateSubdirectory("root").FullName;
        _trust = new Trust(new TrustFolder(ConfigurationIn(_folder.FullName)), TrustedRoots.Parse(null));
        _trust.Folder.Add(Entry("tailscale", "ssh"));
    }

    [Fact]
    public void Words_that_were_trusted_may_run() => Assert.Equal(TrustSource.User, _trust.SourceOf(Program("tailscale", "ssh")));

    [Fact]
    public void What_nobody_trusted_may_not_run() => Assert.Null(_trust.SourceOf(Program("sh", "-c", "id")));

    [Theory]
    [InlineData("ssh", "tailscale")]
    [InlineData("tailscale ssh")]
    [InlineData("tailscale", "ssh", "")]
    [InlineData("tailscale")]
    [InlineData("tailscale", "ssh ")]
    [InlineData("Tailscale", "ssh")]
    [InlineData("tailscale\",\"ssh")]
    [InlineData("tailscale", "ssh", "-oProxyCommand=id")]
    public void Other_words_need_trust_of_their_own(params string[] words) => Assert.Null(_trust.SourceOf(Program(words)));

    [Fact]
    public void The_same_words_in_another_root_need_trust_of_their_own()
    {
        var other = _folder.CreateSubdirectory("root2").FullName;
        Assert.Null(_trust.SourceOf(RootProgram.Named(other, "host a", ["tailscale", "ssh"])));
    }

    [Fact]
    public void A_root_that_was_moved_needs_trust_anew_and_a_link_to_it_does_not()
    {
        var link = Path.Combine(_folder.FullName, "link");
        Directory.CreateSymbolicLink(link, _root);
        Assert.NotNull(_trust.SourceOf(RootProgram.Named(link, "host a", ["tailscale", "ssh"])));
        Directory.Delete(link);
        Directory.Move(_root, link);
        Assert.Null(_trust.SourceOf(RootProgram.Named(link, "host a", ["tailscale", "ssh"])));
    }

    [Theory]
    [InlineData("{0}/tools/ssh")]
    [InlineData("sh", "tools/ssh")]
    [InlineData("ssh", "-F{0}/tools/ssh")]
    [InlineData("ssh", "--config=tools/ssh")]
    [InlineData("sh", "{0}/modules/../tools/ssh")]
    public void A_file_of_the_root_that_the_words_name_counts_with_its_content(params string[] words)
    {
        Directory.CreateDirectory(Path.Combine(_root, "tools"));
        var script = Path.Combine(_root, "tools", "ssh");
        File.WriteAllText(script, "exec ssh \"$@\"\n");
        string[] named = [.. words.Select(word => word.Replace("{0}", _root, StringComparison.Ordinal))];
        _trust.Folder.Add(Entry(named));
        Assert.NotNull(_trust.SourceOf(Program(named)));
        File.AppendAllText(script, "id\n");
        Assert.Null(_trust.SourceOf(Program(named)));
    }

    [Fact]
    public void What_is_kept_can_be_read_by_people_and_written_by_the_user_alone()
    {
        var file = Assert.Single(Directory.GetFiles(_trust.Folder.Path));
        var text = File.ReadAllText(file);
        Assert.Contains(_root, text, StringComparison.Ordinal);
        Assert.Contains("\"words\":[\"tailscale\",\"ssh\"]", text, StringComparison.Ordinal);
        if (OperatingSystem.IsWindows()) return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_trust.Folder.Path));
    }

    [Fact]
    public void An_entry_that_was_altered_is_none()
    {
        var file = Assert.Single(Directory.GetFiles(_trust.Folder.Path));
        File.WriteAllText(file, File.ReadAllText(file).Replace("tailscale", "sh", StringComparison.Ordinal));
        Assert.Null(_trust.SourceOf(Program("tailscale", "ssh")));
        Assert.Null(_trust.SourceOf(Program("sh", "ssh")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("platform")]
    [InlineData("platform/trusted")]
    public void A_folder_that_others_may_write_is_not_believed(string folder)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "there are no permission bits");
        var path = Path.Combine(_folder.FullName, "config", folder);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, File.GetUnixFileMode(path) | UnixFileMode.GroupWrite);
        Assert.Null(_trust.SourceOf(Program("tailscale", "ssh")));
        Assert.Contains("can be written by others", _trust.FaultFor(_root), StringComparison.Ordinal);
        Assert.Throws<IOException>(() => _trust.Folder.Add(Entry("other")));
    }

    [Fact]
    public async Task A_folder_of_somebody_else_is_not_believed()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && UnixFile.Account == 0, "only the superuser can give a folder away");
        using var chown = System.Diagnostics.Process.Start("chown", ["-R", "12345", _trust.Folder.Path]);
        await chown.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Null(_trust.SourceOf(Program("tailscale", "ssh")));
        Assert.Contains("belongs to somebody else", _trust.FaultFor(_root), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("below/config")]
    public void A_configuration_in_the_root_itself_is_not_believed(string below)
    {
        var inside = new Trust(new TrustFolder(ConfigurationIn(Path.Combine(_root, below))), TrustedRoots.Parse(null));
        Assert.Throws<IOException>(() => inside.Folder.Add(Entry("tailscale", "ssh")));
        Assert.False(Directory.Exists(Path.GetDirectoryName(inside.Folder.Path)));
        Directory.CreateDirectory(inside.Folder.Path);
        File.Copy(Assert.Single(Directory.GetFiles(_trust.Folder.Path)), Path.Combine(inside.Folder.Path, Entry("tailscale", "ssh").Name()));
        Assert.Null(inside.SourceOf(Program("tailscale", "ssh")));
        Assert.Contains("lies in the root itself", inside.FaultFor(_root), StringComparison.Ordinal);
    }

    [Fact]
    public void A_configuration_that_a_link_leads_into_the_root_is_not_believed()
    {
        var planted = new Trust(new TrustFolder(ConfigurationIn(_root)), TrustedRoots.Parse(null));
        Directory.CreateDirectory(planted.Folder.Path);
        File.Copy(Assert.Single(Directory.GetFiles(_trust.Folder.Path)), Path.Combine(planted.Folder.Path, Entry("tailscale", "ssh").Name()));
        var link = Path.Combine(_folder.FullName, "linked");
        Directory.CreateSymbolicLink(link, Path.Combine(_root, "config"));
        Assert.Null(new Trust(new TrustFolder(link), TrustedRoots.Parse(null)).SourceOf(Program("tailscale", "ssh")));
    }

    [Theory]
    [InlineData("{0}/root", true)]
    [InlineData("{0}/root/", true)]
    [InlineData("{0}", true)]
    [InlineData("/", true)]
    [InlineData("*", true)]
    [InlineData("/nowhere:{0}/root", true)]
    [InlineData("/nowhere:*", true)]
    [InlineData("{0}/roo", false)]
    [InlineData("{0}/root/modules", false)]
    [InlineData("{0}/root2", false)]
    [InlineData("{0}/*", false)]
    [InlineData("root", false)]
    [InlineData(".", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void The_environment_lists_folders_by_whole_names(string? list, bool expected)
    {
        var trust = new Trust(new TrustFolder("/nowhere"), TrustedRoots.Parse(list?.Replace("{0}", _folder.FullName, StringComparison.Ordinal)));
        Assert.Equal(expected ? TrustSource.Environment : null, trust.SourceOf(Program("any", "words")));
    }

    [Fact]
    public async Task Without_trust_no_process_is_started_not_even_ahead()
    {
        var mark = Path.Combine(_folder.FullName, "mark");
        var sent = 0;
        var host = Host("sh", "-c", $": >{mark}; cat >/dev/null");
        await using (var connections = new OpenConnections(TimeProvider.System, _trust, most: 16))
        {
            connections.Open(host);
            foreach (var ahead in (OpenConnections?[])[connections, null])
            {
                var reader = new HostObserver(TimeProvider.System, _trust, ahead, (_, _) => sent++);
                var seen = await reader.ReadAsync(HostQuestion.Ask(host, SnapshotRequest.Probe), TestContext.Current.CancellationToken);
                Assert.Equal(HostFailureReason.NotTrusted, seen.Failure?.Reason);
                Assert.Contains("platformctl trust", seen.Failure?.Message, StringComparison.Ordinal);
                Assert.EndsWith($": {host.Ssh}", seen.Failure?.Message, StringComparison.Ordinal);
            }
        }

        Assert.False(File.Exists(mark));
        Assert.Equal(0, sent);

        _trust.Folder.Add(TrustEntry.Of(host.Ssh)!); // the root's links lead nowhere else
        await new HostObserver(TimeProvider.System, _trust).ReadAsync(HostQuestion.Ask(host, SnapshotRequest.Probe), TestContext.Current.CancellationToken);
        Assert.True(File.Exists(mark));
    }

    [Fact]
    public async Task Without_trust_no_change_is_sent()
    {
        var mark = Path.Combine(_folder.FullName, "mark");
        await using var transport = HostTransport.To(Host("sh", "-c", $": >{mark}"), _trust);
        var answer = await transport.RunAsync(new ChangeScript($"id", "nonce"), TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        Assert.Equal(HostFailureReason.NotTrusted, answer.Failure?.Reason);
        Assert.False(File.Exists(mark));
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string ConfigurationIn(string folder)
    {
        var path = Path.Combine(folder, "config");
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        return path;
    }

    private HostDefinition Host(params string[] words) => TestHosts.Ssh("host") with { Ssh = Program(words) };

    private RootProgram Program(params string[] words) => RootProgram.Named(_root, "host rs2000", words);

    private TrustEntry Entry(params string[] words) => TrustEntry.Of(Program(words)) ?? throw new InvalidOperationException("a circle of links");
}
