using Platform.Yaml;

namespace Platform.Tests.Yaml;

public sealed class DocumentLimitsTests
{
    [Fact]
    public void A_document_over_the_limit_is_refused_and_one_at_the_limit_is_read()
    {
        var limits = new DocumentLimits { MaxBytes = 8 };
        Assert.Empty(YamlReader.Parse("a: 12345", limits: limits).Diagnostics);
        Assert.Equal("YAML_TOO_LARGE", Assert.Single(YamlReader.Parse("a: 123456", limits: limits).Diagnostics).Code);
        Assert.Equal("YAML_TOO_LARGE", Assert.Single(YamlReader.Parse("a: äöü", limits: limits).Diagnostics).Code);
        Assert.Equal("YAML_TOO_LARGE", Assert.Single(YamlReader.Read("a: 123456"u8, limits: limits).Diagnostics).Code);
    }

    [Fact]
    public void A_file_over_the_limit_is_not_read_to_its_end()
    {
        var path = Path.GetTempFileName();
        try
        {
            using (var file = File.OpenWrite(path)) file.SetLength(1L << 40); // a hole: nothing of it is on the disk
            Assert.Equal("YAML_TOO_LARGE", Assert.Single(YamlReader.ReadFile(path).Diagnostics).Code);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void A_device_is_not_read()
    {
        if (!File.Exists("/dev/zero")) Assert.Skip("needs an endless file");
        Assert.Equal("YAML_EMPTY", Assert.Single(YamlReader.ReadFile("/dev/zero").Diagnostics).Code);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Sixty_four_levels_are_allowed(int levels, bool allowed)
    {
        var yaml = YamlReader.Parse(new string('[', levels) + new string(']', levels));
        var json = JsonReader.Parse(new string('[', levels) + new string(']', levels));
        Assert.Equal(
            allowed ? "" : "YAML_TOO_DEEP", string.Join(' ', yaml.Diagnostics.Select(diagnostic => diagnostic.Code)));
        Assert.Equal(
            allowed ? "" : "JSON_TOO_DEEP", string.Join(' ', json.Diagnostics.Select(diagnostic => diagnostic.Code)));
    }

    [Fact]
    public void Aliases_count_towards_the_depth()
    {
        var text = "a0: &a0 [x]\n" + string.Concat(Enumerable.Range(1, 70).Select(i => $"a{i}: &a{i} [*a{i - 1}]\n"));
        Assert.Equal("YAML_TOO_DEEP", Assert.Single(YamlReader.Parse(text).Diagnostics).Code);
    }

    [Fact]
    public void A_billion_laughs_are_not_laughed()
    {
        var text = "a: &a [x, x, x, x, x, x, x, x, x]\n" + string.Concat(
            "bcdefghi".Select(name => $"{name}: &{name} [{string.Join(", ", Enumerable.Repeat("*" + (char)(name - 1), 9))}]\n"));
        var diagnostic = Assert.Single(YamlReader.Parse(text).Diagnostics);
        Assert.Equal("YAML_ALIAS_LIMIT", diagnostic.Code);
        Assert.Equal(6, diagnostic.Position.Line);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{")]
    [InlineData("- ")]
    [InlineData("a:\n ")]
    [InlineData("'")]
    [InlineData("\"\\")]
    [InlineData("&a ")]
    [InlineData("!")]
    [InlineData("# \n")]
    [InlineData("{a: ")]
    [InlineData("k: v\n")]
    [InlineData("\t")]
    [InlineData("🐲")]
    public void A_megabyte_of_anything_is_read_or_refused_in_moments(string part)
    {
        var text = string.Concat(Enumerable.Repeat(part, (1 << 20) / part.Length));
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var document = YamlReader.Parse(text, limits: new DocumentLimits { MaxBytes = 8 << 20 });
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"{watch.Elapsed}");
        Assert.True(document.Diagnostics.Length <= 100);
    }
}
