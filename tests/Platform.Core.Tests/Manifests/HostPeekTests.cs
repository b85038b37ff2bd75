using System.Text;
using Platform.Manifests;
using Platform.Schema;
using Platform.Yaml;

namespace Platform.Tests.Manifests;

/// <summary>A manifest's host by its bytes: what it says is what a parser says, or nothing. Anything else would lose a module between two shards.</summary>
public sealed class HostPeekTests
{
    [Fact]
    public void The_manifests_of_the_sample_fleet_need_no_parser()
    {
        foreach (var path in Directory.GetFiles(Path.Combine(Checkout.Folder, "modules"), "module.yaml", SearchOption.AllDirectories))
            Assert.Equal(YamlReader.ReadFile(path).Root["spec"]["runtime"]["host"].Text, HostPeek.In(File.ReadAllBytes(path)));
    }

    [Theory]
    [InlineData("spec:\n  runtime:\n    host: rs2000\n    orchestrator: external\n", "rs2000")]
    [InlineData("spec:\r\n  runtime:\r\n    host:   rs2000   # the first\r\n\r\n    orchestrator: external\r\n", "rs2000")]
    [InlineData("spec:\n  runtime:\n    orchestrator: external\n    host: rs2000", "rs2000")]
    [InlineData("url: localhost:80\nspec:\n  runtime:\n    host: rs2000\nid: a\n", "rs2000")]
    public void A_plain_word_on_a_line_of_its_own_is_the_host(string text, string host) => Assert.Equal(host, HostPeek.In(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("")]
    [InlineData("host:")]
    [InlineData("host:rs2000\n")]
    [InlineData("    host: a b\n")]
    [InlineData("    host: 'a'\n")]
    [InlineData("    host: *a\n")]
    [InlineData("    host: !!str a\n")]
    [InlineData("    host: |\n      a\n")]
    [InlineData("    host: a,\n")]
    [InlineData("    host: a#b\n")]
    [InlineData("    host: a\n      b\n    c: d\n")]
    [InlineData("  runtime: {\n    host: a\n  b }\n")]
    [InlineData("runtime: { host: a }\n")]
    [InlineData("    host: a\n    \"host\": b\n")]
    [InlineData("    # host: a\n    host: b\n")]
    [InlineData("    host : a\n")]
    [InlineData("    \"h\\x6fst\": b\n    host: a\n")]
    [InlineData("    ? host\n    : b\n    # or host: a\n    c: d\n")]
    [InlineData("    host: a\r    b\n")]
    [InlineData("-   host: a\n")]
    public void Where_only_a_parser_can_tell_nothing_is_said(string text) => Assert.Null(HostPeek.In(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Of_a_valid_manifest_no_other_host_is_ever_told()
    {
        byte[][] samples = [.. Directory.GetFiles(Path.Combine(Checkout.Folder, "modules"), "module.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(File.ReadAllBytes)];
        string[] parts = ["host: other", "\n    host: other\n", "host", ": ", "\"host\": other", "|\n", "&a ", "*a", "<<: *a\n", "{ ", " }", "\n", "\n      more\n", "# ", "? ", "'", "\"", "\\x6f", "\r", "\t", "---\n", "  ", ",", "\u0085", "\u2028"];
        var random = new Random(17);
        var told = 0;
        for (var i = 0; i < 12_000; i++)
        {
            List<byte> text = [.. samples[random.Next(samples.Length)]];
            for (var edit = random.Next(1, 4); edit > 0; edit--)
            {
                var at = Near(text, random);
                if (random.Next(3) == 0) text.RemoveRange(at, Math.Min(random.Next(1, 12), text.Count - at));
                else text.InsertRange(at, Encoding.UTF8.GetBytes(parts[random.Next(parts.Length)]));
            }

            byte[] bytes = [.. text];
            if (HostPeek.In(bytes) is not { } host) continue;
            var document = YamlReader.Read(bytes);
            if (!document.IsValid || !ShippedSchemas.Module.IsValid(document.Root)) continue;
            told++;
            Assert.True(document.Root["spec"]["runtime"]["host"].Text == host, Encoding.UTF8.GetString(bytes));
        }

        Assert.True(told > 200, $"{told} were valid: too few to mean anything");
    }

    /// <summary>A place in the text, near the host more often than not.</summary>
    private static int Near(List<byte> text, Random random)
    {
        var host = Encoding.UTF8.GetString([.. text]).IndexOf("host:", StringComparison.Ordinal);
        return host >= 0 && random.Next(3) > 0 ? Math.Clamp(host + random.Next(-20, 60), 0, text.Count - 1) : random.Next(text.Count);
    }
}
