using System.Text.RegularExpressions;
namespace Platform.Schema.Patterns;
internal sealed class SchemaPattern
{
    private readonly Regex _r; private readonly string _t;
    private SchemaPattern(string t){_t=t;_r=new Regex(t, RegexOptions.None, TimeSpan.FromSeconds(1));}
    public static bool TryParse(string text, out SchemaPattern? pattern, out string? reason)
    { reason=null; pattern=null; try { pattern=new SchemaPattern(text); return true; } catch (ArgumentException e) { reason=e.Message; return false; } }
    public bool IsMatch(string text)=>_r.IsMatch(text);
    public override string ToString()=>$"`{_t}`";
}
