using Platform.Schema.Evaluating;
using Platform.Schema.Metaschema;
using Platform.Yaml;

namespace Platform.Schema.Compiling;

/// <summary>
/// Turns schema text into <see cref="SchemaNode"/>s: those that the root reaches, each once. Works from a queue, not
/// by recursion, so that circles end and long chains of references do not overflow the stack.
/// </summary>
internal sealed class SchemaCompiler
{
    private readonly SchemaOptions _options;
    private readonly CompilationErrors _errors = new();
    private readonly SchemaStore _store;
    private readonly NodeMap<SchemaNode> _nodes = new();
    private readonly Queue<SchemaNode> _queue = new();
    private readonly HashSet<SchemaResource> _resources = [];

    private SchemaCompiler(SchemaOptions options)
    {
        _options = options;
        _store = new SchemaStore(options, _errors);
    }

    public static SchemaCompilation Compile(YamlNode schema, SchemaOptions options)
    {
        if (options.CheckSchema && Check(schema, options) is { } invalid) return invalid;
        return new SchemaCompiler(options).Compile(schema);
    }

    /// <summary>The compiled form of a schema, which may be filled later.</summary>
    public SchemaNode Get(YamlNode source)
    {
        if (_nodes[source] is { } known) return known;
        var node = new SchemaNode(source, _store.LocationOf(source));
        _nodes[source] = node;
        _queue.Enqueue(node);
        return node;
    }

    /// <summary>The schema a reference points to; null after an error.</summary>
    public SchemaNode? Resolve(SchemaNode from, string keyword, YamlNode reference, out string? dynamicAnchor)
    {
        dynamicAnchor = null;
        if (!_store.TryResolve(from.Location.Resource, reference.Text, out var target, out var fragment, out var reason))
        {
            _errors.Add(
                from.Location,
                keyword,
                reference,
                $"The reference `{TextExcerpt.Of(reference.Text)}` leads nowhere: {reason}.");
            return null;
        }

        if (_store.IsDynamicAnchor(target, fragment)) dynamicAnchor = fragment;
        return Get(target);
    }

    private static SchemaCompilation? Check(YamlNode schema, SchemaOptions options)
    {
        var uri = schema["$schema"].GetString() is { } metaschema ? SchemaUri.Split(metaschema).Uri : BuiltInMetaschema.Uri;
        var rules = BuiltInMetaschema.Schema;
        if (uri != BuiltInMetaschema.Uri)
        {
            // A metaschema that cannot be found or compiled is reported by the compilation itself.
            if (options.Resolve?.Invoke(uri) is not { IsValid: true } document) return null;
            var compiled = JsonSchema.Compile(document.Root, options with { CheckSchema = false, BaseUri = uri });
            if (compiled.Schema is null) return compiled;
            rules = compiled.Schema;
        }

        var result = rules.Evaluate(schema);
        return result.IsValid ? null : new SchemaCompilation(result.Errors);
    }

    private SchemaCompilation Compile(YamlNode schema)
    {
        _store.AddDocument(schema, _options.BaseUri ?? "");
        var root = Get(schema);
        while (_queue.TryDequeue(out var node))
        {
            AddDynamicAnchors(node.Location.Resource);
            Fill(node);
        }

        return _errors.IsEmpty ? new SchemaCompilation(new JsonSchema(root)) : _errors.ToCompilation();
    }

    private void AddDynamicAnchors(SchemaResource resource)
    {
        if (!_resources.Add(resource)) return;
        foreach (var (name, anchored) in resource.Anchors)
        {
            if (anchored.IsDynamic) resource.DynamicAnchors[name] = Get(anchored.Node);
        }
    }

    private void Fill(SchemaNode node)
    {
        if (node.Source.TryGetBoolean(out var always))
        {
            node.Always = always;
            return;
        }

        if (node.Source.Kind != YamlKind.Mapping)
        {
            _errors.Add(node.Location, "", node.Source, "A schema must be a mapping, true or false.");
            return;
        }

        var source = new KeywordSource(node, this, _errors);
        var keywords = new List<SchemaKeyword>();
        var vocabularies = node.Location.Resource.Vocabularies;
        if (vocabularies.HasFlag(Vocabularies.Validation)) ValidationKeywords.Add(source, keywords);
        if (_options.AssertFormat || vocabularies.HasFlag(Vocabularies.FormatAssertion))
            ValidationKeywords.AddFormat(source, keywords);
        ApplicatorKeywords.AddProperties(source, vocabularies, keywords);
        ReferenceKeywords.Add(source, keywords);
        if (vocabularies.HasFlag(Vocabularies.Applicator)) ApplicatorKeywords.Add(source, keywords);
        node.Keywords = [.. keywords];
        if (vocabularies.HasFlag(Vocabularies.Unevaluated)) node.Unevaluated = ApplicatorKeywords.Unevaluated(source);
    }
}
