using Platform.Schema.Evaluating;
using Platform.Schema.Explaining;
using Platform.Yaml;

namespace Platform.Schema.Keywords;

/// <summary><c>dependentSchemas</c>: schemas that apply if a key is there.</summary>
internal sealed class DependentSchemasKeyword((string Key, SchemaNode Schema)[] dependencies) : InPlaceKeyword
{
    public override IEnumerable<SchemaNode> Parts => [];

    public override IEnumerable<SchemaNode> Branches => dependencies.Select(dependency => dependency.Schema);

    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks)
    {
        var valid = true;
        foreach (var (key, schema) in dependencies)
        {
            if (!instance.TryGet(key, out _) || schema.IsValid(instance, run, marks)) continue;
            if (!run.IsLenient) return false;
            valid = false;
        }

        return valid;
    }

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        foreach (var (key, schema) in dependencies)
        {
            if (instance.TryGet(key, out _) && !schema.IsValid(instance, explanation.Run, MarkStack.None))
                schema.Explain(instance, explanation);
        }
    }
}

/// <summary><c>dependentRequired</c>: keys that must be there if another one is.</summary>
internal sealed class DependentRequiredKeyword(string name, (string Key, string[] Required)[] dependencies) : SchemaKeyword
{
    public override bool IsValid(YamlNode instance, EvaluationRun run, int marks)
    {
        foreach (var (key, required) in dependencies)
        {
            if (!instance.TryGet(key, out _)) continue;
            foreach (var other in required)
            {
                if (!instance.TryGet(other, out _)) return false;
            }
        }

        return true;
    }

    public override void Explain(YamlNode instance, SchemaNode owner, Explanation explanation)
    {
        foreach (var (key, required) in dependencies)
        {
            if (!instance.TryGetEntry(key, out var entry)) continue;
            foreach (var other in required)
            {
                if (instance.TryGet(other, out _)) continue;
                explanation.AddSentence(
                    owner, name, entry.KeyPosition, $"{explanation.Path.Subject} has `{TextExcerpt.Of(key)}`, so it must have `{TextExcerpt.Of(other)}` too.");
            }
        }
    }
}
