using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Json.Schema;
using Platform.Schema.Documents;
using Platform.Yaml;

namespace Platform.Schema.Explaining;

/// <summary>
/// Goes down, in a value that is known to be invalid, to what is wrong, along what JsonSchema.Net found at each place, and
/// collects the errors.
/// </summary>
internal sealed class Explanation
{
    private readonly SchemaResource _root;
    private readonly List<SchemaResource> _scopes = [];
    private List<SchemaError> _errors = [];

    private Explanation(SchemaResource root) => _root = root;

    public InstancePath Path { get; } = new();

    public int ErrorCount => _errors.Count;

    /// <summary>Why a value is not valid: in order of position, each error once, and at least one.</summary>
    public static ImmutableArray<SchemaError> Of(SchemaNode schema, EvaluationResults results, YamlNode instance)
    {
        var explanation = new Explanation(schema.Resource);
        explanation.Explain(new Branch(schema, results), instance);
        if (explanation._errors.Count == 0) explanation.Add(schema, "false", instance, "does not meet the schema.");
        return
        [
            .. explanation._errors
                .DistinctBy(error => (error.Position, error.InstancePointer, error.Message))
                .OrderBy(error => error.Position),
        ];
    }

    /// <summary>Adds "<c>`subject`</c> <paramref name="predicate"/>" for the value at hand.</summary>
    public void Add(SchemaNode owner, string keyword, YamlNode instance, string predicate, string? suggestion = null) =>
        AddSentence(owner, keyword, instance.Position, $"{Path.Subject} {predicate}", suggestion);

    /// <summary>
    /// Adds its own sentence; <paramref name="key"/> is the key of the value at hand it is about.
    /// </summary>
    public void AddSentence(
        SchemaNode owner, string keyword, TextPosition position, string message, string? suggestion = null, string? key = null) =>
        _errors.Add(
            new SchemaError(keyword, message, Path.ToPointer(key), LocationOf(owner, keyword), position, suggestion));

    public void AddAll(IEnumerable<SchemaError> errors) => _errors.AddRange(errors);

    /// <summary>Says why a value does not meet a schema.</summary>
    public void Explain(Branch branch, YamlNode instance)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (branch.Schema.Always == false)
        {
            _errors.Add(new SchemaError(
                "false", $"{Path.Subject} is not allowed here.", Path.ToPointer(), LocationOf(branch.Schema, keyword: null), instance.Position));
        }

        if (branch.Schema.Always is not null) return;
        _scopes.Add(branch.Schema.Resource);
        new SchemaExplanation(branch, instance, this).Explain();
        _scopes.RemoveAt(_scopes.Count - 1);
    }

    public void ExplainChild(Branch branch, YamlNode child, string key)
    {
        Path.Push(key);
        Explain(branch, child);
        Path.Pop();
    }

    public void ExplainChild(Branch branch, YamlNode child, int index)
    {
        Path.Push(index);
        Explain(branch, child);
        Path.Pop();
    }

    /// <summary>
    /// What a schema would say of the value at hand, kept apart: a branch that may not be the one that was meant.
    /// </summary>
    public List<SchemaError> Try(Branch branch, YamlNode instance)
    {
        var outer = _errors;
        _errors = [];
        Explain(branch, instance);
        var errors = _errors;
        _errors = outer;
        return errors;
    }

    /// <summary>The schema that a <c>$dynamicRef</c> leads to from here: the outermost in scope with its anchor.</summary>
    public SchemaNode? DynamicTarget(SchemaNode schema)
    {
        if (schema.Graph.DynamicReference(schema.Source)?.DynamicAnchor is not { } anchor) return schema.DynamicTarget;
        foreach (var scope in _scopes)
            if (scope.Anchors.TryGetValue(anchor, out var anchored) && anchored.IsDynamic) return new SchemaNode(schema.Graph, anchored.Node);
        return schema.DynamicTarget;
    }

    private string LocationOf(SchemaNode owner, string? keyword)
    {
        var uri = owner.Location.ToUri(keyword);
        return owner.Resource == _root ? uri[_root.Uri.Length..] : uri;
    }
}
