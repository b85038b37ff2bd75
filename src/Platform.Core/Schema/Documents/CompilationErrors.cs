using Platform.Yaml;

namespace Platform.Schema.Documents;

/// <summary>What is wrong with the schema being compiled.</summary>
internal sealed class CompilationErrors
{
    private readonly List<SchemaError> _errors = [];

    public bool IsEmpty => _errors.Count == 0;

    /// <summary>Adds an error in a keyword's value; the positions are places in the schema's own text.</summary>
    public void Add(SchemaLocation location, string keyword, YamlNode value, string message)
    {
        var uri = location.ToUri(keyword);
        var pointer = uri[(uri.IndexOf('#', StringComparison.Ordinal) + 1)..];
        _errors.Add(new SchemaError(keyword, message, pointer, uri, value.Position));
    }

    public SchemaCompilation ToCompilation() => new([.. _errors.Distinct().OrderBy(error => error.Position)]);
}
