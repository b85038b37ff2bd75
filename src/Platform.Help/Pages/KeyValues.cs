using YamlDotNet.Core;
using YamlDotNet.Serialization;

namespace Platform.Help.Pages;

/// <summary>The flat YAML of a front matter and of a parameter: keys with text.</summary>
internal static class KeyValues
{
    public static Dictionary<string, string> Read(string file, int line, string yaml)
    {
        try
        {
            var values = new DeserializerBuilder().Build().Deserialize<Dictionary<string, string?>?>(yaml) ?? [];
            return values.ToDictionary(v => v.Key, v => v.Value ?? "", StringComparer.Ordinal);
        }
        catch (YamlException exception)
        {
            throw new PageException(file, line + (int)exception.Start.Line, exception.Message);
        }
    }
}
