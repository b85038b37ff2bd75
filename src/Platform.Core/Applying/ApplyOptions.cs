namespace Platform.Applying;

/// <summary>How a plan is applied.</summary>
public sealed record ApplyOptions
{
    /// <summary>How long a changed container may take until its health check succeeds.</summary>
    public static readonly TimeSpan DefaultHealthTimeout = TimeSpan.FromMinutes(2);

    /// <summary>How long one step may take: a pull, above all.</summary>
    public static readonly TimeSpan DefaultStepTimeout = TimeSpan.FromMinutes(15);

    /// <summary>What was approved: a plan's id, 64 hex digits with or without <c>sha256:</c>; null for nothing.</summary>
    public string? Approved { get; init; }

    /// <summary>A decision of <c>platformctl review --json</c>, where a host demands a review; absolute path, null for none.</summary>
    public string? ReviewPath { get; init; }

    /// <summary>Whose signature approves the plan; null where nobody's does, or its id was named instead.</summary>
    public PlanSigner? Signer { get; init; }

    /// <summary>Whether what holds data may be touched.</summary>
    public bool AllowStateful { get; init; }

    /// <summary>Checks everything, and changes nothing.</summary>
    public bool DryRun { get; init; }

    public TimeSpan HealthTimeout { get; init; } = DefaultHealthTimeout;

    public TimeSpan StepTimeout { get; init; } = DefaultStepTimeout;

    /// <summary>How many hosts are changed at a time, 1 and up.</summary>
    public int Throttle { get; init; } = Snapshots.HostObserver.DefaultThrottle;
}
