using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Platform.Yaml.Editing;

/// <summary>The nodes of a text with their spans, from the events of YamlDotNet's parser.</summary>
internal sealed class SpanTree
{
    private readonly string _text;
    private readonly Parser _parser;
    private readonly List<SpanNode> _leaves = [];

    private SpanTree(string text)
    {
        _text = text;
        _parser = new Parser(new Scanner(new CharacterReader(text.ToCharArray(), text.Length), skipComments: true));
    }

    /// <summary>Scalars and aliases in the order of the text: what is between them is structure, space and comments.</summary>
    public IReadOnlyList<SpanNode> Leaves => _leaves;

    public SpanNode Root { get; private set; } = new(SpanForm.Plain, 0);

    /// <param name="text">A text that <see cref="YamlReader"/> has read without diagnostics, without a byte order mark.</param>
    public static SpanTree Read(string text)
    {
        var tree = new SpanTree(text);
        while (tree._parser.MoveNext())
        {
            if (tree._parser.Current is not NodeEvent) continue;
            tree.Root = tree.Node();
            break; // one document has one node
        }

        return tree;
    }

    /// <summary>The node whose first event is current; its last event is current afterwards.</summary>
    private SpanNode Node() => _parser.Current switch
    {
        Scalar scalar => Leaf(scalar),
        AnchorAlias alias => Leaf(new SpanNode(SpanForm.Alias, Offset(alias.Start)) { End = Offset(alias.End) }),
        MappingStart mapping => Collection(mapping, mapping.Style is MappingStyle.Flow ? SpanForm.FlowMapping : SpanForm.BlockMapping),
        SequenceStart sequence => Collection(sequence, sequence.Style is SequenceStyle.Flow ? SpanForm.FlowSequence : SpanForm.BlockSequence),
        var other => throw new InvalidOperationException($"{other} is no node"),
    };

    private SpanNode Leaf(Scalar scalar)
    {
        var start = Offset(scalar.Start);
        var hasProperties = !scalar.Anchor.IsEmpty || !scalar.Tag.IsEmpty;
        return Leaf(new SpanNode(FormOf(scalar.Style), start)
        {
            Text = scalar.Value,
            HasAnchor = !scalar.Anchor.IsEmpty,
            HasTag = !scalar.Tag.IsEmpty,
            // An anchor or a tag with nothing behind it ends, for the parser, where the next token starts.
            End = hasProperties && scalar is { Style: ScalarStyle.Plain, Value.Length: 0 } ? EndOfProperties(start) : EndOf(scalar),
        });
    }

    private SpanNode Leaf(SpanNode leaf)
    {
        _leaves.Add(leaf);
        return leaf;
    }

    private SpanNode Collection(NodeEvent first, SpanForm form)
    {
        var node = new SpanNode(form, Offset(first.Start)) { HasAnchor = !first.Anchor.IsEmpty, HasTag = !first.Tag.IsEmpty };
        while (_parser.MoveNext() && _parser.Current is not (MappingEnd or SequenceEnd))
        {
            var child = Node();
            if (node.IsMapping)
            {
                _parser.MoveNext();
                var value = Node();
                // The parser puts a null value of which nothing is written at the next token.
                if (value.IsEmpty) value = new SpanNode(SpanForm.Plain, BehindColon(child.End, value.Start)) { Text = "" };
                node.Entries.Add(new SpanEntry(child, value));
            }
            else
            {
                node.Items.Add(child);
            }
        }

        var end = Offset(_parser.Current!.End); // a collection that was read whole has a last event
        node.End = form switch
        {
            // The parser says where the bracket stands.
            SpanForm.FlowMapping or SpanForm.FlowSequence => end < _text.Length && _text[end] is '}' or ']' ? end + 1 : end,
            SpanForm.BlockMapping => node.Entries[^1].End, // has at least one
            _ => node.Items[^1].End,
        };
        return node;
    }

    /// <summary>Of a block scalar without the blank lines behind it, unless they are part of what it says.</summary>
    private int EndOf(Scalar scalar)
    {
        var (start, end) = (Offset(scalar.Start), Offset(scalar.End));
        if (scalar.Style is not (ScalarStyle.Literal or ScalarStyle.Folded)) return end;
        var header = _text.AsSpan(start, end - start);
        var firstBreak = header.IndexOfAny('\r', '\n');
        if (firstBreak >= 0 && HeaderOf(header[..firstBreak]).Contains('+')) return end;
        return start + header.TrimEnd(" \r\n").Length;
    }

    /// <summary>Of <c>&amp;a !!str |+2 # comment</c> the indicators.</summary>
    private static ReadOnlySpan<char> HeaderOf(ReadOnlySpan<char> line)
    {
        var at = line.IndexOf(" #");
        if (at >= 0) line = line[..at];
        return line[Math.Max(line.LastIndexOfAny('|', '>'), 0)..];
    }

    /// <summary>Behind the colon of a key, or behind the key where it has none.</summary>
    private int BehindColon(int end, int next)
    {
        for (var at = end; at < next; at++)
        {
            if (_text[at] == ':') return at + 1;
            if (_text[at] == '#') while (at + 1 < next && _text[at + 1] is not ('\r' or '\n')) at++;
        }

        return end;
    }

    private int EndOfProperties(int start)
    {
        var end = start;
        for (var at = start; at < _text.Length && _text[at] is '&' or '!';)
        {
            while (at < _text.Length && _text[at] is not (' ' or '\t' or '\r' or '\n')) at++;
            end = at;
            while (at < _text.Length && _text[at] is ' ' or '\t') at++;
        }

        return end;
    }

    /// <summary>The parser counts one more at the end of some texts.</summary>
    private int Offset(in Mark mark) => (int)Math.Min(mark.Index, _text.Length);

    private static SpanForm FormOf(ScalarStyle style) => style switch
    {
        ScalarStyle.SingleQuoted => SpanForm.SingleQuoted,
        ScalarStyle.DoubleQuoted => SpanForm.DoubleQuoted,
        ScalarStyle.Literal => SpanForm.Literal,
        ScalarStyle.Folded => SpanForm.Folded,
        _ => SpanForm.Plain,
    };
}
