using System.Text;
using FsCheck.Fluent;
using FsCheck;
using Platform.Processes;
using Platform.Shell;

namespace Platform.Tests.Shell;

/// <summary>Quoting against the real <c>sh</c>; FsCheck prints the seed of a failure.</summary>
public sealed class ShellWordPropertyTests
{
    private static readonly string[] Pieces =
        ["'", "\"", "\\", "$(id)", "`id`", "$HOME", "\n", "\r", "\t", " ", ";", "|", "&", "*", "?", "~", "#", "!", "-n", "%s", "{a,b}", "é", "🐲", "\u001b", "a"];

    // Many words go through one sh, as a process for each would take its time.
    [Fact]
    public void Whatever_is_quoted_comes_out_of_sh_as_it_was() =>
        Prop.ForAll(Word.ListOf().Where(words => words.Count > 0).ToArbitrary(), words =>
            {
                var script = string.Concat(words.Select(word => $"printf '%s\\0' {ShellWord.Quoted(word)}\n"));
                var result = ChildProcess.RunAsync(new ChildCommand("sh", []), script, TimeSpan.FromSeconds(60), 10_000_000, TestContext.Current.CancellationToken)
                    .GetAwaiter().GetResult(); // FsCheck asks synchronously
                return string.Concat(words.Select(word => word + "\0")) == Encoding.UTF8.GetString(result.Output) && result.Error.Reveal() == "";
            })
            .Check(Config.QuickThrowOnFailure.WithMaxTest(40));

    private static Gen<string> Word => Gen.OneOf(
        Gen.Elements(Pieces).ListOf().Select(string.Concat),
        ArbMap.Default.GeneratorFor<NonNull<string>>().Select(text => Sayable(text.Get)));

    // A shell's words end at NUL, and a lone surrogate has no bytes.
    private static string Sayable(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)).Replace("\0", "", StringComparison.Ordinal);
}
