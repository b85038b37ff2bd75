using Platform.Docker;
using Platform.Planning;
using Platform.Shell;

namespace Platform.Applying;

/// <summary>The shell that makes a change on its host, around the command the plan shows; and the shell that puts it back.</summary>
internal static class ChangeSteps
{
    /// <param name="change">An approved change.</param>
    /// <param name="content">The root's file, for <see cref="PlanAction.PutComposeFile"/>.</param>
    public static string Make(PlanChange change, byte[]? content)
    {
        var run = $"execute {ShellQuoting.Quote(change.Command)}";
        return change.Action switch
        {
            PlanAction.PutComposeFile => Put(change, content ?? throw new ArgumentNullException(nameof(content)), run),
            PlanAction.Recreate or PlanAction.Create when Guard(change.Target) is { } guard => $"{guard}\n{run}",
            _ when IsMade(change) is { } made => $"if {made}; then return 0; fi\n{run}",
            _ => run,
        };
    }

    /// <summary>Puts a change back; null where there is nothing to be put back.</summary>
    /// <param name="change">A change that was begun.</param>
    /// <param name="before">The container as it was; null where there was none.</param>
    /// <param name="context">Host and plan.</param>
    public static string? Undo(PlanChange change, SeenContainer? before, ApplyContext context) => change.Action switch
    {
        PlanAction.Pull => UndoTag(change.Target, before),
        PlanAction.PutComposeFile => UndoPut(change),
        PlanAction.Recreate when before is not null => UndoRecreate(change.Target, before, context),
        PlanAction.Create => $"execute {ShellQuoting.Quote($"{ChangeCommand.ComposePrefix(change.Target)} rm --force --stop {change.Target.Service}")}",
        PlanAction.Start => $"execute 'docker {(change.Target.State is SeenContainer.Paused ? "pause" : "stop")} {change.Target.Container}'",
        PlanAction.Stop => Again(change.Target.State, change.Target.Container!),
        PlanAction.Adopt => $"execute 'docker rename {change.Target.NewName} {change.Target.Container}'",
        PlanAction.Remove when before is { State: SeenContainer.Running } => $"execute 'docker start {change.Target.Container}'",
        _ => null,
    };

    /// <summary>Tells that a command which fails the second time has run: a host may go down before it could write that down.</summary>
    private static string? IsMade(PlanChange change) => change.Action switch
    {
        PlanAction.Adopt => $"! {Exists(change.Target.Container)} && {Exists(change.Target.NewName)}",
        PlanAction.Remove => $"! {Exists(change.Target.Container)} && docker info >/dev/null 2>&1",
        PlanAction.Start when change.Target.State is SeenContainer.Paused =>
            $"[ \"$(docker container inspect --format '{{{{.State.Status}}}}' {change.Target.Container})\" = running ]",
        _ => null,
    };

    private static string Exists(string? container) => $"docker container inspect {container} >/dev/null 2>&1";

    /// <summary>Compose is to find, under the name it knows, the very image that was approved, or that runs now.</summary>
    private static string? Guard(PlanTarget target)
    {
        if (!ImageReference.TryParse(target.Image, out var image) || image is not { Tag: not null, Digest: null }) return null;
        var wanted = target switch
        {
            { Digest: { } digest } => $"$(docker image inspect --format '{{{{.Id}}}}' {ChangeCommand.Reference($"{image.FamiliarRepository}@{digest}")})",
            { ImageId: { } id } when ImageDigest.IsValid(id) => id,
            _ => null,
        };
        return wanted is null ? null : $$$"""
            wanted={{{wanted}}}
            if [ "$(docker image inspect --format '{{.Id}}' {{{ChangeCommand.Reference(target.Image)}}})" != "$wanted" ]; then
              echo {{{ShellQuoting.Quote($"platform: {target.Image} is another image on the host than the one that was planned with")}}}
              return 1
            fi
            """;
    }

