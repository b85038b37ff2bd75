namespace Platform.Planning;

/// <summary>A file that calls itself a plan and is none that this version made.</summary>
public sealed class PlanException : FormatException
{
    public PlanException()
    {
    }

    public PlanException(string message)
        : base(message)
    {
    }

    public PlanException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
