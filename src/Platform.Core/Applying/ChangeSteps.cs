using Platform.Docker;
using Platform.Planning;
using Platform.Shell;

namespace Platform.Applying;

/// <summary>
/// The shell that makes a change on its host, around the command the plan shows. What it needs of the host's record
/// (<c>again</c>, <c>note</c>, <c>noted</c>) and how it refuses (<c>moved</c>) is in <see cref="ApplyScript"/>.
/// </summary>
/// <remarks>
/// Between the look and the step somebody may have changed the host. A step that finds something else than the plan saw does
/// nothing and says so (<see cref="ApplyScript.Moved"/>). It does not ask where an earlier run had begun it already: what
/// it finds then may be its own work, half done.
/// </remarks>
internal static class ChangeSteps
{
    /// <param name="change">An approved change.</param>
    /// <param name="before">The containers of its module as the plan saw them.</param>
    /// <param name="content">The root's file, for <see cref="PlanAction.PutComposeFile"/>.</param>
    /// <exception cref="ArgumentException">The change holds what the plan's reader should have refused: a bug.</exception>
    public static ShellText Make(PlanChange change, IReadOnlyList<SeenContainer> before, byte[]? content)
    {
        var target = change.Target;
        var command = ChangeCommand.Of(change.Action, target) ?? throw Unchecked(change);
        ShellText run = $"execute {ShellWord.Script(command)}";
        return change.Action switch
        {
            PlanAction.Pull => $"note tag \"$({IdOfImage(TagOf(target))} 2>/dev/null)\"\n{run}",
            PlanAction.PutComposeFile => Put(change, content ?? throw new ArgumentNullException(nameof(content)), run),
            PlanAction.Recreate or PlanAction.Scale => $"{SameContainers(target, before)}\n{Guard(target)}\n{Keep(before)}{run}\n{Made(target)}",
            PlanAction.Run => Job(target, before, run),
            PlanAction.Create => $"{NoContainer(target)}\n{Guard(target)}\n{run}\n{Made(target)}",
            PlanAction.Start when target.State is SeenContainer.Paused =>
                $"{SameContainer(target.Container, before)}\nif [ \"$({StateOf(target.Container)})\" = running ]; then return 0; fi\n{run}",
            PlanAction.Adopt => $"if [ -n \"$again\" ] && ! {Exists(target.Container)} && {Exists(target.NewName)}; then return 0; fi\n{SameContainer(target.Container, before)}\n{run}",
            PlanAction.Remove => $"if [ -n \"$again\" ] && ! {Exists(target.Container)} && docker info >/dev/null 2>&1; then return 0; fi\n{SameContainer(target.Container, before)}\n{run}",
            _ => $"{SameContainer(target.Container, before)}\n{run}",
        };
    }

    /// <summary>
    /// A run that was cut off has made the container or has not; a job that was started is never begun again. It is waited for, and how it ended
    /// shows on its container.
    /// </summary>
    private static ShellText Job(PlanTarget target, IReadOnlyList<SeenContainer> before, ShellText run)
    {
        ShellText ids = $"";
        foreach (var container in before) ids = $"{ids} {Id(container)}";
        return $$$"""
            ends=$(($(date +%s) + limit)) made=
            if [ -n "$again" ]; then
              for is in $({{{OfService(target)}}}); do case '{{{ids}}} ' in *" $is "*) ;; *) made="$made $is" ;; esac; done
            fi
            if [ -n "$made" ]; then note made $made; else
            {{{SameContainers(target, before)}}}
            {{{Guard(target)}}}
            {{{Keep(before)}}}
            {{{run}}}
            {{{Made(target)}}}
            fi
            for is in $made; do
              while :; do
                limit=$((ends - $(date +%s)))
                [ "$limit" -gt 0 ] || limit=1
                execute "docker wait $is" >/dev/null
                case $(docker container inspect --format '{{.State.Status}} {{.State.ExitCode}}' "$is") in
                  'exited 0') break ;;
                  running* | restarting* | paused*) [ "$(date +%s)" -lt "$ends" ] || { echo 'platform: the job had not ended in time, and goes on by itself'; return 1; }; sleep 1 ;;
                  *) echo 'platform: the job did not end well'; return 1 ;;
                esac
              done
            done
            """;
    }

    internal static ArgumentException Unchecked(PlanChange change) => new($"change {change.Number} holds a name that may not reach a shell", nameof(change));

    internal static ShellText IdOfImage(ShellWord reference) => $$$"""docker image inspect --format '{{.Id}}' {{{reference}}}""";

