using Platform.Docker;
using Platform.Shell;

namespace Platform.Planning;

/// <summary>The commands of changes, made of checked names only. A plan shows them, and apply makes them anew.</summary>
internal static class ChangeCommand
{
    /// <summary>The command of a change; null where a name in it may not reach a shell.</summary>
    public static ShellText? Of(PlanAction action, PlanTarget target) => action switch
    {
        PlanAction.Pull => Pull(target),
        // The new content waits beside its place, as only there a move is atomic; under a name that nobody can foresee.
        PlanAction.PutComposeFile => With(ShellWord.AbsolutePath(target.Path), path => $"""mv -f "$draft" {path}"""),
        PlanAction.Recreate => Compose(target, isForced: true),
        PlanAction.Create => Compose(target, isForced: false),
        PlanAction.Start when target.State is SeenContainer.Paused => With(ShellWord.Container(target.Container), name => $"docker unpause {name}"),
        PlanAction.Start => With(ShellWord.Container(target.Container), name => $"docker start {name}"),
        PlanAction.Stop => With(ShellWord.Container(target.Container), name => $"docker stop {name}"),
        PlanAction.Adopt => With(ShellWord.Container(target.Container), name =>
            With(ShellWord.Container(target.NewName), newName => $"docker rename {name} {newName}")),
        PlanAction.Remove => With(ShellWord.Container(target.Container), name => $"docker stop {name} && docker rm {name}"),
        _ => null,
    };

    /// <summary>The words of <c>docker compose</c> for a service up to its command; null where a name may not reach a shell.</summary>
    /// <param name="target">Project, folder and files.</param>
    /// <param name="extraFile">One more file, behind the others.</param>
    public static ShellText? ComposePrefix(PlanTarget target, ShellWord? extraFile = null)
    {
        if (ShellWord.Project(target.Project) is not { } project || ShellWord.AbsolutePath(target.Directory) is not { } directory ||
            Paths(target.Files) is not { Count: > 0 } files || Paths(target.EnvironmentFiles ?? []) is not { } environmentFiles)
        {
            return null;
        }

        if (extraFile is { } extra) files.Add(extra);
        ShellText prefix = $"docker compose --project-name {project} --project-directory {directory}";
        foreach (var file in files) prefix = $"{prefix} --file {file}";
        foreach (var file in environmentFiles) prefix = $"{prefix} --env-file {file}";
        return prefix;
    }

    /// <summary>Makes one service's container without its dependencies, from images that are there.</summary>
    /// <param name="target">Project, files and service.</param>
    /// <param name="isForced">Makes it anew even where Compose sees no difference.</param>
    /// <param name="extraFile">One more file, behind the others.</param>
    public static ShellText? Compose(PlanTarget target, bool isForced, ShellWord? extraFile = null)
    {
        if (ComposePrefix(target, extraFile) is not { } prefix || ShellWord.Service(target.Service) is not { } service) return null;
        ShellText up = target.Running is false ? (ShellText)$"{prefix} up --no-start" : $"{prefix} up --detach";
        ShellText plain = $"{up} --no-deps --no-build --pull never";
        return isForced ? (ShellText)$"{plain} --force-recreate {service}" : $"{plain} {service}";
    }

    private static List<ShellWord>? Paths(IReadOnlyList<string>? paths)
    {
        List<ShellWord> words = [];
        foreach (var path in paths ?? [])
        {
            if (ShellWord.AbsolutePath(path) is not { } word) return null;
            words.Add(word);
        }

        return words;
    }

    private static ShellText? Pull(PlanTarget target)
    {
        if (!ImageReference.TryParse(target.Image, out var image) || !ImageDigest.IsValid(target.Digest) ||
            ShellWord.Reference($"{image.FamiliarRepository}@{target.Digest}") is not { } pinned)
        {
            return null;
        }

        if (image.Tag is null) return $"docker pull {pinned}";
        return With(ShellWord.Reference($"{image.FamiliarRepository}:{image.Tag}"), tagged => $"docker pull {pinned} && docker tag {pinned} {tagged}");
    }

    private static ShellText? With(ShellWord? word, Func<ShellWord, ShellText?> make) => word is { } checkedWord ? make(checkedWord) : null;
}
