using Platform.Yaml;

namespace Platform.Schema.Documents;

/// <summary>
/// All documents that take part in one compilation, with the URIs and anchors in them (draft 2020-12 core, chapter
/// 8.2 and 9.2).
/// </summary>
internal sealed class SchemaStore(SchemaOptions options, CompilationErrors errors)
{
    private readonly Dictionary<string, SchemaResource?> _resources = new(StringComparer.Ordinal);
    private readonly NodeMap<SchemaLocation> _locations = new();

    /// <summary>
    /// Adds a document under the URI it was asked for; its <c>$id</c>, if any, is another name of it.
    /// </summary>
    public SchemaLocation AddDocument(YamlNode root, string uri)
    {
        var own = root["$id"].GetString() is { } id ? SchemaUri.Resolve(uri, SchemaUri.Split(id).Uri) : uri;
        var resource = new SchemaResource(
            own,
            root,
            VocabulariesOf(root, new SchemaLocation(new SchemaResource(own, root, default)), Vocabularies.Default));
        _resources[uri] = resource;
        _resources.TryAdd(own, resource);
        var location = new SchemaLocation(resource);
        Index(root, location);
        return location;
    }

    /// <summary>Where a schema is that <see cref="AddDocument"/> or <see cref="TryResolve"/> has met.</summary>
    public SchemaLocation LocationOf(YamlNode schema) => _locations[schema]!;

    /// <summary>Finds what a reference points to; false, with the reason, if there is no such place.</summary>
    public bool TryResolve(SchemaResource from, string reference, out YamlNode target, out string fragment, out string? reason)
    {
        (var relative, fragment) = SchemaUri.Split(reference);
        var uri = SchemaUri.Resolve(from.Uri, relative);
        target = default;
        reason = null;

        var resource = relative.Length == 0 ? from : Find(uri);
        if (resource is null)
        {
            reason = $"there is no schema with the URI `{TextExcerpt.Of(uri)}`";
            return false;
        }

        if (fragment.Length > 0 && fragment[0] != '/')
        {
            if (resource.Anchors.TryGetValue(fragment, out var anchored)) target = anchored.Node;
            else reason = $"there is no anchor `{TextExcerpt.Of(fragment)}` in that schema";
            return reason is null;
        }

        if (TryFollow(resource, fragment, out target)) return true;
        reason = $"there is nothing at `#{TextExcerpt.Of(fragment)}` in that schema";
        return false;
    }

    /// <summary>Whether a reference's fragment names a dynamic anchor at the place it first resolves to.</summary>
    public bool IsDynamicAnchor(YamlNode target, string fragment) =>
        fragment.Length > 0 && fragment[0] != '/'
        && LocationOf(target).Resource.Anchors.TryGetValue(fragment, out var anchored)
        && anchored.IsDynamic;

    private SchemaResource? Find(string uri)
    {
        if (_resources.TryGetValue(uri, out var known)) return known;
        var document = BuiltInMetaschema.TryLoad(uri) ?? options.Resolve?.Invoke(uri);
        if (document is not { IsValid: true }) return _resources[uri] = null;
        return AddDocument(document.Root, uri).Resource;
    }

    private bool TryFollow(SchemaResource resource, string pointer, out YamlNode target)
    {
        target = resource.Root;
        var location = LocationOf(target);
        if (pointer.Length == 0) return true;
        foreach (var escaped in pointer[1..].Split('/'))
        {
            var step = JsonPointer.Unescape(escaped);
            if (!JsonPointer.TryStep(target, step, out target)) return false;
            location = _locations[target] ?? location.Child(step);
        }

        // A place that no keyword makes a schema becomes one by being referred to.
        if (_locations[target] is null) Index(target, location);
        return true;
    }

    private void Index(YamlNode schema, SchemaLocation location)
    {
        var isRoot = location.Resource.Root == schema;
        if (schema["$id"].GetString() is { } id && !isRoot)
        {
            var uri = SchemaUri.Resolve(location.Resource.Uri, SchemaUri.Split(id).Uri);
            var resource = new SchemaResource(
                uri, schema, VocabulariesOf(schema, location, location.Resource.Vocabularies));
            if (!_resources.TryAdd(uri, resource))
                errors.Add(
                    location,
                    "$id",
                    schema["$id"],
                    $"The URI `{TextExcerpt.Of(uri)}` belongs to another schema already.");
            location = new SchemaLocation(resource);
        }

        if (_locations[schema] is not null) return;
        _locations[schema] = location;
        IndexAnchor(schema, location, "$anchor", isDynamic: false);
        IndexAnchor(schema, location, "$dynamicAnchor", isDynamic: true);
        foreach (var entry in schema.Entries) IndexKeyword(entry, location);
    }

    private void IndexKeyword(YamlEntry entry, SchemaLocation location)
    {
        var kind = SubschemaKinds.Of(entry.Key);
        if (kind == SubschemaKind.None) return;

        var keyword = location.Child(entry.Key);
        if (kind == SubschemaKind.One) Index(entry.Value, keyword);

        var index = 0;
        if (kind == SubschemaKind.List)
        {
            foreach (var item in entry.Value.Items)
                Index(item, keyword.Child(FormattableString.Invariant($"{index++}")));
        }

        if (kind == SubschemaKind.Map)
        {
            foreach (var named in entry.Value.Entries) Index(named.Value, keyword.Child(named.Key));
        }
    }

    private void IndexAnchor(YamlNode schema, SchemaLocation location, string keyword, bool isDynamic)
    {
        if (schema[keyword].GetString() is not { } name) return;
        if (!location.Resource.Anchors.TryAdd(name, new AnchoredSchema(schema, isDynamic)) && location.Resource.Anchors[name].Node != schema)
            errors.Add(
                location, keyword, schema[keyword], $"The anchor `{TextExcerpt.Of(name)}` is in this schema twice.");
        else if (isDynamic)
            location.Resource.Anchors[name] = new AnchoredSchema(schema, IsDynamic: true);
    }

    private Vocabularies VocabulariesOf(YamlNode schema, SchemaLocation location, Vocabularies inherited)
    {
        if (schema["$schema"].GetString() is not { } metaschema) return inherited;
        var uri = SchemaUri.Split(metaschema).Uri;
        if (uri == BuiltInMetaschema.Uri) return Vocabularies.Default;

        var document = options.Resolve?.Invoke(uri);
        if (document is null)
        {
            var isOtherDraft = uri.Contains("json-schema.org/", StringComparison.Ordinal);
            errors.Add(location, "$schema", schema["$schema"], isOtherDraft
                ? $"The schema is written for another draft of JSON Schema; only draft 2020-12 ({BuiltInMetaschema.Uri}) is supported."
                : $"The metaschema `{TextExcerpt.Of(uri)}` is not known.");
            return inherited;
        }

        return MetaschemaVocabularies.Read(document.Root, unknown => errors.Add(
            location, "$schema", schema["$schema"], $"The metaschema requires the vocabulary `{TextExcerpt.Of(unknown)}`, which is not supported."));
    }
}
