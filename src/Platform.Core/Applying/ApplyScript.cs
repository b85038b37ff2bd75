using System.Globalization;
using Platform.Hosts;
using Platform.Shell;

namespace Platform.Applying;

/// <summary>
/// Writes the scripts that lock a host, make a change on it, and let it go. <see cref="ApplyAnswer"/> reads what they print.
/// </summary>
/// <remarks>
/// Everything is kept in <c>.platform</c> below the host's platform directory:
/// <list type="bullet">
/// <item><c>lock</c> names the holder and until when it is held. Each step moves that on, so that a lock frees itself when its
/// holder is gone; <c>mutex</c> is held (flock) for the instant it takes to read and write it.</item>
/// <item><c>running</c> is locked (flock) by a step and its children while they run, whether anybody still listens or not:
/// the kernel frees it when the last of them has ended.</item>
/// <item><c>plans/ID</c> records what was begun and done of a plan. A step that is done is not done again.</item>
/// <item><c>previous/SHA256</c> keeps compose files that were replaced.</item>
/// </list>
/// </remarks>
internal static class ApplyScript
{
    /// <summary>How long a lock outlives the last sign of its holder, and the time it may spend looking on without one.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private const string Body = """
        LC_ALL=C; export LC_ALL
        PATH=$PATH:/usr/local/bin:/usr/bin:/bin:/snap/bin; export PATH
        COMPOSE_EXPERIMENTAL_GIT_REMOTE=false COMPOSE_EXPERIMENTAL_OCI_REMOTE=false COMPOSE_IGNORE_ORPHANS=1
        export COMPOSE_EXPERIMENTAL_GIT_REMOTE COMPOSE_EXPERIMENTAL_OCI_REMOTE COMPOSE_IGNORE_ORPHANS
        umask 007
        trap '' HUP PIPE
        state=$directory/.platform
        record=$state/plans/$plan
        begin() { printf '\n%s begin %s\n' "$nonce" "$1"; }
        end() { printf '\n%s end %s %s\n' "$nonce" "$1" "$2"; }
        finish() { printf '%s done\n' "$nonce"; exit 0; }
        refuse() { begin refusal; printf '%s\n' "$@"; end refusal 0; finish; }
        now() { date -u +%s; }
        prepare() {
          [ -d "$directory" ] || refuse no-directory
          command -v flock >/dev/null 2>&1 || refuse no-flock
          mkdir -p "$state/plans" "$state/previous" 2>/dev/null || refuse not-writable
          [ -e "$state/.gitignore" ] || printf '*\n' 2>/dev/null >"$state/.gitignore" || refuse not-writable
        }
        enter() { { exec 8>>"$state/mutex"; } 2>/dev/null || refuse not-writable; flock -w 10 8 || refuse mutex; }
        leave() { exec 8>&-; }
        read_lock() {
          t= e=0 o= h= s=
          if [ -f "$state/lock" ]; then
            { IFS= read -r t; IFS= read -r e; IFS= read -r o; IFS= read -r h; IFS= read -r s; } <"$state/lock"
            case $e in '' | *[!0-9]*) e=0 ;; esac
          fi
        }
        lines_of_lock() { printf '%s\n' "$token" "$(($(now) + lease))" "$origin" "$holder" "$1" "$plan"; }
        # One's own lock is as long as before: on a full disk it is written over in its place, so that what has no room
        # can still be put back.
        write_lock() {
          { lines_of_lock "$1" >"$state/.lock.new" && mv -f "$state/.lock.new" "$state/lock"; } 2>/dev/null ||
            { rm -f "$state/.lock.new"; [ "$t" = "$token" ] && lines_of_lock "$1" 1<>"$state/lock"; } 2>/dev/null ||
            refuse not-writable
        }
        idle() { (flock -n 9) 9>>"$state/running"; }
        acquire() {
          prepare; enter; read_lock
          if [ -n "$t" ] && [ "$t" != "$token" ] && [ "$t" != "$steal" ] && [ "$e" -gt "$(now)" ]; then
            refuse held "$h" "$s" "$o" "$t" "$((e - $(now)))"
          fi
          idle || refuse running "$h"
          write_lock "$(now)"; leave
          begin lock; end lock 0
        }
        renew() {
          enter; read_lock
          [ "$t" = "$token" ] || refuse lost "$h"
          write_lock "$s"; leave
        }
        # After a step: what came of it is to be told, whoever holds the lock by now.
        prolong() { (renew) >/dev/null 2>&1; }
        execute() {
          if command -v timeout >/dev/null 2>&1
          then timeout -k 10 "$limit" sh -c "$1"
          else sh -c "$1"
          fi
        }
        known() { [ -f "$record" ] && sed -n "s/^done $step //p" "$record" | tail -n 1; }
        step() {
          prepare; renew
          { exec 9>>"$state/running"; } 2>/dev/null || refuse not-writable
          flock -w "$limit" 9 || refuse running
          output=$state/plans/.$plan.$step full=
          status=$(known)
          if [ -n "$status" ]; then earlier=yes; else
            earlier=no
            printf 'begun %s\n' "$step" 2>/dev/null >>"$record" || refuse not-writable
            { change; } >"$output" 2>&1 </dev/null
            status=$?
            if [ "$status" -ne 0 ] && [ ! -s "$output" ] && ! { printf ' ' >"$output"; } 2>/dev/null; then full='platform: no space left on the disk'; fi
            printf 'done %s %s\n' "$step" "$status" 2>/dev/null >>"$record"
          fi
          prolong
          begin step; printf '%s\n' "$earlier" "$full"; if [ -f "$output" ]; then tail -c 8192 "$output"; fi; end step "$status"
          rm -f "$output"
        }
        release() {
          prepare
          case $outcome in
            finished) printf 'finished\n' 2>/dev/null >>"$record" || refuse not-writable ;;
            as-before) rm -f "$record" ;;
          esac
          enter; read_lock
          if [ "$t" = "$token" ]; then rm -f "$state/lock"; fi
          leave
          begin release; end release 0
        }
        """;

    /// <summary>Takes the lock of a host.</summary>
    /// <param name="context">Host, plan and holder.</param>
    /// <param name="steal">Token of a lock whose holder is known to be gone; null for none.</param>
    public static ChangeScript Acquire(ApplyContext context, string? steal) =>
        Create(context, $"steal={ShellQuoting.Quote(steal ?? "")}", "acquire");

    /// <summary>Makes a change, unless the host's record says that it was made.</summary>
    /// <param name="context">Host, plan and holder.</param>
    /// <param name="step">Names the step in the record: the number of the change, or that with <c>undo-</c> before it.</param>
    /// <param name="change">Body of a shell function that does it; its status is the step's.</param>
    public static ChangeScript Step(ApplyContext context, string step, string change) =>
        Create(context, $"step={ShellQuoting.Quote(step)}\nchange() {{\n{change}\n}}", "step");

    /// <summary>Lets the lock go.</summary>
    /// <param name="context">Host, plan and holder.</param>
    /// <param name="outcome">What the host is to remember of the plan.</param>
    public static ChangeScript Release(ApplyContext context, HostMemory outcome)
    {
        var word = outcome switch { HostMemory.Finished => "finished", HostMemory.AsBefore => "as-before", _ => "open" };
        return Create(context, $"outcome={word}", "release");
    }

    // The whole text is read before `main` runs: a connection that is lost cannot cut it in two.
    private static ChangeScript Create(ApplyContext context, string parameters, string main)
    {
        var nonce = $"platform-{Guid.NewGuid():N}";
        var head = string.Create(
            CultureInfo.InvariantCulture,
            $"""
            nonce={ShellQuoting.Quote(nonce)}
            directory={ShellQuoting.Quote(context.Directory)}
            plan={ShellQuoting.Quote(context.PlanId)}
            token={ShellQuoting.Quote(context.Holder.Token)}
            origin={ShellQuoting.Quote(context.Holder.Origin)}
            holder={ShellQuoting.Quote(context.Holder.Name)}
            lease={(int)(Lease + context.HealthLimit).TotalSeconds}
            limit={(int)Math.Ceiling(context.StepLimit.TotalSeconds)}
            {parameters}

            """);
        return new ChangeScript($"{head}{Body}\nmain() {{ {main}; finish; }}\nmain\n", nonce);
    }
}

/// <summary>What the scripts of one host have in common.</summary>
/// <param name="Directory">The host's platform directory, validated.</param>
/// <param name="PlanId">64 hex digits.</param>
/// <param name="Holder">Who holds the lock.</param>
/// <param name="StepLimit">How long one step may take.</param>
/// <param name="HealthLimit">How long is waited for health between two steps: the lock has to outlast that.</param>
internal sealed record ApplyContext(string Directory, string PlanId, LockHolder Holder, TimeSpan StepLimit, TimeSpan HealthLimit);

/// <summary>What a host's record says of a plan after a run.</summary>
internal enum HostMemory
{
    /// <summary>Unfinished: a next run goes on.</summary>
    Open,

    /// <summary>Applied and verified.</summary>
    Finished,

    /// <summary>Put back, or never begun: as if there had been no plan.</summary>
    AsBefore,
}
