using System.Text.Json;
using Platform.Schema.Documents;
using Platform.Schema.Formats;
using Platform.Schema.Patterns;
using Platform.Schema.Values;
using Platform.Yaml;

namespace Platform.Schema.Evaluating;

/// <summary>
/// Writes a graph of schemas as the one JSON document that JsonSchema.Net builds: of each schema the keywords that can
/// make a value invalid, and nothing else. A reference holds the number of its target, and what references lead to
/// stands in <c>$defs</c> under its number, so that the library has no URI to resolve and nothing to look for.
/// </summary>
internal sealed class SchemaText(SchemaGraph graph, bool assertFormat, bool checkPatterns)
{
    /// <summary>Dynamic scopes are told apart by URI.</summary>
    public const string Base = "https://schema.invalid/";

    private readonly JsonText _text = JsonText.Take();

    private Utf8JsonWriter Json => _text.Writer;

    /// <summary>The document; its owner disposes of it.</summary>
    public JsonDocument Write()
    {
        WriteRoot(graph.Root.Source);
        // It is parsed from bytes of its own, since the buffer goes back.
        using var document = _text.Parse();
        var copy = JsonDocument.Parse(document.RootElement.GetRawText(), new JsonDocumentOptions { MaxDepth = 2_000 });
        _text.Return();
        return copy;
    }

    private void WriteRoot(YamlNode root)
    {
        var resource = graph.LocationOf(root).Resource;
        Json.WriteStartObject();
        Json.WriteString("$id", Base + graph.NumberOf(resource.Root));
        if (root.TryGetBoolean(out var always)) WriteAlways(always);
        WriteKeywords(root, resource);
        Json.WriteStartObject("$defs");
        foreach (var target in graph.Targets)
        {
            var home = graph.LocationOf(target).Resource;
            if (target == root) continue;
            if (home == resource || (root == graph.Root.Source && target == home.Root))
            {
                Json.WritePropertyName($"{graph.NumberOf(target)}");
                if (home == resource) WriteSchema(target, resource);
                else WriteRoot(target);
            }
        }

        Json.WriteEndObject();
        Json.WriteEndObject();
    }

    /// <summary>A document that is just true or false needs an object around it, for its number.</summary>
    private void WriteAlways(bool always)
    {
        Json.WriteStartArray("allOf");
        Json.WriteBooleanValue(always);
        Json.WriteEndArray();
    }

    private void WriteSchema(YamlNode schema, SchemaResource resource)
    {
        if (schema.TryGetBoolean(out var always))
        {
            Json.WriteBooleanValue(always);
            return;
        }

        Json.WriteStartObject();
        WriteKeywords(schema, resource);
        Json.WriteEndObject();
    }

    private void WriteKeywords(YamlNode schema, SchemaResource resource)
    {
        if (graph.Reference(schema) is { } reference) Json.WriteNumber("$ref", reference.Number);
        if (graph.DynamicReference(schema) is { } dynamic) WriteDynamicReference(dynamic);
        foreach (var entry in schema.Entries)
        {
            var kind = SubschemaKinds.OfApplicator(entry.Key);
            if (kind != SubschemaKind.None) WriteApplicator(schema, entry, kind, resource);
            else WriteAssertion(schema, entry, resource);
        }
    }

    private void WriteDynamicReference(SchemaReference reference)
    {
        if (reference.DynamicAnchor is not { } anchor)
        {
            Json.WriteNumber("$dynamicRef", reference.Number);
            return;
        }

        Json.WriteStartObject("$dynamicRef");
        foreach (var resource in graph.Resources)
            if (resource.Anchors.TryGetValue(anchor, out var anchored) && anchored.IsDynamic)
                Json.WriteNumber(Base + graph.NumberOf(resource.Root), graph.NumberOf(anchored.Node));
        Json.WriteNumber("", reference.Number);
        Json.WriteEndObject();
    }

