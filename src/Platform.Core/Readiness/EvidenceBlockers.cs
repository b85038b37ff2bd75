using System.Globalization;
using Platform.Manifests;

namespace Platform.Readiness;

/// <summary>What nobody has shown yet of a module: that its data can be restored, that no policy speaks against it, that its host agrees.</summary>
internal static class EvidenceBlockers
{
    public static IEnumerable<ReadinessBlocker> Of(PlatformModule module, ModuleEvidence evidence, DateTimeOffset now)
    {
        if (Restore(module, now) is { } restore) yield return MetadataBlockers.ByHand(module, BlockerKind.RestoreEvidence, restore);
        if (evidence.HighFindings.Count > 0)
            yield return new ReadinessBlocker { Kind = BlockerKind.Policy, Derivable = false, Message = string.Join("; ", evidence.HighFindings), Words = "platformctl policy", Operand = module.Id };
        if (evidence.Drift is DriftEvidence.Drifted)
            yield return new ReadinessBlocker { Kind = BlockerKind.Drift, Derivable = false, Message = $"the host runs something else: {evidence.DriftMessage}", Words = "platformctl plan", Operand = module.Id };
        if (evidence.Drift is DriftEvidence.NotKnown)
            yield return new ReadinessBlocker { Kind = BlockerKind.Drift, Derivable = false, Message = $"what the host runs is not known: {evidence.DriftMessage}", Words = "platformctl drift-check", Operand = module.Id };
    }

    public static bool HasRestoreEvidence(PlatformModule module, DateTimeOffset now) =>
        module.Operations?.RestoreTest is { EvidenceExists: true } test && test.TestedAt <= now;

    private static string? Restore(PlatformModule module, DateTimeOffset now)
    {
        if (module.Runtime.Statefulness is Statefulness.Stateless) return null;
        if (module.Runtime.Statefulness is null) return "statefulness is not declared, so whether there are data to restore is not known";
        return module.Operations?.RestoreTest switch
        {
            null => "the module holds data, and no operations.restore_test says that they were restored",
            { EvidenceExists: false } test => $"the evidence of the restore test, {test.Evidence}, is not in the module's folder, or is empty",
            var test when test.TestedAt > now => string.Create(CultureInfo.InvariantCulture, $"the restore test of {test.TestedAt:yyyy-MM-dd HH:mm} UTC is to come"),
            _ => null,
        };
    }
}
