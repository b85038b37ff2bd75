using Platform.Access.Running;

namespace Platform.Cli.Output;

/// <summary>What a sweep did, for people.</summary>
internal static class SweepText
{
    public static void Print(SweepResult result, string enforcement)
    {
        foreach (var item in result.Items)
        {
            MarkupLines.Write($"{item.Subject}  [{(item.IsGone ? "green" : "red")}]{(item.IsGone ? "gone" : "left")}[/]  {item.Capability}");
            MarkupLines.Write($"    {item.Message}");
        }

        if (result.Items.Count == 0) MarkupLines.Write($"nothing was left");
        MarkupLines.Write($"{enforcement}");
    }
}