    internal static ShellText StateOf(string? container) => $$$"""docker container inspect --format '{{.State.Status}}' {{{Name(container)}}}""";

    internal static ShellText IdOf(string? container) => $$$"""docker container inspect --format '{{.Id}}' {{{Name(container)}}} 2>/dev/null""";

    internal static ShellText Exists(string? container) => $"docker container inspect {Name(container)} >/dev/null 2>&1";

    internal static ShellWord Name(string? container) => ShellWord.Container(container) ?? throw new ArgumentException("an unchecked name", nameof(container));

    /// <summary>The ids of all containers of a service, a line each.</summary>
    internal static ShellText OfService(PlanTarget target)
    {
        ShellWord project = ShellWord.Quoted($"label={ComposeLabel.Project}={target.Project}"), service = ShellWord.Quoted($"label={ComposeLabel.Service}={target.Service}");
        return $"docker ps --all --quiet --no-trunc --filter {project} --filter {service} --filter label=com.docker.compose.oneoff=False";
    }

    /// <summary>The name that a pulled digest gets; the digest itself where it gets none.</summary>
    internal static ShellWord TagOf(PlanTarget target) =>
        ImageReference.TryParse(target.Image, out var image) && ShellWord.Reference(image.Tag is null ? $"{image.FamiliarRepository}@{target.Digest}" : $"{image.FamiliarRepository}:{image.Tag}") is { } word
            ? word
            : throw new ArgumentException("an unchecked reference", nameof(target));

    /// <summary>The container that a change is of; null where the plan did not see it. One that was renamed by an earlier change is the only one.</summary>
    internal static SeenContainer? Find(string? container, IReadOnlyList<SeenContainer> before) =>
        before is [var only] ? only : before.FirstOrDefault(c => c.Name == container);

    /// <summary>All containers of the service, and no other.</summary>
    private static ShellText SameContainers(PlanTarget target, IReadOnlyList<SeenContainer> before)
    {
        if (before is [_]) return SameContainer(target.Container, before);
        ShellText ids = $"";
        foreach (var container in before.OrderBy(c => c.Id, StringComparer.Ordinal)) ids = $"{ids}{Id(container)} ";
        return $"""if [ -z "$again" ] && [ "$({OfService(target)} | sort | tr '\n' ' ')" != '{ids}' ]; then moved {ShellWord.Quoted($"service {target.Service} has other containers than those that were planned with")}; return; fi""";
    }

    private static ShellText Keep(IReadOnlyList<SeenContainer> before)
    {
        ShellText steps = $"";
        foreach (var container in before) steps = $"{steps}keep {Name(container.Name)} {Id(container)} || return 1\n";
        return steps;
    }

    internal static ShellWord Id(SeenContainer container) => ShellWord.ContainerId(container.Id) ?? throw new ArgumentException("an unchecked id", nameof(container));

    private static ShellText SameContainer(string? container, IReadOnlyList<SeenContainer> before)
    {
        if (ShellWord.ContainerId(Find(container, before)?.Id) is not { } id) throw new ArgumentException("a container that the plan did not see", nameof(before));
        return $"""if [ -z "$again" ] && [ "$({IdOf(container)})" != {id} ]; then moved {ShellWord.Quoted($"{container} is another container than the one that was planned with")}; return; fi""";
    }

    private static ShellText NoContainer(PlanTarget target) =>
        $"""if [ -z "$again" ] && [ -n "$({OfService(target)})" ]; then moved {ShellWord.Quoted($"a container of service {target.Service} was made meanwhile")}; return; fi""";

    /// <summary>
    /// Of the very files and variables that <c>up</c> is about to read, Compose is to make the image that was approved, or that
    /// runs now: a variable, an override or an environment file may name another, and may have been changed since the approval.
    /// </summary>
    /// <remarks>
    /// <c>config --images SERVICE</c> lists the images of its dependencies as well, and does not say whose they are. The JSON of
    /// <c>config</c> is indented by two, so that the line of a service's image is known by its place:
    /// https://github.com/docker/compose/blob/v2.26.1/cmd/compose/config.go
    /// </remarks>
    private static ShellText Guard(PlanTarget target)
    {
        var prefix = ChangeCommand.ComposePrefix(target) ?? throw new ArgumentException("an unchecked name", nameof(target));
        var service = ShellWord.Service(target.Service) ?? throw new ArgumentException("an unchecked service", nameof(target));
        var named = ShellWord.Quoted($"/^    \"{target.Service!.Replace(".", "[.]", StringComparison.Ordinal)}\": {{$/,/^    }}/s/^      \"image\": \"\\([^\"]*\\)\",\\{{0,1\\}}$/\\1/p");
        ShellText config = $"{prefix} config --format json {service}";
        return $$$"""
            wanted={{{Approved(target)}}}
            evaluated=$(execute {{{ShellWord.Script(config)}}}) || return 1
            named=$(printf '%s\n' "$evaluated" | sed -n '/^  "services": {$/,/^  }/p' | sed -n {{{named}}})
            runs=$(docker image inspect --format '{{.Id}}' -- "$named" 2>/dev/null)
            if [ -z "$wanted" ] || [ "$runs" != "$wanted" ]; then moved {{{ShellWord.Quoted($"what Compose would run for service {target.Service} is another image than the one that was approved")}}}; return; fi
            """;
    }

