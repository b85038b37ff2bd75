using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary><c>minLength</c> and <c>maxLength</c>, in Unicode code points as RFC 8259 counts characters.</summary>
internal sealed class LengthKeyword(string name, long limit, bool isMinimum) : SchemaKeyword
{
    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks)
    {
        if (instance.Kind != YamlKind.String) return true;
        var text = instance.Text;
        // Between a half and all of the UTF-16 units are code points, so that most texts need no counting.
        if (isMinimum)
            return text.Length >= limit && ((text.Length + 1) / 2 >= limit || CountCodePoints(text) >= limit);
        return text.Length <= limit || CountCodePoints(text) <= limit;
    }

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        var length = CountCodePoints(instance.Text);
        if (isMinimum && length == 0)
            explanation.Add(owner, name, instance, "must not be empty.");
        else
            explanation.Add(
                owner,
                name,
                instance,
                $"must have {(isMinimum ? "at least" : "at most")} {Wording.Plural(limit, "character")}; it has {length}.");
    }

    private static int CountCodePoints(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (!char.IsSurrogatePair(text[i - 1], text[i])) continue;
            count--;
            i++;
        }

        return count;
    }
}
