using Platform.Schema.Compiling;
using Platform.Schema.Explaining;
using Platform.Yaml;

namespace Platform.Schema.Evaluating;

/// <summary>
/// A compiled schema or subschema. Filled once by the compiler, since schemas may refer to each other in circles.
/// </summary>
internal sealed class SchemaNode(YamlNode source, SchemaLocation location)
{
    /// <summary>The text it was compiled from.</summary>
    public YamlNode Source { get; } = source;

    public SchemaLocation Location { get; } = location;

    /// <summary>The value of a schema that is just <c>true</c> or <c>false</c>.</summary>
    public bool? Always { get; set; }

    /// <summary>The keywords, cheap ones first.</summary>
    public SchemaKeyword[] Keywords { get; set; } = [];

    /// <summary>The keywords that depend on what all others have evaluated.</summary>
    public SchemaKeyword[] Unevaluated { get; set; } = [];

    public bool IsValid(YamlNode instance, EvaluationRun run, int marks)
    {
        if (Always is { } constant) return constant;
        if (!run.TryEnter(Location.Resource, out var scope)) return false;
        var valid = Unevaluated.Length == 0
            ? AreValid(Keywords, instance, run, marks)
            : AreValidWithUnevaluated(instance, run, marks);
        run.Leave(scope);
        return valid;
    }

    /// <summary>Says why the value is not valid; asked only if it is not.</summary>
    public void Explain(YamlNode instance, Explanation explanation)
    {
        if (Always is not null)
        {
            explanation.AddForbidden(this, instance);
            return;
        }

        var run = explanation.Run;
        if (!run.TryEnter(Location.Resource, out var scope)) return;
        foreach (var keyword in Keywords)
        {
            if (!keyword.IsValid(instance, run, MarkStack.None)) keyword.Explain(instance, this, explanation);
        }

        if (Unevaluated.Length > 0) ExplainUnevaluated(instance, explanation);
        run.Leave(scope);
    }

    private static bool AreValid(SchemaKeyword[] keywords, YamlNode instance, EvaluationRun run, int marks)
    {
        var valid = true;
        foreach (var keyword in keywords)
        {
            if (keyword.IsValid(instance, run, marks)) continue;
            if (!run.IsLenient) return false;
            valid = false;
        }

        return valid;
    }

    private bool AreValidWithUnevaluated(YamlNode instance, EvaluationRun run, int marks)
    {
        // A set of its own: these keywords do not see what the schemas around this one have evaluated.
        var own = run.Marks.Push(instance);
        var valid = AreValid(Keywords, instance, run, own) && AreValid(Unevaluated, instance, run, own);
        if (valid || run.IsLenient) run.Marks.Merge(marks, own, instance);
        run.Marks.Pop(own);
        return valid;
    }

    private void ExplainUnevaluated(YamlNode instance, Explanation explanation)
    {
        // A key that belongs to a branch with an error in it is not unknown; the error has been told already.
        var before = explanation.ErrorCount;
        ExplainUnevaluated(instance, explanation, lenient: true);
        if (explanation.ErrorCount == before) ExplainUnevaluated(instance, explanation, lenient: before > 0);
    }

    private void ExplainUnevaluated(YamlNode instance, Explanation explanation, bool lenient)
    {
        var run = explanation.Run;
        var own = run.Marks.Push(instance);
        run.IsLenient = lenient;
        _ = AreValid(Keywords, instance, run, own);
        run.IsLenient = false;
        explanation.Marks = own;
        foreach (var keyword in Unevaluated) keyword.Explain(instance, this, explanation);
        run.Marks.Pop(own);
    }
}
