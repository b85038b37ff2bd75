using Platform.Docker;
using Platform.Planning;
using Platform.Shell;

namespace Platform.Applying;

/// <summary>
/// The shell that puts a change back. It undoes what the plan's own step did, by the step's notes in the host's record, and
/// leaves alone what somebody else did meanwhile: then it ends with <see cref="ApplyScript.Moved"/> and says so.
/// </summary>
internal static class UndoSteps
{
    /// <returns>Null where there is nothing to be put back.</returns>
    /// <param name="change">A change that was started.</param>
    /// <param name="before">The containers of its module as they were.</param>
    public static ShellText? Of(PlanChange change, IReadOnlyList<SeenContainer> before) => change.Action switch
    {
        PlanAction.Pull => Tag(change),
        PlanAction.PutComposeFile => File(change),
        PlanAction.Recreate or PlanAction.Scale when before.Count > 0 => Recreate(change, before),
        PlanAction.Run when before.Count > 0 => Job(change, before),
        PlanAction.Create => Create(change),
        PlanAction.Start when change.Target.State is SeenContainer.Paused => Same(change.Target.Container, before, $"docker pause {ChangeSteps.Name(change.Target.Container)}"),
        PlanAction.Start => Same(change.Target.Container, before, $"docker stop {ChangeSteps.Name(change.Target.Container)}"),
        PlanAction.Stop when change.Target.State is SeenContainer.Paused =>
            Same(change.Target.Container, before, $"docker start {ChangeSteps.Name(change.Target.Container)} && docker pause {ChangeSteps.Name(change.Target.Container)}"),
        PlanAction.Stop => Same(change.Target.Container, before, $"docker start {ChangeSteps.Name(change.Target.Container)}"),
        PlanAction.Adopt => Same(change.Target.NewName, before, $"docker rename {ChangeSteps.Name(change.Target.NewName)} {ChangeSteps.Name(change.Target.Container)}"),
        PlanAction.Remove when before is [{ State: SeenContainer.Running }] =>
            Same(change.Target.Container, before, $"docker start {ChangeSteps.Name(change.Target.Container)}"),
        _ => null,
    };

    /// <summary>Only the very container that the plan saw. One that is gone, or has its name back, needs nothing.</summary>
    private static ShellText? Same(string? container, IReadOnlyList<SeenContainer> before, ShellText undo)
    {
        if (ShellWord.ContainerId(ChangeSteps.Find(container, before)?.Id) is not { } id) return null;
        return $"""
            is=$({ChangeSteps.IdOf(container)})
            if [ -z "$is" ]; then return 0; fi
            if [ "$is" != {id} ]; then moved {ShellWord.Quoted($"{container} was replaced meanwhile; it was left as it is")}; return; fi
            execute {ShellWord.Script(undo)}
            """;
    }

    /// <summary>The tag goes back to the image it named before the pull, unless somebody has given it to a third one.</summary>
    private static ShellText? Tag(PlanChange change)
    {
        if (!ImageReference.TryParse(change.Target.Image, out var image) || image.Tag is null) return null;
        var tag = ChangeSteps.TagOf(change.Target);
        var pulled = ShellWord.Reference($"{image.FamiliarRepository}@{change.Target.Digest}") ?? throw ChangeSteps.Unchecked(change);
        return $$"""
            was=$(noted tag | head -n 1)
            case $was in sha256:*[!0-9a-f]* | sha512:*[!0-9a-f]*) return 0 ;; sha256:* | sha512:*) ;; *) return 0 ;; esac
            is=$({{ChangeSteps.IdOfImage(tag)}} 2>/dev/null)
            if [ "$is" = "$was" ]; then return 0; fi
            if [ "$is" != "$({{ChangeSteps.IdOfImage(pulled)}} 2>/dev/null)" ]; then moved {{ShellWord.Quoted($"{change.Target.Image} was given to another image meanwhile; it was left as it is")}}; return; fi
            execute "docker tag $was "{{tag}}
            """;
    }

    private static ShellText File(PlanChange change)
    {
        var path = ShellWord.AbsolutePath(change.Target.Path) ?? throw ChangeSteps.Unchecked(change);
        var want = ChangeSteps.HashOf(change.To) ?? throw ChangeSteps.Unchecked(change);
        ShellText was = ChangeSteps.HashOf(change.From) is { } from ? (ShellText)$"{from}" : $"";
        return $$$"""
            file={{{path}}} want={{{want}}} was={{{was}}} is=
            if [ -z "$(noted put)" ]; then return 0; fi
            if [ -L "$file" ]; then moved 'a symbolic link stands in place of the compose file; it was left as it is'; return; fi
            if [ -e "$file" ]; then is=$(sha256sum <"$file") || return 1; is=${is%% *}; fi
            if [ "$is" = "$was" ]; then return 0; fi
            if [ "$is" != "$want" ]; then moved 'the compose file was changed meanwhile; it was left as it is'; return; fi
            if [ -z "$was" ]; then mv -f "$file" "$state/previous/$want"; return; fi
            [ -e "$state/previous/$was" ] || { echo 'platform: its previous content is gone'; return 1; }
            draft=$(mktemp "${file%/*}/.platform.XXXXXXXXXX") || return 1
            cp -p "$state/previous/$was" "$draft" && mv -f "$draft" "$file" || { rm -f "$draft"; return 1; }
            """;
    }

    /// <summary>Only containers that the step noted as made by it.</summary>
    private static ShellText Create(PlanChange change) => $$"""
        for id in $(noted made); do
          case $id in *[!0-9a-f]*) continue ;; esac
          if docker container inspect "$id" >/dev/null 2>&1; then execute "docker rm --force $id" || return 1; fi
        done
        if [ -n "$({{ChangeSteps.OfService(change.Target)}})" ]; then moved {{ShellWord.Quoted($"another container of service {change.Target.Service} was made meanwhile; it was left as it is")}}; fi
        """;

    /// <summary>What a job did cannot be undone, so its container stays to tell of it. One that was made and never started did nothing.</summary>
    private static ShellText Job(PlanChange change, IReadOnlyList<SeenContainer> before) => $$$"""
        for id in $(noted made); do
          case $(docker container inspect --format '{{.State.StartedAt}}' "$id" 2>/dev/null) in '' | 0001-*) ;; *) return 0 ;; esac
        done
        {{{Recreate(change, before)}}}
        """;

    /// <summary>The containers that ran, as they were set up: themselves where they are still there, or else their like.</summary>
    private static ShellText Recreate(PlanChange change, IReadOnlyList<SeenContainer> before)
    {
        ShellText ids = $"", revivals = $"";
        foreach (var container in before)
        {
            var imageId = ShellWord.Reference(container.ImageId) ?? throw ChangeSteps.Unchecked(change);
            var image = ShellWord.Reference(container.Image) ?? imageId;
            ids = $"{ids} {ChangeSteps.Id(container)}";
            revivals = $"{revivals}revive {ChangeSteps.Name(container.Name)} {ChangeSteps.Id(container)} {ShellWord.Quoted(container.State)} {imageId} {image} || return 1\n";
        }

        // Not where an earlier run was cut off in putting it back: what is there then may be its own.
        return $$"""
            before='{{ids}}'
            standing() { {{ChangeSteps.OfService(change.Target)}}; }
            if [ -z "$again" ]; then
              for is in $(standing); do
                case "$before $(noted made | tr '\n' ' ') " in *" $is "*) ;; *) moved {{ShellWord.Quoted($"the container of service {change.Target.Service} was replaced meanwhile; it was left as it is")}}; return ;; esac
              done
            fi
            {{revivals}}
            """;
    }
}
