using Platform.Yaml;

namespace Platform.Schema.Documents;

/// <summary>
/// A schema with all others that it reaches, in its own document and elsewhere, and its references resolved. Works from
/// a queue, not by recursion, so that circles end and long chains of references do not overflow the stack.
/// </summary>
internal sealed class SchemaGraph
{
    private readonly SchemaStore _store;
    private readonly HashSet<YamlNode> _seen = [];
    private readonly Queue<YamlNode> _queue = new();
    private readonly List<SchemaResource> _resources = [];
    private readonly Dictionary<YamlNode, int> _numbers = [];
    private readonly List<YamlNode> _targets = [];
    private readonly Dictionary<YamlNode, SchemaReference> _static = [];
    private readonly Dictionary<YamlNode, SchemaReference> _dynamic = [];

    public SchemaGraph(YamlNode schema, SchemaOptions options, CompilationErrors errors)
    {
        Errors = errors;
        _store = new SchemaStore(options, errors);
        _store.AddDocument(schema, options.BaseUri ?? "");
        Root = new SchemaNode(this, schema);
        Number(schema);
        while (_queue.TryDequeue(out var next)) Follow(next);
    }

    public CompilationErrors Errors { get; }

    public SchemaNode Root { get; }

    /// <summary>The schemas that references lead to, in the order of their numbers; the root is the first.</summary>
    public IReadOnlyList<YamlNode> Targets => _targets;

    public IReadOnlyList<SchemaResource> Resources => _resources;

    public SchemaLocation LocationOf(YamlNode schema) => _store.LocationOf(schema);

    public SchemaReference? Reference(YamlNode schema) => _static.GetValueOrDefault(schema);

    public SchemaReference? DynamicReference(YamlNode schema) => _dynamic.GetValueOrDefault(schema);

    /// <summary>The number that <paramref name="target"/>, one of <see cref="Targets"/>, has as one.</summary>
    public int NumberOf(YamlNode target) => _numbers[target];

    private int Number(YamlNode target)
    {
        if (_numbers.TryGetValue(target, out var number)) return number;
        _numbers[target] = number = _targets.Count;
        _targets.Add(target);
        Reach(target);
        return number;
    }

    private void Reach(YamlNode schema)
    {
        if (_seen.Add(schema)) _queue.Enqueue(schema);
    }

    private void Follow(YamlNode schema)
    {
        var location = LocationOf(schema);
        if (schema.Kind is not (YamlKind.Mapping or YamlKind.Boolean))
            Errors.Add(location, "", schema, "A schema must be a mapping, true or false.");

        AddResource(location.Resource);
        AddReference(schema, "$ref", _static);
        AddReference(schema, "$dynamicRef", _dynamic);
        foreach (var entry in schema.Entries)
        {
            foreach (var part in SchemaNode.Subschemas(entry, SubschemaKinds.OfApplicator(entry.Key)))
            {
                // A subschema with its own URI is evaluated as if it were referred to.
                if (LocationOf(part).Resource != location.Resource) Number(part);
                else Reach(part);
            }
        }
    }

    private void AddResource(SchemaResource resource)
    {
        if (_resources.Contains(resource)) return;
        _resources.Add(resource);
        Number(resource.Root);
        foreach (var anchored in resource.Anchors.Values)
            if (anchored.IsDynamic) Number(anchored.Node);
    }

    private void AddReference(YamlNode schema, string keyword, Dictionary<YamlNode, SchemaReference> references)
    {
        if (!schema.TryGet(keyword, out var reference)) return;
        var location = LocationOf(schema);
        if (reference.Kind != YamlKind.String)
        {
            Errors.Add(location, keyword, reference, $"The value of `{keyword}` must be a string.");
            return;
        }

        if (!_store.TryResolve(location.Resource, reference.Text, out var target, out var fragment, out var reason))
        {
            Errors.Add(location, keyword, reference, $"The reference `{TextExcerpt.Of(reference.Text)}` leads nowhere: {reason}.");
            return;
        }

        var isDynamic = keyword == "$dynamicRef" && _store.IsDynamicAnchor(target, fragment);
        references[schema] = new SchemaReference(target, Number(target), isDynamic ? fragment : null);
    }
}
