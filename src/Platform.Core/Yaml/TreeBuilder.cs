namespace Platform.Yaml;

/// <summary>
/// Puts nodes into records in document order and watches over keys, aliases and limits. Reused from document to
/// document, so that its arrays are allocated once per thread; what it builds owns arrays of the right size.
/// </summary>
internal sealed class TreeBuilder
{
    /// <summary>After this many errors the file is probably not what it claims to be.</summary>
    private const int MaxDiagnostics = 100;

    private readonly AnchorTable _anchors = new();
    private readonly DuplicateKeys _duplicates = new();
    private readonly List<YamlDiagnostic> _diagnostics = [];
    private YamlRecord[] _records = new YamlRecord[256];
    private Frame[] _frames = new Frame[16];
    private int _count;
    private int _depth;
    private int _aliased;
    private bool _failed;
    private string _prefix = "";
    private DocumentLimits _limits = DocumentLimits.Default;

    /// <summary>Whether the next scalar is a key.</summary>
    public bool ExpectsKey => _depth > 0 && _frames[_depth - 1] is { IsMapping: true, KeyIsNext: true };

    public bool HasContent => _count > 0;

    /// <summary>Where the innermost open collection starts, if it is one in brackets.</summary>
    public TextPosition? OpenFlowCollection =>
        _depth > 0 && _frames[_depth - 1].IsFlow ? PositionOf(_frames[_depth - 1].Index) : null;

    public void Begin(string codePrefix, DocumentLimits limits)
    {
        _prefix = codePrefix;
        _limits = limits;
        _count = _depth = _aliased = 0;
        _failed = false;
        _anchors.Clear();
        _diagnostics.Clear();
    }

    public YamlDocument Build(string source)
    {
        var records = _failed || _count == 0 ? null : Copy(_records, _count, _count);
        Array.Clear(_records, 0, _count); // or the last document's texts would live as long as this thread
        if (_diagnostics.Count == 0) return new YamlDocument(source, records, []);
        return new YamlDocument(source, records, [.. _diagnostics.OrderBy(diagnostic => diagnostic.Position)]);
    }

    /// <summary>
    /// Notes a problem that leaves the tree whole. <paramref name="code"/> is a <see cref="YamlDiagnosticCode"/>.
    /// </summary>
    public void Report(string code, string message, TextPosition position, TextPosition? related = null)
    {
        if (!string.Equals(_prefix, "YAML", StringComparison.Ordinal)) code = _prefix + code["YAML".Length..];
        if (_diagnostics.Count < MaxDiagnostics) _diagnostics.Add(new YamlDiagnostic(code, message, position, related));
    }

    /// <summary>Notes a problem after which reading makes no sense; always false, for callers to return.</summary>
    public bool Fail(string code, string message, TextPosition position, TextPosition? related = null)
    {
        Report(code, message, position, related);
        _failed = true;
        return false;
    }

    /// <param name="text">What the key says.</param>
    /// <param name="position">Where it starts.</param>
    /// <param name="anchor">Its anchor, if it has one.</param>
    /// <param name="kind">What an alias to the anchor is; the key itself is text in any case.</param>
    public void AddKey(string text, TextPosition position, string? anchor = null, YamlKind kind = YamlKind.String)
    {
        var index = Append(YamlKind.String, text, position);
        if (anchor is not null) _anchors.Define(anchor, index, height: 0, size: 1, kind);
        _frames[_depth - 1].KeyIsNext = false;
    }

    public void AddScalar(YamlKind kind, string text, TextPosition position, string? anchor = null)
    {
        var index = Append(kind, text, position);
        if (anchor is not null) _anchors.Define(anchor, index, height: 0, size: 1);
        CountValue();
    }

    public bool Open(bool isMapping, TextPosition position, string? anchor = null, bool isFlow = false)
    {
        if (_depth == _limits.MaxDepth) return FailTooDeep(position);
        if (_depth == _frames.Length) GrowFrames();
        var index = Append(isMapping ? YamlKind.Mapping : YamlKind.Sequence, text: null, position);
        if (anchor is not null) _anchors.Open(anchor, index);
        _frames[_depth++] = new Frame
        {
            Index = index,
            IsMapping = isMapping,
            IsFlow = isFlow,
            KeyIsNext = true,
            Anchor = anchor,
            AliasedBefore = _aliased,
        };
        return true;
    }

