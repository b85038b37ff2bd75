using Platform.Yaml;

namespace Platform.Diagnostics;

/// <summary>A place in a file of the platform root.</summary>
/// <param name="File">Path relative to the root, with forward slashes.</param>
/// <param name="Position">Line and column, both from 1.</param>
internal readonly record struct SourcePlace(string File, TextPosition Position)
{
    /// <summary><c>modules/redis/module.yaml:7:3</c>, the form that editors and terminals follow.</summary>
    public override string ToString() => $"{File}:{Position.Line}:{Position.Column}";
}
