using System.Text;
using Platform.Schema;

namespace Platform.Diagnostics;

/// <summary>The stable code of a schema error: <c>SCHEMA_</c> and the keyword, <c>SCHEMA_MIN_LENGTH</c> for instance.</summary>
public static class SchemaErrorCode
{
    public static string Of(SchemaError error) => error.Keyword switch
    {
        "additionalProperties" or "unevaluatedProperties" or "propertyNames" => "SCHEMA_UNKNOWN_KEY",
        var keyword => "SCHEMA_" + ScreamingSnake(keyword),
    };

    private static string ScreamingSnake(string keyword)
    {
        var code = new StringBuilder(keyword.Length + 4);
        foreach (var c in keyword)
        {
            if (char.IsAsciiLetterUpper(c)) code.Append('_');
            code.Append(char.ToUpperInvariant(c));
        }

        return code.ToString();
    }
}
