using System.Text;

namespace Platform.Yaml.Editing;

/// <summary>A text that is to be edited: its bytes, its characters, its tree and its spans.</summary>
internal sealed class EditText
{
    private EditText(byte[] bytes, string text, YamlDocument document)
    {
        Bytes = bytes;
        Text = text;
        Document = document;
        Spans = SpanTree.Read(text);
    }

    public byte[] Bytes { get; }

    /// <summary>The characters, without a byte order mark. Offsets are offsets of these.</summary>
    public string Text { get; }

    public YamlDocument Document { get; }

    public SpanTree Spans { get; }

    /// <summary>Reads bytes; null, with the refusal, where they are not one valid document.</summary>
    public static EditText? Read(byte[] bytes, out EditRefusal? refusal)
    {
        var document = YamlReader.Read(bytes);
        refusal = document.Diagnostics.IsEmpty ? null : RefusalOf(document.Diagnostics[0]);
        return refusal is null ? new EditText(bytes, Encoding.UTF8.GetString(SourceText.WithoutMark(bytes)), document) : null;
    }

    public EditRefusal Refuse(EditRefusalReason reason, int offset, string message) => new(reason, PositionOf(offset), message);

    public TextPosition PositionOf(int offset) => SourceText.PositionAt(Text, offset);

    private static EditRefusal RefusalOf(YamlDiagnostic diagnostic) => new(
        diagnostic.Code is YamlDiagnosticCode.MultipleDocuments ? EditRefusalReason.SeveralDocuments : EditRefusalReason.NotReadable,
        diagnostic.Position, diagnostic.Message);
}