    /// <summary>
    /// The content goes beside its place, is checked there, and is moved over: a full disk, a crash or a cut leaves the old
    /// file or the new one. The old one is kept under its own hash.
    /// </summary>
    private static string Put(PlanChange change, byte[] content, string run)
    {
        var path = change.Target.Path!;
        return $$$"""
            file={{{path}}} draft={{{ChangeCommand.DraftOf(path)}}} want={{{Sha(change.To)}}} was={{{Sha(change.From)}}}
            if [ -L "$file" ]; then echo 'platform: it is a symbolic link on the host'; return 1; fi
            mkdir -p "${file%/*}" || return 1
            is=
            if [ -e "$file" ]; then is=$(sha256sum <"$file") || return 1; is=${is%% *}; fi
            if [ "$is" = "$want" ]; then return 0; fi
            if [ "$is" != "$was" ]; then echo 'platform: it was changed meanwhile'; return 1; fi
            kept=
            drop() { rm -f "$draft" "$state/previous/.new" ${kept:+"$kept"}; return 1; }
            if [ -n "$is" ]; then
              [ -e "$state/previous/$is" ] || kept=$state/previous/$is
              cp -p "$file" "$state/previous/.new" && mv -f "$state/previous/.new" "$state/previous/$is" && cp -p "$file" "$draft" || drop || return 1
            else
              : >"$draft" && chmod 644 "$draft" || drop || return 1
            fi
            base64 -d >"$draft" <<'CONTENT' || drop || return 1
            {{{Convert.ToBase64String(content, Base64FormattingOptions.InsertLineBreaks).ReplaceLineEndings("\n")}}}
            CONTENT
            is=$(sha256sum <"$draft")
            if [ "${is%% *}" != "$want" ]; then drop; echo 'platform: it did not arrive whole; is the disk full?'; return 1; fi
            sync "$draft" 2>/dev/null || :
            {{{run}}}
            """;
    }

    private static string UndoPut(PlanChange change)
    {
        var path = change.Target.Path!;
        var previous = Sha(change.From);
        return previous.Length == 0
            ? $$$"""if [ -e {{{path}}} ]; then mv -f {{{path}}} "$state/previous/{{{Sha(change.To)}}}"; fi"""
            : $$$"""
                is=$(sha256sum <{{{path}}})
                if [ "${is%% *}" = {{{previous}}} ] || [ ! -e "$state/previous/{{{previous}}}" ]; then return 0; fi
                cp -p "$state/previous/{{{previous}}}" {{{ChangeCommand.DraftOf(path)}}} && mv -f {{{ChangeCommand.DraftOf(path)}}} {{{path}}}
                """;
    }

    /// <summary>Where the tag that was given to the new image had been the old container's.</summary>
    private static string? UndoTag(PlanTarget target, SeenContainer? before) =>
        before is not null && ImageReference.TryParse(target.Image, out var pulled) && ImageReference.TryParse(before.Image, out var old) &&
        old.Digest is null && old.Repository == pulled.Repository && old.EffectiveTag == pulled.EffectiveTag && ImageDigest.IsValid(before.ImageId)
            ? $"execute {ShellQuoting.Quote($"docker tag {before.ImageId} {ChangeCommand.Reference(before.Image)}")}"
            : null;

    /// <summary>
    /// Makes the old container's like again. Where the compose file names another image than the one that ran, a file that
    /// says so goes behind it.
    /// </summary>
    private static string UndoRecreate(PlanTarget target, SeenContainer before, ApplyContext context)
    {
        var wasRunning = before.State != SeenContainer.Stopped;
        var old = target with { Running = wasRunning };
        var image = ChangeCommand.Reference(before.Image);
        var plain = ChangeCommand.Compose(old, ["--force-recreate"]);
        if (image is null) return $"execute {ShellQuoting.Quote(plain!)}";
        // Made of the plan's id and a validated service, below a validated directory.
        var extra = $"{context.Directory}/{HostState.RecordOf(context.PlanId)}.{target.Service}.yaml";
        var pause = before.State is SeenContainer.Paused && ShellName.IsContainer(before.Name) ? $"\nexecute 'docker pause {before.Name}'" : "";
        return $$$"""
            if {{{ChangeCommand.ComposePrefix(old)}}} config --images {{{target.Service}}} 2>/dev/null | grep -Fqx {{{image}}}; then
              execute {{{ShellQuoting.Quote(plain!)}}} || return 1
            else
              printf '%s\n' 'services:' {{{ShellQuoting.Quote($"  \"{target.Service}\":")}}} {{{ShellQuoting.Quote($"    image: \"{before.Image}\"")}}} >{{{extra}}} || return 1
              execute {{{ShellQuoting.Quote(ChangeCommand.Compose(old, ["--force-recreate"], extra)!)}}} || return 1
            fi{{{pause}}}
            """;
    }

    private static string Again(string? state, string container) => state switch
    {
        SeenContainer.Paused => $"execute 'docker start {container} && docker pause {container}'",
        _ => $"execute 'docker start {container}'",
    };

    private static string Sha(string? digest) => digest is null ? "" : digest[(digest.IndexOf(':', StringComparison.Ordinal) + 1)..];
}
