using Markdig.Syntax.Inlines;

namespace Platform.Help.Layout;

/// <summary>Markdown within a line as text for a terminal: marks go, words stay.</summary>
internal static class InlineText
{
    public static string Of(Inline? inline) => inline switch
    {
        null => "",
        LiteralInline literal => literal.Content.ToString(),
        CodeInline code => code.Content,
        LineBreakInline => " ",
        AutolinkInline link => link.Url,
        HtmlEntityInline entity => entity.Transcoded.ToString(),
        ContainerInline container => string.Concat(container.Select(Of)),
        _ => throw new PageException(inline.Line + 1, $"{inline.GetType().Name} has no text"),
    };
}
