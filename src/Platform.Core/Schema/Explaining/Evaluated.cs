using System.Globalization;
using Json.Schema;

namespace Platform.Schema.Explaining;

/// <summary>
/// Which keys or items of a value some keyword has looked at, whether it liked them or not: a key that is known but has a
/// wrong value is not an unknown one.
/// </summary>
internal static class Evaluated
{
    public static HashSet<string> Of(EvaluationResults results)
    {
        var evaluated = new HashSet<string>(StringComparer.Ordinal);
        AddAll(results, evaluated, isOwner: true);
        return evaluated;
    }

    private static void AddAll(EvaluationResults results, HashSet<string> evaluated, bool isOwner)
    {
        var prefix = results.Under("prefixItems").Count();
        var index = 0;
        foreach (var detail in results.Details ?? [])
        {
            switch (detail.Keyword(results))
            {
                case "not" or "propertyNames":
                    break;
                case "unevaluatedProperties" or "unevaluatedItems" when isOwner:
                    break;
                case "items":
                    evaluated.Add((prefix + index++).ToString(CultureInfo.InvariantCulture));
                    break;
                case "contains" when !detail.IsValid:
                    break;
                default:
                    if (detail.IsInPlace(results)) AddAll(detail, evaluated, isOwner: false);
                    else evaluated.Add(detail.InstanceStep());
                    break;
            }
        }
    }
}
