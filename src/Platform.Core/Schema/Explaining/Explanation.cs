using System.Collections.Immutable;
using Platform.Schema.Compiling;
using Platform.Schema.Evaluating;
using Platform.Yaml;

namespace Platform.Schema.Explaining;

/// <summary>
/// The second pass over a value that is known to be invalid: it goes down to what is wrong and collects the errors.
/// Valid values, which are nearly all, never pay for it.
/// </summary>
internal sealed class Explanation(EvaluationRun run, SchemaResource root)
{
    private List<SchemaError> _errors = [];

    public EvaluationRun Run { get; } = run;

    public InstancePath Path { get; } = new();

    /// <summary>What has been evaluated of the value at hand, while an unevaluated keyword explains itself.</summary>
    public int Marks { get; set; }

    public int ErrorCount => _errors.Count;

    /// <summary>Adds "<c>`subject`</c> <paramref name="predicate"/>" for the value at hand.</summary>
    public void Add(SchemaNode owner, string keyword, YamlNode instance, string predicate, string? suggestion = null) =>
        AddSentence(owner, keyword, instance.Position, $"{Path.Subject} {predicate}", suggestion);

    /// <summary>
    /// Adds a sentence of its own; <paramref name="key"/> is the key of the value at hand it is about.
    /// </summary>
    public void AddSentence(
        SchemaNode owner, string keyword, TextPosition position, string message, string? suggestion = null, string? key = null) =>
        _errors.Add(
            new SchemaError(keyword, message, Path.ToPointer(key), LocationOf(owner, keyword), position, suggestion));

    /// <summary>For the schema <c>false</c>, which nothing meets.</summary>
    public void AddForbidden(SchemaNode owner, YamlNode instance) =>
        _errors.Add(new SchemaError(
            "false", $"{Path.Subject} is not allowed here.", Path.ToPointer(), LocationOf(owner, keyword: null), instance.Position));

    public void AddAll(IEnumerable<SchemaError> errors) => _errors.AddRange(errors);

    public void ExplainChild(SchemaNode schema, YamlNode child, string key)
    {
        Path.Push(key);
        ExplainChild(schema, child);
        Path.Pop();
    }

    public void ExplainChild(SchemaNode schema, YamlNode child, int index)
    {
        Path.Push(index);
        ExplainChild(schema, child);
        Path.Pop();
    }

    /// <summary>
    /// What a schema would say of the value at hand, kept apart: a branch that may not be the one that was meant.
    /// </summary>
    public List<SchemaError> Try(SchemaNode schema, YamlNode instance)
    {
        var outer = _errors;
        _errors = [];
        schema.Explain(instance, this);
        var errors = _errors;
        _errors = outer;
        return errors;
    }

    /// <summary>All errors in order of position, each once.</summary>
    public ImmutableArray<SchemaError> ToErrors(SchemaNode schema, YamlNode instance)
    {
        if (Run.AbortReason is { } reason)
            _errors = [new SchemaError("$ref", $"The evaluation was given up: {reason}.", "", LocationOf(schema, keyword: null), instance.Position)];
        else if (_errors.Count == 0)
            Add(schema, "false", instance, "does not meet the schema.");

        return
        [
            .. _errors
                .DistinctBy(error => (error.Position, error.InstancePointer, error.Message))
                .OrderBy(error => error.Position),
        ];
    }

    private string LocationOf(SchemaNode owner, string? keyword)
    {
        var uri = owner.Location.ToUri(keyword);
        return ReferenceEquals(owner.Location.Resource, root) ? uri[root.Uri.Length..] : uri;
    }

    private void ExplainChild(SchemaNode schema, YamlNode child)
    {
        var inPlace = Run.BeginChild();
        if (!schema.IsValid(child, Run, MarkStack.None)) schema.Explain(child, this);
        Run.EndChild(inPlace);
    }
}
