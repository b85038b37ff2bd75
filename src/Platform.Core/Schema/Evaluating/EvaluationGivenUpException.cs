namespace Platform.Schema.Evaluating;

/// <summary>An evaluation that does not come to an end; the message stands behind a colon.</summary>
internal sealed class EvaluationGivenUpException(string reason) : Exception(reason)
{
    public const string TooManySteps = "the schema takes too many steps; its anyOf, oneOf or $ref multiply";
}
