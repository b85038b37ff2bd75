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
/// <item><c>plans/ID</c> records what was started and done of a plan. A step that is done is not done again.</item>
/// <item><c>plans/ID.N.CONTAINER.kept</c> (0600) is how the container that step N replaces was set up (<see cref="KeptContainer"/>). It is gone
/// when the plan is done or put back; what a run left that was killed, the next one removes.</item>
/// <item><c>previous/SHA256</c> keeps compose files that were replaced.</item>
/// </list>
/// </remarks>
internal static class ApplyScript
{
    /// <summary>How long a lock outlives the last sign of its holder, and the time it may spend looking on without one.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    /// <summary>Exit status of a step that did nothing, as it found the host otherwise than the plan saw it.</summary>
    public const int Moved = 97;

    private const string Body = """
        LC_ALL=C; export LC_ALL
        PATH=$PATH:/usr/local/bin:/usr/bin:/bin:/snap/bin; export PATH
        COMPOSE_EXPERIMENTAL_GIT_REMOTE=false COMPOSE_EXPERIMENTAL_OCI_REMOTE=false COMPOSE_IGNORE_ORPHANS=1
        export COMPOSE_EXPERIMENTAL_GIT_REMOTE COMPOSE_EXPERIMENTAL_OCI_REMOTE COMPOSE_IGNORE_ORPHANS
        umask 007
        trap '' HUP PIPE
        state=$directory/.platform
        record=$state/plans/$plan
        finish() { complete; exit 0; }
        refuse() { begin refusal; printf '%s\n' "$@"; end refusal 0; finish; }
        now() { date -u +%s; }
        # Whoever can put a link, or write, where the lock and the records stand decides what is overwritten.
        owner() { ls -ldn "$1" | { read -r mode _ uid _; printf '%s' "$uid"; }; }
        strange() {
          [ -L "$1" ] && return 0
          [ -O "$1" ] || [ "$(owner "$1")" = "$(owner "$directory")" ] || [ "$(owner "$1")" = 0 ] || return 0
          case $(ls -ld "$1") in ????????w*) return 0 ;; esac
          return 1
        }
        prepare() {
          [ -d "$directory" ] || refuse no-directory
          command -v flock >/dev/null 2>&1 || refuse no-flock
          [ -L "$state" ] && refuse strange "$state"
          mkdir -p "$state/plans" "$state/previous" 2>/dev/null || refuse not-writable
          for place in "$state" "$state/plans" "$state/previous"; do if strange "$place"; then refuse strange "$place"; fi; done
          for place in "$state/mutex" "$state/running" "$state/lock" "$state/.gitignore" "$record"; do if [ -L "$place" ]; then refuse strange "$place"; fi; done
          [ -e "$state/.gitignore" ] || printf '*\n' 2>/dev/null >"$state/.gitignore" || refuse not-writable
        }
        enter() { { exec 8>>"$state/mutex"; } 2>/dev/null || refuse not-writable; flock -w 10 8 || refuse mutex; }
        leave() { exec 8>&-; }
        read_lock() {
          t= e= o= h= s=
          if [ -f "$state/lock" ]; then
            { IFS= read -r t; IFS= read -r e; IFS= read -r o; IFS= read -r h; IFS= read -r s; } <"$state/lock"
          fi
        }
        # A lease that is no time at all is nobody's to end: the lock holds until a person takes it away.
        held() {
          case $e in
            '') return 1 ;;
            *[!0-9]* | 0* | ???????????*) return 0 ;;
            *) [ "$e" -gt "$(now)" ] ;;
          esac
        }
        # In seconds; a dash where it is no time, or more than a month away.
        remaining() {
          case $e in *[!0-9]* | 0* | ???????????*) echo -; return ;; esac
          left=$((e - $(now)))
          if [ "$left" -gt 2592000 ]; then echo -; else echo "$left"; fi
        }
        lines_of_lock() { printf '%s\n' "$token" "$(($(now) + lease))" "$origin" "$holder" "$1" "$plan"; }
        # One's own lock is as long as before: on a full disk it is written over in its place, so that what has no room
        # can still be put back.
        write_lock() {
          new=$(mktemp "$state/.lock.XXXXXXXXXX" 2>/dev/null)
          { [ -n "$new" ] && chmod 660 "$new" && lines_of_lock "$1" >"$new" && mv -f "$new" "$state/lock"; } 2>/dev/null ||
            { rm -f "$new"; [ "$t" = "$token" ] && lines_of_lock "$1" 1<>"$state/lock"; } 2>/dev/null ||
            refuse not-writable
        }
        idle() { (flock -n 9) 9>>"$state/running"; }
        acquire() {
          prepare; enter; read_lock
          if [ -n "$t" ] && [ "$t" != "$token" ] && [ "$t" != "$steal" ] && held; then
            refuse held "$h" "$s" "$o" "$t" "$(remaining)"
          fi
          idle || refuse running "$h"
          write_lock "$(now)"; forget_others; leave
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
        # What a step has to know to be put back: notes of a step and of its undoing stand together.
        note() { printf 'note %s %s\n' "${step#undo-}" "$*" 2>/dev/null >>"$record"; }
        noted() { [ -f "$record" ] && sed -n "s/^note ${step#undo-} $1 //p" "$record"; }
        moved() { printf 'platform: %s\n' "$1"; return 97; }
        known() { [ -f "$record" ] && sed -n "s/^done $step //p" "$record" | tail -n 1; }
        step() {
          prepare; renew
          { exec 9>>"$state/running"; } 2>/dev/null || refuse not-writable
          flock -w "$limit" 9 || refuse running
          full= again=
          output=$(mktemp "$state/plans/.output.XXXXXXXXXX" 2>/dev/null) || refuse not-writable
          status=$(known)
          if [ -n "$status" ]; then earlier=yes; else
            earlier=no
            if grep -qx "begun $step" "$record" 2>/dev/null; then again=yes; fi
            printf 'begun %s\n' "$step" 2>/dev/null >>"$record" || { rm -f "$output"; refuse not-writable; }
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
            finished) forget; printf 'finished\n' 2>/dev/null >>"$record" || refuse not-writable ;;
            as-before) forget; rm -f "$record" ;;
            ended) forget ;;
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
        Create(context, $"steal={ShellWord.Quoted(steal ?? "")}", $"acquire");

    /// <summary>Makes a change, unless the host's record says that it was made.</summary>
    /// <param name="context">Host, plan and holder.</param>
    /// <param name="step">Names the step in the record: the number of the change, or that with <c>undo-</c> before it.</param>
    /// <param name="change">Body of a shell function that does it; its status is the step's.</param>
    public static ChangeScript Step(ApplyContext context, string step, ShellText change) =>
        Create(context, $"step={ShellWord.Quoted(step)}\nchange() {{\n{change}\n}}", $"step");

    /// <summary>Lets the lock go.</summary>
    /// <param name="context">Host, plan and holder.</param>
    /// <param name="outcome">What the host is to remember of the plan.</param>
    public static ChangeScript Release(ApplyContext context, HostMemory outcome)
    {
        var word = outcome switch { HostMemory.Finished => "finished", HostMemory.AsBefore => "as-before", HostMemory.Ended => "ended", _ => "open" };
        return Create(context, $"outcome={ShellWord.Quoted(word)}", $"release");
    }

    // The whole text is read before `main` runs: a connection that is lost cannot cut it in two.
    private static ChangeScript Create(ApplyContext context, ShellText parameters, ShellText main)
    {
        var nonce = ScriptFrame.NewNonce();
        ShellText text = $$"""
            nonce={{ShellWord.Quoted(nonce)}}
            directory={{ShellWord.AbsolutePath(context.Directory) ?? throw new ArgumentException("an unchecked directory", nameof(context))}}
            plan={{ShellWord.Sha256(context.PlanId) ?? throw new ArgumentException("no id of a plan", nameof(context))}}
            token={{ShellWord.Quoted(context.Holder.Token)}}
            origin={{ShellWord.Quoted(context.Holder.Origin)}}
            holder={{ShellWord.Quoted(context.Holder.Name)}}
            lease={{ShellWord.Number((long)(Lease + context.HealthLimit).TotalSeconds)}}
            limit={{ShellWord.Number((long)Math.Ceiling(context.StepLimit.TotalSeconds))}}
            {{ShellWord.DockerHost(context.DockerHost)}}
            {{parameters}}
            {{ShellText.Literal(ScriptFrame.Functions)}}
            {{ShellText.Literal(Body)}}
            {{ShellText.Literal(KeptContainer.Functions)}}
            main() { {{main}}; finish; }
            main

            """;
        return new ChangeScript(text, nonce);
    }
}

/// <summary>What the scripts of one host have in common.</summary>
/// <param name="Directory">The host's platform directory, validated.</param>
/// <param name="PlanId">64 hex digits.</param>
/// <param name="Holder">Who holds the lock.</param>
/// <param name="DockerHost">Where the engine listens; null for where docker looks by itself.</param>
/// <param name="StepLimit">How long one step may take.</param>
/// <param name="HealthLimit">How long is waited for health between two steps: the lock has to outlast that.</param>
internal sealed record ApplyContext(string Directory, string PlanId, LockHolder Holder, string? DockerHost, TimeSpan StepLimit, TimeSpan HealthLimit);

/// <summary>What a host's record says of a plan after a run.</summary>
internal enum HostMemory
{
    /// <summary>Unfinished: a next run goes on.</summary>
    Open,

    /// <summary>Some of it is applied or could not be put back, and no next run would make more of it.</summary>
    Ended,

    /// <summary>Applied and verified.</summary>
    Finished,

    /// <summary>Put back, or never begun: as if there had been no plan.</summary>
    AsBefore,
}
