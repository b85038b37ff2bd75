using Platform.Manifests;
using Platform.Root;

namespace Platform.Cli.Output;

/// <summary>What a root names and whether it may run, for people. All words are shown: what is cut off could be the harm.</summary>
internal static class TrustText
{
    public static void Print(RootTrust trust)
    {
        MarkupLines.Write($"root     {trust.Root}");
        foreach (var program in trust.Programs)
        {
            var state = program.TrustedBy switch
            {
                TrustSource.User => MarkupText.Of($"[green]trusted[/]"),
                TrustSource.Environment => MarkupText.Of($"[green]trusted[/] by {Trust.EnvironmentVariable}"),
                _ => MarkupText.Of($"[red]not trusted[/]"),
            };
            MarkupLines.Write($"words    {MarkupText.Whole(program.ToString())}");
            MarkupLines.Write($"         {state}, for {string.Join(", ", program.Users)}");
            foreach (var file in program.Files) MarkupLines.Write($"         {file} is a file of the root: once it changes, trust it again");
        }

        foreach (var past in trust.Past) MarkupLines.Write($"before   {MarkupText.Whole(past.ToString())}: was trusted before; the root no longer names it, or names it differently");
        if (trust.Programs.Count == 0) MarkupLines.Write($"no file of this root names a program");
        MarkupLines.Write($"kept in  {trust.Folder}");
        if (trust.Fault is { } fault) Messages.Error(fault);
    }
}
