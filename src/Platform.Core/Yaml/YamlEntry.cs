namespace Platform.Yaml;

/// <summary>A key of a mapping with its value.</summary>
public readonly struct YamlEntry
{
    private readonly YamlDocument _document;
    private readonly int _index;

    internal YamlEntry(YamlDocument document, int index)
    {
        _document = document;
        _index = index;
    }

    /// <summary>The key's text; of a key such as <c>80</c> or <c>true</c>, what is written.</summary>
    public string Key => _document.Records[_index].Text!; // the builder gives every key a text

    /// <summary>Where the key is.</summary>
    public TextPosition KeyPosition
    {
        get
        {
            ref readonly var record = ref _document.Records[_index];
            return new TextPosition(record.Line, record.Column);
        }
    }

    public YamlNode Value => new(_document, _index + 1);

    /// <summary>The key as a node, for schemas that say something about names.</summary>
    internal YamlNode KeyNode => new(_document, _index);

    public override string ToString() => $"{Key}: {Value}";
}
