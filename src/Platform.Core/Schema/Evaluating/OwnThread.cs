using System.Runtime.ExceptionServices;

namespace Platform.Schema.Evaluating;

/// <summary>Runs what somebody else's schema asks for where it can do no harm: with room on the stack, and not for ever.</summary>
internal static class OwnThread
{
    private const int StackBytes = 64 << 20;

    /// <summary>How much later than its own limit work is left alone that does not notice it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(1);

    /// <param name="limit">How long it may take; null runs it on the caller's thread, as long as it takes.</param>
    /// <param name="work">What to run.</param>
    /// <exception cref="EvaluationGivenUpException">It has taken longer.</exception>
    public static T Run<T>(TimeSpan? limit, Func<T> work)
    {
        if (limit is not { } time) return work();
        T? result = default;
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    result = work();
                }
                catch (Exception exception) // any: thrown again on the thread that waits
                {
                    failure = ExceptionDispatchInfo.Capture(exception);
                }
            },
            StackBytes) { IsBackground = true };
        thread.Start();
        if (!thread.Join(time + Grace)) throw new EvaluationGivenUpException(EvaluationGivenUpException.TooManySteps);
        failure?.Throw();
        return result!; // the work has ended without an exception
    }
}
