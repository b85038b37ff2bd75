using Platform.Root;

namespace Platform.Access.Backings;

/// <summary>What is said where the catalog names a program for which the user has not trusted the root.</summary>
internal static class UntrustedBacking
{
    public static AccessRefusal Refuse(RootProgram program, Trust trust) => new(
        AccessRefusalReason.NotTrusted,
        $"nothing was started: the catalog of this root names a program for {program.User}, and you have not trusted the root for these words; " +
        $"look at them, then run 'platformctl trust' (Approve-PlatformRoot), or list the root in {Trust.EnvironmentVariable}: {program}" +
        (program.Root is { } root && trust.FaultFor(root) is { } fault ? $" ({fault})" : ""));
}
