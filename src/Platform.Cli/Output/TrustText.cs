using Platform.Manifests;
using Platform.Root;

namespace Platform.Cli.Output;

/// <summary>What a root names and whether it may run, for people. All words are shown: what is cut off could be the harm.</summary>
internal static class TrustText
{
    public static void Print(RootTrust trust)
    {
        MarkupLines.Write($"root     {MarkupLines.Text(trust.Root)}");
        foreach (var program in trust.Programs)
        {
            var state = program.TrustedBy switch
            {
                TrustSource.User => "[green]trusted[/]",
                TrustSource.Environment => $"[green]trusted[/] by {Trust.EnvironmentVariable}",
                _ => "[red]not trusted[/]",
            };
            MarkupLines.Write($"words    {MarkupLines.Text(program.ToString(), int.MaxValue)}");
            MarkupLines.Write($"         {state}, for {MarkupLines.Text(string.Join(", ", program.Users))}");
            foreach (var file in program.Files) MarkupLines.Write($"         {MarkupLines.Text(file)} is a file of the root: changed, it has to be trusted anew");
        }

        foreach (var past in trust.Past) MarkupLines.Write($"before   {MarkupLines.Text(past.ToString(), int.MaxValue)}: trusted once, named no more or not as it was then");
        if (trust.Programs.Count == 0) MarkupLines.Write("no file of this root names a program");
        MarkupLines.Write($"kept in  {MarkupLines.Text(trust.Folder)}");
        if (trust.Fault is { } fault) Messages.Error(fault);
    }
}
