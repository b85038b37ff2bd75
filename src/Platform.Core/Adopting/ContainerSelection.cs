using System.IO.Enumeration;
using Platform.Text;

namespace Platform.Adopting;

/// <summary>Which containers of a host are meant by the words a user typed: names or wildcards (<c>*</c>, <c>?</c>). None of a kind means all.</summary>
/// <param name="Projects">Compose projects.</param>
/// <param name="Services">Services of Compose.</param>
/// <param name="Containers">Names of containers.</param>
public sealed record ContainerSelection(IReadOnlyList<string>? Projects, IReadOnlyList<string>? Services, IReadOnlyList<string>? Containers)
{
    /// <summary>Whether anything is named.</summary>
    public bool NamesSome => Projects is { Count: > 0 } || Services is { Count: > 0 } || Containers is { Count: > 0 };

    public bool Matches(HostContainer container) =>
        Matches(Projects, container.Project) && Matches(Services, container.Service) && Matches(Containers, container.Name);

    /// <summary>A sentence for each word without a wildcard that means nothing on the host.</summary>
    public IReadOnlyList<string> Unmatched(IReadOnlyCollection<HostContainer> containers) =>
    [
        .. Unmatched("project", Projects, containers.Select(c => c.Project)),
        .. Unmatched("service", Services, containers.Select(c => c.Service)),
        .. Unmatched("container", Containers, containers.Select(c => c.Name)),
    ];

    private static bool Matches(IReadOnlyList<string>? words, string? name) => words is not { Count: > 0 } || (name is not null && words.Any(word => IsMatch(word, name)));

    private static bool IsMatch(string word, string name) => FileSystemName.MatchesSimpleExpression(word, name, ignoreCase: false);

    private static IEnumerable<string> Unmatched(string what, IReadOnlyList<string>? words, IEnumerable<string?> names)
    {
        string[] known = [.. names.OfType<string>().Distinct(StringComparer.Ordinal)];
        foreach (var word in words ?? [])
        {
            if (word.AsSpan().ContainsAny('*', '?') || known.Contains(word, StringComparer.Ordinal)) continue;
            yield return $"there is no {what} '{TerminalText.Clean(word)}'{(NearestName.Find(word, known) is { } near ? $" (did you mean {TerminalText.Clean(near)}?)" : "")}";
        }
    }
}