    /// <summary>The id of the approved image on the host: of the digest, or what ran where none is declared.</summary>
    private static ShellText Approved(PlanTarget target)
    {
        var known = target.Digest is null
            ? ImageDigest.IsValid(target.ImageId) ? ShellWord.Reference(target.ImageId) : null
            : ImageReference.TryParse(target.Image, out var image) ? ShellWord.Reference($"{image.FamiliarRepository}@{target.Digest}") : null;
        var approved = known ?? throw new ArgumentException("no image was approved", nameof(target));
        return target.Digest is null ? (ShellText)$"{approved}" : $"$({IdOfImage(approved)} 2>/dev/null)";
    }

    /// <summary>Whatever the command's status: what was made has to be known to be put back. And it has to be of the approved image.</summary>
    private static ShellText Made(PlanTarget target) => $$$"""
        status=$?; made=$({{{OfService(target)}}}); note made $made
        [ "$status" -eq 0 ] || return "$status"
        for is in $made; do
          [ "$(docker container inspect --format '{{.Image}}' "$is")" = "$wanted" ] || { echo {{{ShellWord.Quoted($"platform: the container of service {target.Service} has another image than the one that was approved")}}}; return 1; }
        done
        """;

    /// <summary>
    /// The content goes beside its place, is checked there, and is moved over: a full disk, a crash or a cut leaves the old
    /// file or the new one. The old one is kept under its own hash.
    /// </summary>
    private static ShellText Put(PlanChange change, byte[] content, ShellText run)
    {
        var path = ShellWord.AbsolutePath(change.Target.Path) ?? throw Unchecked(change);
        var want = HashOf(change.To) ?? throw Unchecked(change);
        ShellText was = HashOf(change.From) is { } from ? (ShellText)$"{from}" : $"";
        return $$$"""
            file={{{path}}} want={{{want}}} was={{{was}}} draft= copy= kept=
            if [ -L "$file" ]; then echo 'platform: it is a symbolic link on the host'; return 1; fi
            mkdir -p "${file%/*}" || return 1
            is=
            if [ -e "$file" ]; then is=$(sha256sum <"$file") || return 1; is=${is%% *}; fi
            if [ "$is" = "$want" ]; then return 0; fi
            if [ "$is" != "$was" ]; then moved 'the compose file was changed meanwhile; it was left as it is'; return; fi
            noted draft | while IFS= read -r left; do rm -f "$left"; done
            drop() { rm -f "$draft" "$copy" ${kept:+"$kept"}; return 1; }
            draft=$(mktemp "${file%/*}/.platform.XXXXXXXXXX") || return 1
            export draft
            note draft "$draft" || drop || return 1
            if [ -n "$is" ]; then
              [ -e "$state/previous/$is" ] || kept=$state/previous/$is
              copy=$(mktemp "$state/previous/.new.XXXXXXXXXX") && cp -p "$file" "$copy" && mv -f "$copy" "$state/previous/$is" && cp -p "$file" "$draft" || drop || return 1
            else
              chmod 644 "$draft" || drop || return 1
            fi
            base64 -d >"$draft" <<'CONTENT' || drop || return 1
            {{{ShellText.Base64(content)}}}
            CONTENT
            is=$(sha256sum <"$draft")
            if [ "${is%% *}" != "$want" ]; then drop; echo 'platform: it did not arrive whole; is the disk full?'; return 1; fi
            sync "$draft" 2>/dev/null || :
            note put "$want" || drop || return 1
            {{{run}}} || drop
            """;
    }

    /// <summary>The hex digits of a file's hash; null where there was no file.</summary>
    internal static ShellWord? HashOf(string? digest) => ShellWord.Sha256(digest?[(digest.IndexOf(':', StringComparison.Ordinal) + 1)..]);
}
