using Platform.Hosts;

namespace Platform.PowerShell.Errors;

/// <summary>A host could not be observed. Carried by error records, for scripts that ask <c>$_.Exception.Reason</c>.</summary>
public sealed class HostUnreachableException : Exception
{
    public HostUnreachableException()
    {
    }

    public HostUnreachableException(string message)
        : base(message)
    {
    }

    public HostUnreachableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public HostUnreachableException(string message, HostFailureReason reason)
        : base(message) => Reason = reason;

    public HostFailureReason Reason { get; } = HostFailureReason.Other;
}
