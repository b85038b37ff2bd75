using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Platform.Yaml;

/// <summary>
/// Feeds the events of YamlDotNet's parser to a <see cref="TreeBuilder"/>; its exceptions become diagnostics.
/// </summary>
internal sealed class YamlEvents(SourceText text, TreeBuilder builder)
{
    private readonly Scanner _scanner = new(text.OpenReader(), skipComments: true);

    public void Read()
    {
        try
        {
            var parser = new Parser(_scanner);
            while (parser.MoveNext())
            {
                if (!Accept(parser.Current!)) return; // Current is null only before and after the events
            }

            if (!builder.HasContent)
                builder.Fail(
                    YamlDiagnosticCode.Empty,
                    "There is nothing in this file but white space and comments.",
                    TextPosition.Start);
        }
        catch (YamlException exception)
        {
            SyntaxExplanation.Report(exception.Message, exception.Start, _scanner.CurrentPosition, text, builder);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or IndexOutOfRangeException or OverflowException or FormatException or NullReferenceException)
        {
            // YamlDotNet's scanner leaks such exceptions on some malformed input ("Not at a break.").
            SyntaxExplanation.Report(exception.Message, Mark.Empty, _scanner.CurrentPosition, text, builder);
        }
    }

    private bool Accept(ParsingEvent next) => next switch
    {
        Scalar scalar => AcceptScalar(scalar),
        MappingStart mapping => AcceptCollection(mapping, isMapping: true, mapping.Style == MappingStyle.Flow),
        SequenceStart sequence => AcceptCollection(sequence, isMapping: false, sequence.Style == SequenceStyle.Flow),
        MappingEnd or SequenceEnd => AcceptEnd(),
        AnchorAlias alias => builder.AddAlias(alias.Value.Value, PositionOf(alias.Start)),
        DocumentStart when builder.HasContent => builder.Fail(
            YamlDiagnosticCode.MultipleDocuments, "A second document starts here; put it in a file of its own.", PositionOf(next.Start)),
        _ => true,
    };

    private bool AcceptScalar(Scalar scalar)
    {
        var position = PositionOf(scalar.Start);
        var kind = YamlKind.String;
        if (!scalar.Tag.IsEmpty) kind = ResolveTag(scalar, position);
        else if (scalar.Style == ScalarStyle.Plain) kind = CoreScalar.Resolve(scalar.Value);
        if (!builder.ExpectsKey)
        {
            builder.AddScalar(kind, scalar.Value, position, AnchorOf(scalar));
            return true;
        }

        if (kind is YamlKind.Null)
            builder.Report(
                YamlDiagnosticCode.InvalidKey,
                "A key cannot be null; write the key's name, in quotes if it is meant as text.",
                position);
        builder.AddKey(scalar.Value, position, AnchorOf(scalar), kind);
        return true;
    }

    private YamlKind ResolveTag(Scalar scalar, TextPosition position)
    {
        var tag = scalar.Tag.Value;
        if (CoreTag.TryApply(tag, scalar.Value, out var kind)) return kind ?? YamlKind.String;
        builder.Report(
            YamlDiagnosticCode.InvalidTag,
            kind is null
                ? $"The tag {TextExcerpt.Of(CoreTag.Shorten(tag))} is not known here; only YAML's core tags such as !!str are."
                : $"The value `{TextExcerpt.Of(scalar.Value)}` is not what its tag {CoreTag.Shorten(tag)} says.",
            position);
        return YamlKind.String;
    }

    private bool AcceptCollection(NodeEvent start, bool isMapping, bool isFlow)
    {
        var position = PositionOf(start.Start);
        if (builder.ExpectsKey) return builder.FailCollectionKey(position);
        if (!start.Tag.IsEmpty && !CoreTag.FitsCollection(start.Tag.Value, isMapping))
        {
            builder.Report(
                YamlDiagnosticCode.InvalidTag,
                $"The tag {TextExcerpt.Of(CoreTag.Shorten(start.Tag.Value))} does not fit a {(isMapping ? "mapping" : "list")}, or is not known here.",
                position);
        }

        return builder.Open(isMapping, position, AnchorOf(start), isFlow);
    }

    private bool AcceptEnd()
    {
        builder.Close();
        return true;
    }

    private static string? AnchorOf(NodeEvent node) => node.Anchor.IsEmpty ? null : node.Anchor.Value;

    private static TextPosition PositionOf(in Mark mark) => new((int)mark.Line, (int)mark.Column);
}
