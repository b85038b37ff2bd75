using System.Text.Json;
using Json.Schema;
using Platform.Schema.Evaluating;

namespace Platform.Schema.Keywords;

/// <summary>
/// A keyword that says something of the value itself, in the place of the library's: those make a message for each value
/// that does not meet them, whether anybody will read it or not.
/// </summary>
/// <param name="name">The keyword.</param>
/// <param name="read">Reads the keyword's value once.</param>
/// <param name="isMet">Whether a value meets the keyword, of whose value the second argument is what was read.</param>
internal sealed class Assertion<T>(string name, Func<JsonElement, T> read, Func<JsonElement, T, bool> isMet) : IKeywordHandler
    where T : notnull
{
    public string Name => name;

    public object? ValidateKeywordValue(JsonElement value) => read(value);

    public void BuildSubschemas(KeywordData keyword, BuildContext context)
    {
    }

    public KeywordEvaluation Evaluate(KeywordData keyword, EvaluationContext context)
    {
        EvaluationBudget.Step();
        return isMet(context.Instance, (T)keyword.Value!) // what was read
            ? new KeywordEvaluation { Keyword = name, IsValid = true }
            : new KeywordEvaluation { Keyword = name, IsValid = false, Error = name };
    }
}
