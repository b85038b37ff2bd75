using Platform.Registries;
using Platform.Reporting;
using Platform.Text;

namespace Platform.Cli.Output;

/// <summary>Resolved images for people: each on its own lines, with digests in full, for they are to be copied.</summary>
internal static class ResolveText
{
    public static void Print(ResolveReport report)
    {
        List<MarkupText> lines = [];
        foreach (var image in report.Images) lines.AddRange(LinesOf(image));
        var counts = Counts.List((report.Summary.Resolved, "resolved"), (report.Summary.Refused, "refused by a registry"), (report.Summary.Unreachable, "without an answer"));
        lines.Add(MarkupText.Of($"{Counts.Of(report.Summary.References, "image")}: {counts}"));
        MarkupLines.Write(lines);
    }

    private static IEnumerable<MarkupText> LinesOf(ImageResolution image)
    {
        yield return image.Status is ResolutionStatus.Resolved
            ? MarkupText.Of($"[bold]{image.Image}[/]")
            : MarkupText.Of($"[bold]{image.Image}[/]: [red]{Word(image.Status)}[/]");
        if (image.Digest is { } digest) yield return MarkupText.Of($"  {(image.Kind is ManifestKind.Index ? "index   " : "manifest")}  {digest}{(image.DigestSource is DigestSource.Content ? " (hashed)" : "")}");
        if (image.PlatformDigest is { } own) yield return MarkupText.Of($"  {image.Platform}  {own}");
        if (image.PinnedDigestAgrees is true) yield return MarkupText.Of($"  pinned    the tag still has this digest");
        if (image.MirrorOf is { } origin) yield return MarkupText.Of($"  mirror    of {origin}");
        if (image.Message is { } message) yield return MarkupText.Of($"  {message}");
        if (image.RateLimit is { } limit) yield return MarkupText.Of($"  limit     {limit}{(limit.WindowSeconds is { } window ? $", in {Age.Of(TimeSpan.FromSeconds(window))}" : "")}");
    }

    private static string Word(ResolutionStatus status) => status switch
    {
        ResolutionStatus.NotFound => "not found",
        ResolutionStatus.Unauthorised => "unauthorised",
        ResolutionStatus.RateLimited => "rate limited",
        ResolutionStatus.Unreachable => "unreachable",
        ResolutionStatus.TlsFailed => "TLS failed",
        ResolutionStatus.NotARegistry => "not a registry",
        ResolutionStatus.PlatformNotFound => "platform not found",
        ResolutionStatus.DigestMismatch => "digest mismatch",
        _ => "failed",
    };
}
