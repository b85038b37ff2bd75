namespace Platform.Policy;

/// <summary>How a finding stands.</summary>
public enum PolicyStatus
{
    /// <summary>It is so, and nobody has accepted it.</summary>
    Open,

    /// <summary>Somebody has accepted it, and the acceptance holds.</summary>
    Acknowledged,

    /// <summary>It hangs on a variable.</summary>
    CannotTell,

    /// <summary>It is open, and a baseline has it.</summary>
    InBaseline,
}

/// <summary>The status of findings, which is no fact of its own, so that nothing that lists their properties lists it.</summary>
public static class PolicyStatuses
{
    extension(PolicyFinding finding)
    {
        public PolicyStatus Status => finding.Acknowledged ? PolicyStatus.Acknowledged
            : !finding.IsOpen ? PolicyStatus.CannotTell
            : finding.InBaseline == true ? PolicyStatus.InBaseline
            : PolicyStatus.Open;
    }
}
