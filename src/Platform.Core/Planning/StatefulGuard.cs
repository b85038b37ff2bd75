using Platform.Manifests;

namespace Platform.Planning;

/// <summary>Which changes need the operator's permission to touch what holds data (<c>--allow-stateful</c>).</summary>
public static class StatefulGuard
{
    /// <summary>
    /// Every change of a container that is not declared stateless. A pull and a file touch no container; what they lead
    /// to is its own change.
    /// </summary>
    public static bool IsNeeded(PlanChange change) => IsNeeded(change, change.Risk.Statefulness);

    internal static bool IsNeeded(PlanChange change, Statefulness? statefulness) =>
        statefulness is not Statefulness.Stateless && change.Action is not (PlanAction.Pull or PlanAction.PutComposeFile);
}
