using System.Xml.Linq;
using Platform.Help.Pages;
using static Platform.Help.ExternalHelp.MamlNames;

namespace Platform.Help.ExternalHelp;

/// <summary>A parameter, in a syntax and in the list of all.</summary>
internal static class MamlParameter
{
    public static XElement Of(ParameterText parameter, ParameterForm form) => new(
        Command + "parameter",
        new XAttribute("required", Word(form.IsRequired)),
        new XAttribute("variableLength", Word(form.Type.EndsWith("[]", StringComparison.Ordinal))),
        new XAttribute("globbing", Word(form.TakesWildcards)),
        new XAttribute("pipelineInput", form.Pipeline),
        new XAttribute("position", form.Position),
        new XAttribute("aliases", form.Aliases),
        new XElement(Maml + "name", parameter.Name),
        Text(Maml + "description", parameter.Description),
        Value(form),
        new XElement(Dev + "type", new XElement(Maml + "name", form.Type)),
        new XElement(Dev + "defaultValue", form.Default));

    // A switch is not followed by a value.
    private static XElement? Value(ParameterForm form) => form.IsSwitch
        ? null
        : new XElement(Command + "parameterValue", new XAttribute("required", "true"), new XAttribute("variableLength", "false"), form.Type);

    private static string Word(bool value) => value ? "true" : "false";
}
