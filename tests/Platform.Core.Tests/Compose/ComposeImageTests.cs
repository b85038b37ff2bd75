using System.Text;
using Platform.Compose;

namespace Platform.Tests.Compose;

public sealed class ComposeImageTests
{
    // Tried with docker compose 2.26.1: `docker compose config --images`, without any of the variables.
    [Theory]
    [InlineData("app:2", "app:2", "")]
    [InlineData("${IMG:-app:2}", "app:2", "IMG")]
    [InlineData("${IMG-app:2}", "app:2", "IMG")]
    [InlineData("app:${TAG:-2}", "app:2", "TAG")]
    [InlineData("${R:-docker.io}/app:${TAG:-2}", "docker.io/app:2", "R TAG")]
    [InlineData("${A:-${B:-app}}:2", "app:2", "A B")]
    [InlineData("app$$:2", "app$:2", "")]
    [InlineData("$IMG", null, null)]
    [InlineData("${IMG}", null, null)]
    [InlineData("${IMG:?no image}", null, null)]
    [InlineData("${IMG:+app:3}", null, null)]
    [InlineData("${A:-${B}}", null, null)]
    [InlineData("${A:-app", null, null)]
    [InlineData("${-app}", null, null)]
    [InlineData("${:-app}", null, null)]
    [InlineData("app:2$", null, null)]
    [InlineData("${A:-}", null, null)]
    public void An_image_is_known_where_no_variable_alone_decides(string written, string? reference, string? variables)
    {
        var image = ImageOf($"image: '{written}'");
        Assert.Equal((reference, variables), (image?.Reference, image is null ? null : string.Join(' ', image.Variables)));
    }

    [Fact]
    public void Defaults_in_defaults_end_somewhere() =>
        Assert.Null(ImageOf($"image: '{string.Concat(Enumerable.Repeat("${A:-", 10_000))}app{new string('}', 10_000)}'"));

    [Theory]
    [InlineData("build: .")]
    [InlineData("image: 7.4")]
    [InlineData("image: [app]")]
    [InlineData("image:")]
    public void What_is_no_text_is_no_image(string service) => Assert.Null(ImageOf(service));

    [Fact]
    public void An_anchor_that_is_merged_brings_its_image() =>
        Assert.Equal("app:2", ComposeDefinition.Read("x-a: &a { image: 'app:2' }\nservices: { b: { <<: *a, restart: always } }"u8.ToArray()).ImageOf("b"));

    private static ComposeImage? ImageOf(string service) =>
        ComposeImage.Of(Platform.Yaml.YamlReader.Read(Encoding.UTF8.GetBytes(service)).Root);
}
