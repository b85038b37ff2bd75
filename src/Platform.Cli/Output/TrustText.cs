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
            foreach (var file in program.Files) MarkupLines.Write($"         {file} is a file of the root: changed, it has to be trusted anew");
        }

        foreach (var past in trust.Past) MarkupLines.Write($"before   {MarkupText.Whole(past.ToString())}: trusted once, named no more or not as it was then");
        if (trust.Programs.Count == 0) MarkupLines.Write($"no file of this root names a program");
        MarkupLines.Write($"kept in  {trust.Folder}");
        if (trust.Fault is { } fault) Messages.Error(fault);
    }
}
