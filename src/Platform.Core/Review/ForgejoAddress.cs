using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Platform.Review;

/// <summary>A change request, or an issue, of a Forgejo, as its address in a browser names it.</summary>
public sealed class ForgejoAddress
{
    /// <summary>The environment variable that has the token. It is read from nowhere else.</summary>
    public const string TokenVariable = "FORGEJO_TOKEN";

    private const string Wanted = "the address of a change request as the browser shows it is wanted: https://git.example/owner/repository/pulls/12";

    private ForgejoAddress(Uri page, Uri comments) => (Page, Comments) = (page, comments);

    /// <summary>The page.</summary>
    public Uri Page { get; }

    /// <summary>Where comments are written: <c>/api/v1/repos/{owner}/{repo}/issues/{index}/comments</c>; to the API a change request is an issue as well.</summary>
    /// <remarks>https://codeberg.org/forgejo/forgejo/src/branch/forgejo/routers/api/v1/repo/issue_comment.go</remarks>
    internal Uri Comments { get; }

    public override string ToString() => Page.ToString();

    /// <summary>Reads an address.</summary>
    /// <param name="text">The address.</param>
    /// <param name="address">What it names.</param>
    /// <param name="error">A sentence with the way out, where it names nothing.</param>
    public static bool TryParse(string text, [NotNullWhen(true)] out ForgejoAddress? address, [NotNullWhen(false)] out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        address = null;
        error = null;
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("https" or "http")) error = Wanted;
        else if (uri.UserInfo.Length > 0) error = $"the address has a user or a password in it; take them out, and set {TokenVariable}";
        else if (uri.Scheme == "http" && !uri.IsLoopback) error = $"a token is not sent over plain HTTP; {Wanted}";
        if (error is not null || uri is null) return (error ??= Wanted) is null;

        var parts = uri.AbsolutePath.Split('/', StringSplitOptions.RemoveEmptyEntries);
        var at = Array.FindLastIndex(parts, part => part is "pulls" or "issues");
        if (at < 2 || at + 1 >= parts.Length || !int.TryParse(parts[at + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number == 0 || parts.Any(part => part is "." or ".."))
        {
            error = Wanted;
            return false;
        }

        // A Forgejo may lie below a path; what stands behind the number is a tab of the page.
        var below = string.Concat(parts[..(at - 2)].Select(part => part + "/"));
        var page = new Uri($"{uri.GetLeftPart(UriPartial.Authority)}/{below}{parts[at - 2]}/{parts[at - 1]}/{parts[at]}/{number}");
        address = new ForgejoAddress(page, new Uri(string.Create(
            CultureInfo.InvariantCulture, $"{uri.GetLeftPart(UriPartial.Authority)}/{below}api/v1/repos/{parts[at - 2]}/{parts[at - 1]}/issues/{number}/comments")));
        return true;
    }
}