    public void Close()
    {
        ref var frame = ref _frames[--_depth];
        ref var record = ref _records[frame.Index];
        record.Count = frame.Count;
        record.Size = _count - frame.Index;
        if (frame.IsMapping && frame.Count > 1) _duplicates.Report(this, _records, frame.Index);

        var height = frame.Height + 1;
        if (frame.Anchor is not null)
            _anchors.Define(frame.Anchor, frame.Index, height, record.Size + _aliased - frame.AliasedBefore);
        if (_depth > 0) _frames[_depth - 1].Height = Math.Max(_frames[_depth - 1].Height, height);
        CountValue();
    }

    public bool AddAlias(string name, TextPosition position)
    {
        if (!_anchors.TryFind(name, out var anchor))
            return Fail(
                YamlDiagnosticCode.UnknownAlias,
                $"The alias *{TextExcerpt.Of(name)} has no anchor &{TextExcerpt.Of(name)} before it; if it is no alias, quote the value.",
                position);
        if (anchor.IsOpen)
            return Fail(
                YamlDiagnosticCode.RecursiveAlias,
                $"The alias *{TextExcerpt.Of(name)} stands inside the node that it refers to, so it would never end.",
                position,
                PositionOf(anchor.Index));

        if (ExpectsKey)
        {
            ref readonly var target = ref _records[anchor.Index];
            if (target.Text is null) return FailCollectionKey(position);
            AddKey(target.Text, position);
            return true;
        }

        if (anchor.KindOfKey is { } kind)
        {
            AddScalar(kind, _records[anchor.Index].Text!, position); // a key has a text
            return true;
        }

        if (_depth + anchor.Height > _limits.MaxDepth) return FailTooDeep(position);
        if (anchor.Size > _limits.MaxAliasedNodes - _aliased)
            return Fail(
                YamlDiagnosticCode.AliasLimit,
                $"The aliases up to here stand for more than {_limits.MaxAliasedNodes} nodes; write the document with fewer nested aliases.",
                position);

        _aliased += anchor.Size;
        var index = Append(YamlRecord.Alias, text: null, position);
        _records[index].Count = anchor.Index;
        if (_depth > 0) _frames[_depth - 1].Height = Math.Max(_frames[_depth - 1].Height, anchor.Height);
        CountValue();
        return true;
    }

    public bool FailCollectionKey(TextPosition position) =>
        Fail(
            YamlDiagnosticCode.InvalidKey,
            "A list or a mapping cannot be a key here; if this is meant as text, such as a {{ template }}, put it in quotes.",
            position);

    private bool FailTooDeep(TextPosition position) =>
        Fail(
            YamlDiagnosticCode.TooDeep,
            $"Lists and mappings are nested more than {_limits.MaxDepth} levels deep here.",
            position);

    private void CountValue()
    {
        if (_depth == 0) return;
        ref var frame = ref _frames[_depth - 1];
        frame.Count++;
        frame.KeyIsNext = true;
    }

    /// <summary>
    /// Array.Copy, here and below: generic helpers over structs of ours would be compiled at every start.
    /// </summary>
    private static YamlRecord[] Copy(YamlRecord[] records, int count, int length)
    {
        var copy = new YamlRecord[length];
        Array.Copy(records, copy, count);
        return copy;
    }

    private void GrowFrames()
    {
        var frames = new Frame[_depth * 2];
        Array.Copy(_frames, frames, _depth);
        _frames = frames;
    }

    private TextPosition PositionOf(int index) => new(_records[index].Line, _records[index].Column);

    private int Append(YamlKind kind, string? text, TextPosition position)
    {
        if (_count == _records.Length) _records = Copy(_records, _count, _count * 2);
        _records[_count] = new YamlRecord
        {
            Kind = kind,
            Text = text,
            Line = position.Line,
            Column = position.Column,
            Size = 1,
        };
        return _count++;
    }

    /// <summary>A collection that is still open.</summary>
    private struct Frame
    {
        public int Index;
        public int Count;
        public int Height;
        public int AliasedBefore;
        public bool IsMapping;
        public bool IsFlow;
        public bool KeyIsNext;
        public string? Anchor;
    }
}
