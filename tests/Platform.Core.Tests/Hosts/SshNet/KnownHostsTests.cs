using System.Globalization;
using FsCheck;
using FsCheck.Fluent;
using Platform.Hosts.SshNet;

namespace Platform.Tests.Hosts.SshNet;

public sealed class KnownHostsTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-known-").FullName;

    /// <summary>The same question to ssh-keygen and to us, over generated files: every line it finds is one of ours, and no other.</summary>
    [Fact]
    public async Task What_is_known_of_a_host_is_what_ssh_keygen_finds()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/ssh-keygen"), "needs OpenSSH's ssh-keygen");
        var keys = await KeysAsync(6);
        var plain = GenFile(keys, withNonsense: true).Sample(30).ToArray();
        string[] files = [.. plain, .. GenFile(keys, withNonsense: false).Sample(30)];
        var found = 0;
        for (var i = 0; i < files.Length; i++)
        {
            var path = Path.Combine(_folder, $"known{i}");
            await File.WriteAllTextAsync(path, files[i], TestContext.Current.CancellationToken);
            if (i >= plain.Length) await TestSshd.KeygenAsync("-q", "-H", "-f", path);
            foreach (var (host, port) in ((string, int)[])[("rs2000", 22), ("rs2000", 2222), ("a.example", 22), ("10.0.0.7", 22), ("nobody", 22)])
            {
                var expected = await FoundAsync(path, KnownHosts.NameOf(host, port));
                var known = KnownHosts.Read([path]).Of(host, port);
                Assert.True(expected.SequenceEqual(known.Lines.Select(line => line.Number)), $"{host}:{port} in {path}: ssh-keygen {string.Join(' ', expected)}, we {string.Join(' ', known.Lines.Select(line => line.Number))}\n{await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken)}");
                found += expected.Count;
            }
        }

        Assert.True(found > 50, $"the files matched only {found} times");
    }

    [Theory]
    [InlineData("*.example", "a.example", true)]
    [InlineData("*.example,!b.example", "b.example", false)]
    [InlineData("!b.example,*.example", "b.example", false)]
    [InlineData("rs?000", "rs2000", true)]
    [InlineData("RS2000", "rs2000", true)]
    [InlineData("rs2000", "rs20001", false)]
    [InlineData("*a*a*a*a*a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false)]
    [InlineData("!rs2000", "other", false)]
    public void Patterns_are_those_of_OpenSSH(string patterns, string name, bool matches) => Assert.Equal(matches, NamePattern.ListMatches(patterns, name));

    [Fact]
    public async Task A_verdict_does_not_depend_on_the_order_of_lines()
    {
        var keys = await KeysAsync(4);
        string[] lines = [$"h {keys[0]}", $"h {keys[1]}", $"@revoked h {keys[0]}", $"@cert-authority h {keys[2]}", "h nonsense", "# h", "", $"@unknown h {keys[2]}"];
        foreach (var order in Orders(lines))
        {
            var known = KnownHosts.Parse("known_hosts", string.Join('\n', order)).Of("h", 22);
            Assert.Equal(HostKeyVerdict.Revoked, known.Judge(Wire(keys[0])));
            Assert.Equal(HostKeyVerdict.Known, known.Judge(Wire(keys[1])));
            Assert.Equal(HostKeyVerdict.Unknown, known.Judge(Wire(keys[2]))); // of another type than those that are known
            Assert.Equal(HostKeyVerdict.Changed, known.Judge(Wire(keys[3])));
            Assert.NotNull(known.Authority);
        }
    }

    [Fact]
    public async Task A_key_by_the_name_of_another_type_is_none()
    {
        var key = (await KeysAsync(1))[0].Split(' ')[1];
        Assert.Empty(KnownHosts.Parse("known_hosts", $"h ssh-rsa {key}\nh ssh-ed25519 {key[..20]}\nh ssh-ed25519\nh").Of("h", 22).Lines);
    }

    [Fact]
    public async Task An_authority_makes_no_key_known()
    {
        var key = (await KeysAsync(1))[0];
        Assert.Equal(HostKeyVerdict.Unknown, KnownHosts.Parse("known_hosts", $"@cert-authority * {key}").Of("h", 22).Judge(Wire(key)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static byte[] Wire(string key) => Convert.FromBase64String(key.Split(' ')[1]);

    private static IEnumerable<string[]> Orders(string[] lines)
    {
        for (var i = 0; i < lines.Length; i++) yield return [.. lines[i..], .. lines[..i]];
        yield return [.. lines.Reverse()];
    }

    private static Gen<string> GenFile(string[] keys, bool withNonsense)
    {
        var names = Gen.Elements(
            "rs2000", "RS2000", "[rs2000]:2222", "*.example", "a.example,rs2000", "*,!rs2000", "rs?000", "10.0.0.7", "[10.0.0.7]:2222", "10.0.*", "!a.example,*.example", "*", "nobody,?");
        var mark = Gen.Frequency((6, Gen.Constant("")), (1, Gen.Constant("@revoked ")), (1, Gen.Constant("@cert-authority ")));
        var line = from m in mark from n in names from k in Gen.Elements(keys) from blank in Gen.Elements(" ", "\t", "  ") select $"{m}{n}{blank}{k} comment";
        var other = withNonsense ? Gen.Elements("", "# rs2000 comment", "rs2000") : Gen.Constant("# rs2000 comment"); // ssh-keygen hashes no file with lines it cannot read
        return Gen.Frequency((5, line), (1, other)).ListOf(8).Select(lines => string.Join('\n', lines) + "\n");
    }

    /// <summary>Numbers of the lines that ssh-keygen finds, in the order of the file.</summary>
    private static async Task<IReadOnlyList<int>> FoundAsync(string path, string name)
    {
        using var process = System.Diagnostics.Process.Start(new System.Diagnostics.ProcessStartInfo("ssh-keygen", ["-F", name, "-f", path])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return [.. output.Split('\n').Where(l => l.StartsWith("# Host ", StringComparison.Ordinal))
            .Select(l => int.Parse(l.Split(" found: line ")[1].Split(' ')[0], CultureInfo.InvariantCulture))];
    }

    private async Task<string[]> KeysAsync(int count)
    {
        Assert.SkipUnless(File.Exists("/usr/bin/ssh-keygen"), "needs OpenSSH's ssh-keygen");
        List<string> keys = [];
        for (var i = 0; i < count; i++)
        {
            var file = Path.Combine(_folder, $"key{i}");
            await TestSshd.KeygenAsync("-q", "-t", i % 3 == 2 ? "ecdsa" : "ed25519", "-N", "", "-f", file);
            keys.Add(await TestSshd.PublicKeyAsync(file));
        }

        return [.. keys];
    }
}
