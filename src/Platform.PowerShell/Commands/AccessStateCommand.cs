using Platform.Access;
using Platform.Access.Sessions;

namespace Platform.PowerShell.Commands;

/// <summary>What the cmdlets about sessions share: the state of this account, and what is said where it cannot be used.</summary>
public abstract class AccessStateCommand : PlatformCommand
{
    private protected AccessPlane Plane { get; } = AccessPlane.OfUser();

    /// <summary>Reads or changes the state; null where it cannot be used, which is an error.</summary>
    private protected T? Using<T>(Func<CancellationToken, Task<T>> work, string target)
        where T : class
    {
        try
        {
            return Interruptible(stop => work(stop).GetAwaiter().GetResult());
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            WriteError(Failure.AccessStateNotUsable(exception, target));
            return null;
        }
    }

    /// <summary>Writes a session as it stands, and why something was not done.</summary>
    private protected void Write(AccessSession? session, AccessRefusal? refusal, string target)
    {
        if (refusal is not null) WriteError(Failure.AccessRefused(refusal, target));
        else if (session is not null && Using(stop => Plane.ViewAsync(session, stop), target) is { } view) WriteObject(view);
    }
}
