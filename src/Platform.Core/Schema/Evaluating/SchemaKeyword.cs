using Platform.Schema.Explaining;
using Platform.Yaml;

namespace Platform.Schema.Evaluating;

/// <summary>
/// A compiled keyword, or several that are evaluated as one, such as <c>properties</c> and its neighbours.
/// </summary>
internal abstract class SchemaKeyword
{
    /// <summary>
    /// Whether the value meets the keyword; records in <paramref name="marks"/> which children it evaluated.
    /// </summary>
    public abstract bool IsValid(YamlNode instance, EvaluationRun run, int marks);

    /// <summary>Says why the value does not meet the keyword; asked only if it does not.</summary>
    public abstract void Explain(YamlNode instance, SchemaNode owner, Explanation explanation);
}
