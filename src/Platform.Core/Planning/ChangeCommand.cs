using System.Diagnostics.CodeAnalysis;
using Platform.Docker;
using Platform.Shell;

namespace Platform.Planning;

/// <summary>The commands of changes, made of checked names only. A plan shows them, and apply makes them again.</summary>
internal static class ChangeCommand
{
    /// <summary>The command of a change; null where a name in it may not reach a shell.</summary>
    public static ShellText? Of(PlanAction action, PlanTarget target) => action switch
    {
        PlanAction.Pull => Pull(target),
        // The new content waits beside its place, as only there a move is atomic; under a name that nobody can foresee.
        PlanAction.PutComposeFile => With(ShellWord.AbsolutePath(target.Path), path => $"""mv -f "$draft" {path}"""),
        PlanAction.Recreate or PlanAction.Run => Compose(target, " --force-recreate"),
        PlanAction.Create => Compose(target, ""),
        PlanAction.Scale => Compose(target, " --no-recreate"),
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
    public static ShellText? ComposePrefix(PlanTarget target)
    {
        if (ShellWord.Project(target.Project) is not { } project || ShellWord.AbsolutePath(target.Directory) is not { } directory ||
            Paths(target.Files) is not { Count: > 0 } files || Paths(target.EnvironmentFiles ?? []) is not { } environmentFiles)
        {
            return null;
        }

        ShellText prefix = $"docker compose --project-name {project} --project-directory {directory}";
        foreach (var file in files) prefix = $"{prefix} --file {file}";
        foreach (var file in environmentFiles) prefix = $"{prefix} --env-file {file}";
        return prefix;
    }

    /// <summary>Makes one service's containers without its dependencies, from images that are there.</summary>
    /// <param name="target">Project, files and service.</param>
    /// <param name="option">What becomes of those that are there, a blank before it: nothing for Compose's own choice.</param>
    private static ShellText? Compose(PlanTarget target, [ConstantExpected] string option)
    {
        if (ComposePrefix(target) is not { } prefix || ShellWord.Service(target.Service) is not { } service) return null;
        ShellText up = target.Running is false ? (ShellText)$"{prefix} up --no-start" : $"{prefix} up --detach";
        return $"{up} --no-deps --no-build --pull never{ShellText.Literal(option)} {service}";
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
