using System.Text;
using Platform.Shell;

namespace Platform.Tests.Shell;

public sealed class ScriptFrameTests
{
    private const string Nonce = "platform-0123";

    [Fact]
    public void Sections_are_read_whatever_stands_around_them()
    {
        var frame = Parse("""
            Welcome to rs2000!

            platform-0123 begin clock
            1777777777

            platform-0123 end clock 0
            noise
            platform-0123 begin engine
            {"a":1}
            platform-0123 end engine 1
            platform-0123 done
            Bye.
            """);
        Assert.True(frame.IsComplete);
        Assert.Equal("1777777777\n", frame["clock"]?.Printed.Reveal());
        Assert.Equal(0, frame["clock"]?.Status);
        Assert.Equal("{\"a\":1}", frame["engine"]?.Printed.Reveal());
        Assert.Equal(1, frame["engine"]?.Status);
        Assert.Null(frame["images"]);
    }

    [Fact]
    public void An_empty_section_is_there()
    {
        var frame = Parse("\nplatform-0123 begin list\n\nplatform-0123 end list 0\nplatform-0123 done\n");
        Assert.Equal("", frame["list"]?.Printed.Reveal());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\nplatform-0123 begin clock\n177")]
    [InlineData("\nplatform-0123 begin clock\n177\nplatform-0123 end clock 0\n")]
    [InlineData("\nplatform-0123 begin clo")]
    [InlineData("\nplatform-9999 begin clock\n177\nplatform-9999 end clock 0\nplatform-9999 done\n")]
    public void A_cut_or_foreign_frame_is_not_complete(string output) => Assert.False(Parse(output).IsComplete);

    [Fact]
    public void A_section_whose_end_names_another_is_not_there() =>
        Assert.Null(Parse("\nplatform-0123 begin clock\n177\nplatform-0123 end engine 0\nplatform-0123 done\n")["clock"]);

    private static ScriptFrame Parse(string output) =>
        ScriptFrame.Parse(Encoding.UTF8.GetBytes(output.ReplaceLineEndings("\n") + "\n"), Nonce);
}
