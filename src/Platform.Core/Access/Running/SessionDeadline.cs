namespace Platform.Access.Running;

/// <summary>
/// When a session is over: at its time on the clock, or when as much time has passed as there was left at the start, whichever comes first. So neither a
/// clock that is put back nor one that is put forward makes a session longer.
/// </summary>
internal sealed class SessionDeadline
{
    private readonly TimeProvider _time;
    private readonly DateTimeOffset _at;
    private readonly TimeSpan _left;
    private readonly long _began;

    public SessionDeadline(DateTimeOffset at, TimeProvider time)
    {
        (_at, _time, _left, _began) = (at, time, at - time.GetUtcNow(), time.GetTimestamp());
    }

    public bool IsOver => _time.GetUtcNow() >= _at || _time.GetElapsedTime(_began) >= _left;
}
