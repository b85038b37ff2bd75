using Platform.Yaml;

namespace Platform.Schema.Documents;

/// <summary>Something for each of the nodes of a few documents, in one array per document.</summary>
internal sealed class NodeMap<T>
    where T : class
{
    private readonly Dictionary<YamlDocument, T?[]> _documents = [];

    public T? this[YamlNode node]
    {
        get => node.Exists && _documents.TryGetValue(node.Document, out var values) ? values[node.Index] : null;
        set
        {
            if (!node.Exists) return;
            if (!_documents.TryGetValue(node.Document, out var values))
                _documents[node.Document] = values = new T?[node.Document.Records.Length];
            values[node.Index] = value;
        }
    }
}
