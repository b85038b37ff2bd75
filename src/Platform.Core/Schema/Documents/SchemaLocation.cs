using System.Text;

namespace Platform.Schema.Documents;

/// <summary>
/// Where a subschema is. Kept as a chain of steps, because the pointer's text is needed for errors only.
/// </summary>
internal sealed class SchemaLocation
{
    private readonly SchemaLocation? _parent;
    private readonly string? _step;

    public SchemaLocation(SchemaResource resource) => Resource = resource;

    private SchemaLocation(SchemaResource resource, SchemaLocation parent, string step)
    {
        Resource = resource;
        _parent = parent;
        _step = step;
    }

    public SchemaResource Resource { get; }

    /// <summary>The pointer within <see cref="Resource"/>, empty for its root.</summary>
    public string Pointer
    {
        get
        {
            if (_parent is null) return "";
            var text = new StringBuilder();
            AppendPointer(text);
            return text.ToString();
        }
    }

    public SchemaLocation Child(string step) => new(Resource, this, step);

    /// <summary>The URI of the subschema, or of one of its keywords.</summary>
    public string ToUri(string? keyword = null)
    {
        var pointer = keyword is null ? Pointer : Pointer + "/" + JsonPointer.Escape(keyword);
        return Resource.Uri + "#" + pointer;
    }

    private void AppendPointer(StringBuilder text)
    {
        if (_parent is null) return;
        _parent.AppendPointer(text);
        text.Append('/').Append(JsonPointer.Escape(_step!)); // only a root has no step
    }
}
