using System.Collections.Immutable;

namespace Platform.Yaml;

/// <summary>
/// One YAML or JSON document as a tree with positions. Immutable, and safe to read from several threads.
/// <see cref="YamlReader"/> and <see cref="JsonReader"/> make them.
/// </summary>
public sealed class YamlDocument
{
    private static readonly YamlRecord[] NoContent = [new YamlRecord { Line = 1, Column = 1, Size = 1 }];

    internal YamlDocument(string source, YamlRecord[]? records, ImmutableArray<YamlDiagnostic> diagnostics)
    {
        Source = source;
        Records = records ?? NoContent;
        Diagnostics = diagnostics;
    }

    /// <summary>Where the text came from, as the caller named it: a path, usually.</summary>
    public string Source { get; }

    /// <summary>The document's one node; a null at 1:1 where the text could not be read.</summary>
    public YamlNode Root => new(this, 0);

    /// <summary>What is wrong with the text, in order of position; empty for a good document.</summary>
    public ImmutableArray<YamlDiagnostic> Diagnostics { get; }

    /// <summary>Whether there are no diagnostics. The tree of any other document is incomplete or ambiguous.</summary>
    public bool IsValid => Diagnostics.IsEmpty;

    internal YamlRecord[] Records { get; }
}
