using System.Text.Json;
using Json.Schema;
using Platform.Schema.Documents;
using Platform.Schema.Explaining;
using Platform.Yaml;
using Library = Json.Schema;

namespace Platform.Schema.Evaluating;

/// <summary>
/// Asks JsonSchema.Net whether a value is valid, which stops at the first error and keeps nothing; only if it is not, asks
/// again for everything, and explains that.
/// </summary>
internal sealed class SchemaEvaluator(SchemaGraph graph, Library.JsonSchema schema, TimeSpan? timeLimit)
{
    private const long MaxSteps = 100_000_000;

    /// <summary>All of the second evaluation is kept, about a kilobyte a step.</summary>
    private const long MaxExplainedSteps = 500_000;

    private const long StepsPerNode = 64;

    private static readonly EvaluationOptions Flag = new() { OutputFormat = OutputFormat.Flag };

    private static readonly EvaluationOptions Hierarchical = new() { OutputFormat = OutputFormat.Hierarchical };

    public SchemaResult Evaluate(YamlNode instance, bool explain)
    {
        try
        {
            return OwnThread.Run(timeLimit, () => EvaluateHere(instance, explain));
        }
        catch (EvaluationGivenUpException exception)
        {
            return SchemaResult.Invalid([SchemaError.GivenUp(instance, exception.Message)]);
        }
        // What the library throws at a schema that somebody else wrote is for that person; at one of ours it is a bug.
        catch (Exception exception) when (timeLimit is not null && exception is JsonSchemaException or InvalidOperationException or FormatException or ArgumentException or OverflowException)
        {
            return SchemaResult.Invalid([SchemaError.GivenUp(instance, exception.Message.TrimEnd('.'))]);
        }
    }

    private SchemaResult EvaluateHere(YamlNode instance, bool explain)
    {
        var refused = new RefusedValues();
        var text = JsonText.Take();
        text.OnRefused = refused.Add;
        text.Write(instance);
        using var document = text.Parse();
        var result = refused.Any ? refused.ToResult(instance) : Evaluate(document.RootElement, instance, explain);
        text.Return();
        return result;
    }

    private SchemaResult Evaluate(JsonElement json, YamlNode instance, bool explain)
    {
        if (Run(json, Flag, MaxSteps).IsValid) return SchemaResult.Valid;
        if (!explain) return SchemaResult.Unexplained;
        var results = Run(json, Hierarchical, MaxExplainedSteps + (StepsPerNode * (instance.Document?.Records.Length ?? 0)));
        return SchemaResult.Invalid(Explanation.Of(graph.Root, results, instance));
    }

    private EvaluationResults Run(JsonElement json, EvaluationOptions options, long steps) =>
        EvaluationBudget.Run(timeLimit, steps, () => schema.Evaluate(json, options));
}
