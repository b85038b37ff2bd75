using Json.Schema;
using Platform.Schema.Documents;
using Pointer = Json.Pointer.JsonPointer;

namespace Platform.Schema.Explaining;

/// <summary>
/// Finds its way in the results of an evaluation by their paths. Their schema locations are wrong for half of the keywords,
/// the items after <c>prefixItems</c> count from 0 again, and <c>items</c> stands twice in a path.
/// </summary>
internal static class ResultTree
{
    /// <summary>Whether a keyword of just this schema is not met by what it says of the value itself.</summary>
    public static bool Fails(this EvaluationResults results, string keyword) => results.Errors?.ContainsKey(keyword) == true;

    /// <summary>What the subschemas of a keyword gave, in the order in which they were asked.</summary>
    public static IEnumerable<EvaluationResults> Under(this EvaluationResults results, string keyword)
    {
        foreach (var detail in results.Details ?? [])
            if (detail.Keyword(results) == keyword) yield return detail;
    }

    /// <summary>What the one subschema of a keyword gave; null if it was not asked.</summary>
    public static EvaluationResults? One(this EvaluationResults results, string keyword) => results.Under(keyword).FirstOrDefault();

    /// <summary>The keyword of <paramref name="parent"/> that this is a result of.</summary>
    public static string Keyword(this EvaluationResults results, EvaluationResults parent) => results.Step(parent.EvaluationPath.SegmentCount);

    /// <summary>What stands for the subschema in the value of that keyword: a name or a number; empty where there is neither.</summary>
    public static string Name(this EvaluationResults results, EvaluationResults parent) => results.Step(parent.EvaluationPath.SegmentCount + 1);

    /// <summary>The key or number of the value in the one that it is a part of.</summary>
    public static string InstanceStep(this EvaluationResults results) =>
        results.InstanceLocation.SegmentCount == 0 ? "" : Unescaped(results.InstanceLocation, results.InstanceLocation.SegmentCount - 1);

    /// <summary>Whether this is about the very value that <paramref name="parent"/> is about.</summary>
    public static bool IsInPlace(this EvaluationResults results, EvaluationResults parent) =>
        results.InstanceLocation.SegmentCount == parent.InstanceLocation.SegmentCount;

    /// <summary>A subschema with its results; one with its own URI is evaluated by a reference to it.</summary>
    public static Branch BranchOf(this EvaluationResults results, SchemaNode part, SchemaNode owner) =>
        new(part, part.Resource == owner.Resource ? results : results.One("$ref") ?? results);

    private static string Step(this EvaluationResults results, int index) =>
        index < results.EvaluationPath.SegmentCount ? Unescaped(results.EvaluationPath, index) : "";

    private static string Unescaped(Pointer pointer, int index) => JsonPointer.Unescape(pointer[index].ToString());
}