    private void WriteApplicator(YamlNode schema, YamlEntry entry, SubschemaKind kind, SchemaResource resource)
    {
        var vocabulary = entry.Key is "unevaluatedItems" or "unevaluatedProperties" ? Vocabularies.Unevaluated : Vocabularies.Applicator;
        if (!resource.Vocabularies.HasFlag(vocabulary)) return;
        Refuse(schema, entry.Key);
        Json.WritePropertyName(entry.Key);
        switch (kind)
        {
            case SubschemaKind.One:
                WritePart(entry.Value, resource);
                break;
            case SubschemaKind.List when entry.Value.Kind == YamlKind.Sequence:
                Json.WriteStartArray();
                foreach (var item in entry.Value.Items) WritePart(item, resource);
                Json.WriteEndArray();
                break;
            case SubschemaKind.Map when entry.Value.Kind == YamlKind.Mapping:
                Json.WriteStartObject();
                foreach (var named in entry.Value.Entries)
                {
                    Refuse(schema, entry.Key);
                    if (entry.Key == "patternProperties") CheckPattern(named.Key, "patternProperties", named.Value, schema);
                    _text.WriteKey(named);
                    if (entry.Key == "dependencies" && named.Value.Kind == YamlKind.Sequence) _text.Write(named.Value);
                    else WritePart(named.Value, resource);
                }

                Json.WriteEndObject();
                break;
            default:
                _text.Write(entry.Value);
                break;
        }
    }

    private void WritePart(YamlNode part, SchemaResource resource)
    {
        if (graph.LocationOf(part).Resource == resource)
        {
            WriteSchema(part, resource);
            return;
        }

        Json.WriteStartObject();
        Json.WriteNumber("$ref", graph.NumberOf(part));
        Json.WriteEndObject();
    }

    private void WriteAssertion(YamlNode schema, YamlEntry entry, SchemaResource resource)
    {
        switch (entry.Key)
        {
            case "format":
                if (!assertFormat && !resource.Vocabularies.HasFlag(Vocabularies.FormatAssertion)) return;
                if (entry.Value.GetString() is { } format && SchemaFormat.TryFind(format) is null) return;
                break;
            case "minLength" or "maxLength" or "minItems" or "maxItems" or "minProperties" or "maxProperties" or "minContains" or "maxContains":
                if (!resource.Vocabularies.HasFlag(Vocabularies.Validation)) return;
                if (!ExactNumber.TryParse(entry.Value.Text, out var number) || number.ToCount() is not { } count) break;
                // Beyond 31 bits, a count is as good as infinite.
                Json.WriteNumber(entry.Key, count);
                return;
            case "pattern":
                if (!resource.Vocabularies.HasFlag(Vocabularies.Validation)) return;
                if (entry.Value.GetString() is { } pattern) CheckPattern(pattern, "pattern", entry.Value, schema);
                break;
            case "type" or "const" or "enum" or "required" or "dependentRequired" or "uniqueItems"
                or "minimum" or "maximum" or "exclusiveMinimum" or "exclusiveMaximum" or "multipleOf":
                if (!resource.Vocabularies.HasFlag(Vocabularies.Validation)) return;
                break;
            default:
                return;
        }

        Refuse(schema, entry.Key);
        Json.WritePropertyName(entry.Key);
        _text.Write(entry.Value);
    }

    /// <summary>Makes what cannot be given to the library, from here on, an error in that keyword.</summary>
    private void Refuse(YamlNode schema, string keyword) =>
        _text.OnRefused = (node, message) => graph.Errors.Add(graph.LocationOf(schema), keyword, node, message);

    private void CheckPattern(string pattern, string keyword, YamlNode place, YamlNode schema)
    {
        if (checkPatterns && SchemaPattern.Fault(pattern) is { } reason)
            graph.Errors.Add(graph.LocationOf(schema), keyword, place, $"`{TextExcerpt.Of(pattern)}` is no regular expression of ECMA-262: {reason}.");
    }
}
