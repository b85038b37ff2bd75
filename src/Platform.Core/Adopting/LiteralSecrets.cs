using System.Text.RegularExpressions;
using System.Text;
using Platform.Compose;
using Platform.Manifests;
using Platform.Policy.Facts;
using Platform.Policy.Rules;
using Platform.Policy;
using Platform.Yaml;

namespace Platform.Adopting;

/// <summary>
/// The secrets that stand as literals in a compose file, by their names: such a file is not copied. Their values are looked at, and never leave this class.
/// </summary>
internal static partial class LiteralSecrets
{
    private const int Milliseconds = 1_000;

    private static readonly OperationFile NotDeclared = new(null, OperationFileState.NotDeclared);
    private static readonly OperationFacts NoOperations = new(NotDeclared, NotDeclared);

    /// <param name="path">The file, relative to the root.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="files">The root's compose files, with this one among them.</param>
    /// <param name="like">A module whose rules are asked; its service is not.</param>
    /// <returns>Names of keys and variables, ordered; empty where there are no literals.</returns>
    public static IReadOnlyList<string> In(string path, byte[] content, ComposeFiles files, PlatformModule like)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        var definition = ComposeDefinition.Read(content);
        var rule = new SecretLiteral();
        foreach (var service in definition.Services)
        {
            if (files.Evaluate(path, service) is not { } evaluated) continue;
            var input = new RuleInput { Module = like, Service = ComposeFacts.Of(evaluated, files), Operations = NoOperations, Thresholds = new PolicyThresholds(), Now = DateTimeOffset.MinValue };
            foreach (var match in rule.Check(input))
                if (match.Place.File == path) names.Add(match.Subject);
        }

        // What no service uses, and what somebody has commented out, would be published all the same.
        Walk(definition.Root, names);
        foreach (var line in Encoding.UTF8.GetString(content).Split('\n'))
            if (CommentedPair().Match(Comment(line)) is { Success: true } pair && IsLiteral(pair.Groups["name"].Value, pair.Groups["value"].Value)) names.Add($"comment {pair.Groups["name"].Value}");
        // A rule says under which key the name stands as well.
        return [.. names.Where(name => !names.Any(other => other.EndsWith(' ' + name, StringComparison.Ordinal)))];
    }

    private static void Walk(YamlNode node, SortedSet<string> names)
    {
        foreach (var entry in node.Entries)
        {
            if (IsLiteral(entry.Key, entry.Value.Kind is YamlKind.String or YamlKind.Integer ? entry.Value.Text : "")) names.Add(entry.Key);
            Walk(entry.Value, names);
        }

        foreach (var item in node.Items)
        {
            if (item.Kind is YamlKind.String && item.Text.Split('=', 2) is [var name, var value] && IsLiteral(name, value)) names.Add(name);
            Walk(item, names);
        }
    }

    private static bool IsLiteral(string name, string value)
    {
        if (!IsName(name) || !SecretName.IsSecret(name)) return false;
        var text = value.Trim().Trim('"', '\'', ',');
        return text.Length > 0 && !text.Contains('$', StringComparison.Ordinal) && text[0] is not ('{' or '[' or '<' or '*' or '&' or '|' or '>') && !SecretKeys.IsNoSecret(text, name);
    }

    private static bool IsName(string text) => text.Length > 0 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.');

    private static string Comment(string line) => line.IndexOf('#', StringComparison.Ordinal) is >= 0 and var start ? line[(start + 1)..] : "";

    [GeneratedRegex("""^\s*(-\s*)?["']?(?<name>[A-Za-z_][A-Za-z0-9_.-]*)["']?\s*[:=]\s*(?<value>\S+)\s*$""", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, Milliseconds)]
    private static partial Regex CommentedPair();
}
