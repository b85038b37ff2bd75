using Platform.Access.Running;

namespace Platform.Tests.Access.Running;

/// <summary>When a session is over, whatever the clock does.</summary>
public sealed class SessionDeadlineTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(599, 0, false)]
    [InlineData(600, 0, true)]
    [InlineData(10, 590, true)] // the clock was put forward: the time on it counts
    [InlineData(10, 100_000, true)]
    [InlineData(599, -3600, false)]
    [InlineData(600, -3600, true)] // the clock was put back: the time that has passed counts
    [InlineData(10, -100_000, false)]
    public void A_clock_that_is_moved_makes_no_session_longer(int passed, int moved, bool isOver)
    {
        MovedClock clock = new(Noon);
        SessionDeadline deadline = new(Noon.AddMinutes(10), clock);
        Assert.False(deadline.IsOver);
        (clock.Passed, clock.Moved) = (TimeSpan.FromSeconds(passed), TimeSpan.FromSeconds(moved));
        Assert.Equal(isOver, deadline.IsOver);
    }

    [Fact]
    public void What_was_over_before_it_began_is_over() => Assert.True(new SessionDeadline(Noon.AddSeconds(-1), new MovedClock(Noon)).IsOver);

    /// <summary>A clock that somebody sets while time passes.</summary>
    private sealed class MovedClock(DateTimeOffset start) : TimeProvider
    {
        public TimeSpan Passed { get; set; }

        public TimeSpan Moved { get; set; }

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override DateTimeOffset GetUtcNow() => start + Passed + Moved;

        public override long GetTimestamp() => Passed.Ticks;
    }
}
