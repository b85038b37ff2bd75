using System.Runtime.CompilerServices;

namespace Platform.Schema.Evaluating;

/// <summary>
/// What one evaluation may cost. JsonSchema.Net has no bounds of its own: a schema that refers to itself overflows its
/// stack, which no <c>catch</c> sees, and one that multiplies never ends. Our keywords, one of which is in every circle,
/// ask here before they go on.
/// </summary>
internal sealed class EvaluationBudget
{
    [ThreadStatic]
    private static EvaluationBudget? _current;

    /// <summary>
    /// So many references followed for one and the same value, each by the one before, are taken for an endless loop.
    /// People nest a handful.
    /// </summary>
    private const int MaxInPlace = 200;

    private readonly long _end;
    private long _left;
    private (nint Value, int Count) _inPlace = (-1, 0);

    private EvaluationBudget(TimeSpan? time, long steps)
    {
        _end = time is { } limit ? Environment.TickCount64 + (long)limit.TotalMilliseconds : long.MaxValue;
        _left = steps;
    }

    /// <summary>Runs an evaluation of JsonSchema.Net on this thread within its bounds.</summary>
    /// <exception cref="EvaluationGivenUpException">It is beyond them.</exception>
    public static T Run<T>(TimeSpan? time, long steps, Func<T> evaluate)
    {
        var outer = _current;
        _current = new EvaluationBudget(time, steps);
        try
        {
            return evaluate();
        }
        catch (InsufficientExecutionStackException)
        {
            throw new EvaluationGivenUpException("the schema and the value are nested too deeply");
        }
        finally
        {
            _current = outer;
        }
    }

    /// <summary>Looks at the clock, after something that may have taken long.</summary>
    /// <exception cref="EvaluationGivenUpException">The time is over.</exception>
    public static void CheckTime()
    {
        if (_current is { } budget && Environment.TickCount64 > budget._end)
            throw new EvaluationGivenUpException(EvaluationGivenUpException.TooManySteps);
    }

    /// <summary>Takes one step.</summary>
    /// <exception cref="EvaluationGivenUpException">It is one too many.</exception>
    /// <exception cref="InsufficientExecutionStackException">The stack is nearly used up.</exception>
    public static void Step()
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (_current is not { } budget) return;
        if (--budget._left < 0) throw new EvaluationGivenUpException(EvaluationGivenUpException.TooManySteps);
        if ((budget._left & 255) == 0) CheckTime();
    }

    /// <summary>Follows a reference for a value; the result goes to <see cref="Leave"/>.</summary>
    /// <exception cref="EvaluationGivenUpException">References lead on and on for that value.</exception>
    public static (nint Value, int Count) Enter(nint value)
    {
        Step();
        if (_current is not { } budget) return default;
        var outer = budget._inPlace;
        budget._inPlace = (value, outer.Value == value ? outer.Count + 1 : 1);
        if (budget._inPlace.Count > MaxInPlace) throw new EvaluationGivenUpException("the schema refers to itself without end");
        return outer;
    }

    public static void Leave((nint Value, int Count) outer)
    {
        if (_current is { } budget) budget._inPlace = outer;
    }
}
