using System.Xml.Linq;
using Platform.Help.Pages;
using static Platform.Help.ExternalHelp.MamlNames;

namespace Platform.Help.ExternalHelp;

/// <summary>External help of cmdlets: what <c>Get-Help</c> reads.</summary>
internal static class MamlDocument
{
    public static string Write(IEnumerable<CmdletPage> pages)
    {
        var root = new XElement(
            Msh + "helpItems",
            new XAttribute("schema", "maml"),
            new XAttribute(XNamespace.Xmlns + "maml", Maml),
            new XAttribute(XNamespace.Xmlns + "command", Command),
            new XAttribute(XNamespace.Xmlns + "dev", Dev),
            pages.Select(Of));
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + root + "\n";
    }

    private static XElement Of(CmdletPage page) => new(
        Command + "command",
        Details(page),
        Text(Maml + "description", page.Description),
        MamlSyntax.Of(page),
        new XElement(Command + "parameters", page.Parameters.Select(p => MamlParameter.Of(p, p.Forms[0]))),
        new XElement(Command + "inputTypes", page.Inputs.Select(t => Type(Command + "inputType", t))),
        new XElement(Command + "returnValues", page.Outputs.Select(t => Type(Command + "returnValue", t))),
        new XElement(Maml + "alertSet", Text(Maml + "alert", page.Notes)),
        new XElement(Command + "examples", page.Examples.Select(Example)),
        new XElement(Command + "relatedLinks", page.Links.Select(Link)));

    private static XElement Details(CmdletPage page)
    {
        var name = page.Name.Split('-', 2);
        return new XElement(
            Command + "details",
            new XElement(Command + "name", page.Name),
            new XElement(Command + "verb", name[0]),
            new XElement(Command + "noun", name[^1]),
            Text(Maml + "description", page.Synopsis));
    }

    private static XElement Type(XName name, TypeText type) => new(
        name, new XElement(Dev + "type", new XElement(Maml + "name", type.Name)), Text(Maml + "description", type.Description));

    private static XElement Example(ExampleText example) => new(
        Command + "example",
        new XElement(Maml + "title", $"---- {example.Title} ----"),
        new XElement(Dev + "code", example.Code),
        Text(Dev + "remarks", example.Remarks));

    // Where there is an address, even an empty one, Get-Help offers -Online.
    private static XElement Link(LinkText link) => new(
        Maml + "navigationLink",
        new XElement(Maml + "linkText", link.Text),
        link.Uri.Length > 0 ? new XElement(Maml + "uri", link.Uri) : null);
}
