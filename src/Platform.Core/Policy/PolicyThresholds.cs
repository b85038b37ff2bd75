namespace Platform.Policy;

/// <summary>How old is too old.</summary>
/// <param name="AuditStaleDays">Days after which a recorded image is stale; 1 and up.</param>
/// <param name="ExpiresSoonDays">Days before its end in which an acknowledgement is said to end soon; 0 and up.</param>
public sealed record PolicyThresholds(int AuditStaleDays = 90, int ExpiresSoonDays = 30);
