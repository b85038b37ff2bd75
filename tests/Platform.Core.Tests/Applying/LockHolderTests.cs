using System.Diagnostics;
using System.Globalization;

namespace Platform.Applying;

public sealed class LockHolderTests
{
    private static readonly string[] Origin = LockHolder.Current().Origin.Split('/');

    [Fact]
    public void A_process_that_runs_holds_its_lock() => Assert.False(LockHolder.IsGone(LockHolder.Current().Origin));

    [Fact]
    public void Another_process_under_the_same_number_is_not_the_holder() => Assert.True(LockHolder.IsGone($"{Origin[0]}/{Origin[1]}/1"));

    [Theory]
    [InlineData("another-boot/1/1")]
    [InlineData("")]
    [InlineData("a/b")]
    public void Of_another_machine_nothing_is_known(string origin) => Assert.False(LockHolder.IsGone(origin));

    [Fact]
    public async Task A_process_that_was_killed_is_gone_although_its_parent_has_not_noticed()
    {
        // The shell becomes a program that waits for no child: its child stays in the table.
        using var parent = Process.Start(new ProcessStartInfo("sh", ["-c", "sleep 60 & echo $!; exec sleep 60"]) { UseShellExecute = false, RedirectStandardOutput = true })!; // null only where a shell would start it
        try
        {
            var child = int.Parse(await parent.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) ?? "", CultureInfo.InvariantCulture);
            var origin = string.Create(CultureInfo.InvariantCulture, $"{Origin[0]}/{child}/{StartOf(child)}");
            Assert.False(LockHolder.IsGone(origin));
            using (var process = Process.GetProcessById(child)) process.Kill();
            for (var attempt = 0; attempt < 100 && !LockHolder.IsGone(origin); attempt++) await Task.Delay(50, TestContext.Current.CancellationToken);
            Assert.True(File.Exists($"/proc/{child}/stat"));
            Assert.True(LockHolder.IsGone(origin));
        }
        finally
        {
            parent.Kill();
        }
    }

    private static string StartOf(int process) =>
        File.ReadAllText($"/proc/{process}/stat").Split(") ")[^1].Split(' ')[19];
}
