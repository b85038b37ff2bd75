namespace Platform.Yaml;

/// <summary>The items of a sequence in order, for <c>foreach</c>; enumerating allocates nothing.</summary>
public readonly struct YamlItems
{
    private readonly YamlNode _owner;

    internal YamlItems(YamlNode owner) => _owner = owner;

    public Enumerator GetEnumerator() => new(_owner);

    /// <summary>Walks over the records of one sequence.</summary>
    public struct Enumerator
    {
        private readonly YamlDocument? _document;
        private int _index;
        private int _next;
        private int _left;

        internal Enumerator(YamlNode owner)
        {
            _document = owner.Document;
            _next = owner.Index + 1;
            _left = owner.Kind == YamlKind.Sequence ? owner.Count : 0;
        }

        public readonly YamlNode Current => new(_document, _index);

        public bool MoveNext()
        {
            if (_left == 0) return false;
            _left--;
            _index = _next;
            _next += _document!.Records[_index].Size; // a node with items has a document
            return true;
        }
    }
}
