using Platform.Schema.Explaining;
using Platform.Yaml;

namespace Platform.Schema.Evaluating;

/// <summary>Numbers and keys of a value that cannot be given to JsonSchema.Net.</summary>
internal sealed class RefusedValues
{
    private readonly Dictionary<YamlNode, string> _refused = [];

    public bool Any => _refused.Count > 0;

    public void Add(YamlNode node, string message) => _refused[node] = message;

    /// <summary>An error for each, at its place.</summary>
    public SchemaResult ToResult(YamlNode root)
    {
        var pointers = new Dictionary<YamlNode, string>();
        Walk(root, new InstancePath(), pointers);
        return SchemaResult.Invalid(
        [
            .. _refused
                .Select(refused => new SchemaError("value", refused.Value, pointers.GetValueOrDefault(refused.Key, ""), "#", refused.Key.Position))
                .OrderBy(error => error.Position),
        ]);
    }

    private void Walk(YamlNode node, InstancePath path, Dictionary<YamlNode, string> pointers)
    {
        if (_refused.ContainsKey(node)) pointers.TryAdd(node, path.ToPointer());
        var index = 0;
        foreach (var item in node.Items)
        {
            path.Push(index++);
            Walk(item, path, pointers);
            path.Pop();
        }

        foreach (var entry in node.Entries)
        {
            if (_refused.ContainsKey(entry.KeyNode)) pointers.TryAdd(entry.KeyNode, path.ToPointer(entry.Key));
            path.Push(entry.Key);
            Walk(entry.Value, path, pointers);
            path.Pop();
        }
    }
}
