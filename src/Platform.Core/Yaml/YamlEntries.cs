namespace Platform.Yaml;

/// <summary>The entries of a mapping in order, for <c>foreach</c>; enumerating allocates nothing.</summary>
public readonly struct YamlEntries
{
    private readonly YamlNode _owner;

    internal YamlEntries(YamlNode owner) => _owner = owner;

    public Enumerator GetEnumerator() => new(_owner);

    /// <summary>Walks over the records of one mapping.</summary>
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
            _left = owner.Kind == YamlKind.Mapping ? owner.Count : 0;
        }

        public readonly YamlEntry Current => new(_document!, _index); // asked for after MoveNext only

        public bool MoveNext()
        {
            if (_left == 0) return false;
            _left--;
            _index = _next;
            _next += 1 + _document!.Records[_index + 1].Size; // a node with entries has a document
            return true;
        }
    }
}
