using System.Globalization;

namespace Platform.EndToEnd.Applying;

/// <summary>ssh, but for one call, at which the operator's process is killed or the connection lost.</summary>
internal sealed class FaultySsh
{
    private const string Script = """
        # faulty-ssh FOLDER ARGUMENT…: FOLDER/fault holds a number and what happens at the call of that number.
        folder=$1
        shift
        read -r at fault <"$folder/fault"
        cat >"$folder/script"
        exec <"$folder/script"
        # During and after a look is before the next call: only what changes something counts.
        case $fault in kill-during | kill-after) grep -q '^lease=' "$folder/script" || exec ssh "$@" ;; esac
        call=$(($(cat "$folder/calls") + 1))
        echo "$call" >"$folder/calls"
        case $fault in
          away | cut-away) [ "$call" -lt "$at" ] && exec ssh "$@" ;;
          *) [ "$call" -ne "$at" ] && exec ssh "$@" ;;
        esac
        away() { echo 'ssh: connect to host rs2000 port 22: Connection refused' >&2; exit 255; }
        cut() { ssh "$@" <"$folder/script" & pid=$!; until [ -e "$folder/cut" ]; do sleep 0.05; done; kill -9 "$pid"; exit 255; }
        case $fault in
          kill-before) kill -9 "$PPID" ;;
          kill-during) kill -9 "$PPID"; exec ssh "$@" >/dev/null 2>&1 ;;
          kill-after) ssh "$@" >/dev/null 2>&1; kill -9 "$PPID" ;;
          away) away ;;
          cut) cut "$@" ;;
          cut-away) if [ "$call" -eq "$at" ]; then cut "$@"; else away; fi ;;
        esac
        """;

    private readonly string _folder;

    private FaultySsh(string folder) => _folder = folder;

    /// <summary>How many connections were made since the fault was set.</summary>
    public int Calls => int.Parse(File.ReadAllText(Path.Combine(_folder, "calls")), CultureInfo.InvariantCulture);

    /// <summary>Puts it between a fleet's root and rs2000. Without a fault it is ssh.</summary>
    public static async Task<FaultySsh> ForAsync(ApplyFleet fleet)
    {
        await fleet.WriteAsync("ssh/faulty-ssh", Script + "\n");
        var folder = fleet.PathOf("ssh");
        await fleet.InventoryAsync(["sh", Path.Combine(folder, "faulty-ssh"), folder, "-F", fleet.Live.SshConfig]);
        var ssh = new FaultySsh(folder);
        ssh.Mend();
        return ssh;
    }

    /// <param name="call">From 1, counted from now on.</param>
    /// <param name="fault"><c>kill-before</c>, <c>kill-during</c>, <c>kill-after</c>, <c>cut</c>, <c>away</c> or <c>cut-away</c>.</param>
    public void At(int call, string fault)
    {
        File.WriteAllText(Path.Combine(_folder, "calls"), "0\n");
        File.WriteAllText(Path.Combine(_folder, "fault"), string.Create(CultureInfo.InvariantCulture, $"{call} {fault}\n"));
    }

    public void Mend() => At(0, "none");

    /// <summary>Now the connection that is to be cut is cut.</summary>
    public void Cut() => File.WriteAllText(Path.Combine(_folder, "cut"), "");

    public async Task UntilCallAsync(int call)
    {
        for (var attempt = 0; attempt < 300 && Calls < call; attempt++) await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.True(Calls >= call);
    }
}
