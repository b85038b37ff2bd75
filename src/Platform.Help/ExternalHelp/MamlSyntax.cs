using System.Xml.Linq;
using Platform.Help.Pages;
using static Platform.Help.ExternalHelp.MamlNames;

namespace Platform.Help.ExternalHelp;

/// <summary>The ways to call a cmdlet, one for each parameter set.</summary>
internal static class MamlSyntax
{
    // A page of a cmdlet with one set names none, and asking for any name finds what is in all.
    private static readonly string[] OnlySet = [""];

    public static XElement Of(CmdletPage page) => new(
        Command + "syntax",
        (page.ParameterSets.Count > 0 ? page.ParameterSets : OnlySet).Select(set => Item(page, set)));

    private static XElement Item(CmdletPage page, string set) => new(
        Command + "syntaxItem",
        new XElement(Maml + "name", page.Name),
        from parameter in page.Parameters
        let form = parameter.In(set)
        where form is not null
        // As the engine orders them: by position, then what is required.
        orderby form.Order
        select MamlParameter.Of(parameter, form));
}
