namespace Platform.Access.Approvals;

/// <summary>What signatures are for: one that was made for one purpose is none for another.</summary>
public static class SignatureNamespace
{
    /// <summary>Approves a session.</summary>
    public const string Access = "platform-access";

    /// <summary>Approves a plan.</summary>
    public const string Plan = "platform-plan";
}
