using Platform.Docker;
using Platform.Shell;

namespace Platform.Planning;

/// <summary>The commands of changes, made of validated names only. A plan shows them and apply makes them anew.</summary>
internal static class ChangeCommand
{
    /// <summary>The command of a change; null where a name in it may not reach a shell.</summary>
    public static string? Of(PlanAction action, PlanTarget target) => action switch
    {
        PlanAction.Pull => Pull(target),
        PlanAction.PutComposeFile => target.Path is { } path && ShellName.IsAbsolutePath(path) ? $"mv -f {DraftOf(path)} {path}" : null,
        PlanAction.Recreate => Compose(target, ["--force-recreate"]),
        PlanAction.Create => Compose(target, []),
        PlanAction.Start => Container(target, target.State is SeenContainer.Paused ? "unpause" : "start"),
        PlanAction.Stop => Container(target, "stop"),
        PlanAction.Adopt => target.NewName is { } name && ShellName.IsContainer(name) && Container(target, "rename") is { } rename
            ? $"{rename} {name}"
            : null,
        PlanAction.Remove => Container(target, "stop") is { } stop && Container(target, "rm") is { } remove ? $"{stop} && {remove}" : null,
        _ => null,
    };

    /// <summary>Where a file's new content stands until it is moved into place: in its folder, as only there a move is atomic.</summary>
    public static string DraftOf(string path)
    {
        var slash = path.LastIndexOf('/');
        return $"{path[..(slash + 1)]}.{path[(slash + 1)..]}.platform-new";
    }

    /// <summary>The words of <c>docker compose</c> for a service up to its command; null where a name may not reach a shell.</summary>
    public static string? ComposePrefix(PlanTarget target, string? extraFile = null)
    {
        if (target is not { Project: { } project, Directory: { } directory, Files: { Count: > 0 } files } ||
            !ShellName.IsComposeProject(project) || !ShellName.IsAbsolutePath(directory) ||
            !files.All(ShellName.IsAbsolutePath) || !(target.EnvironmentFiles ?? []).All(ShellName.IsAbsolutePath))
        {
            return null;
        }

        List<string> words = ["docker", "compose", "--project-name", project, "--project-directory", directory];
        foreach (var file in files) words.AddRange(["--file", file]);
        if (extraFile is not null) words.AddRange(["--file", extraFile]);
        foreach (var file in target.EnvironmentFiles ?? []) words.AddRange(["--env-file", file]);
        return string.Join(' ', words);
    }

    /// <summary>Makes one service's container without its dependencies, from images that are there.</summary>
    public static string? Compose(PlanTarget target, IReadOnlyList<string> options, string? extraFile = null)
    {
        if (ComposePrefix(target, extraFile) is not { } prefix || target.Service is not { } service || !IsArgument(service)) return null;
        string[] words =
        [
            prefix, "up", target.Running is false ? "--no-start" : "--detach", "--no-deps", "--no-build", "--pull never",
            .. options, service,
        ];
        return string.Join(' ', words);
    }

    /// <summary>Compose lets a service begin with a dash, and would take it for an option.</summary>
    public static bool IsArgument(string service) => ShellName.IsComposeService(service) && char.IsAsciiLetterOrDigit(service[0]);

    /// <summary>A reference whose grammar leaves nothing that a shell would read, but the brackets of an address.</summary>
    public static string? Reference(string? text) => ImageReference.TryParse(text, out _) ? ShellWord(text) : null;

    private static string? Pull(PlanTarget target)
    {
        if (!ImageReference.TryParse(target.Image, out var image) || !ImageDigest.IsValid(target.Digest)) return null;
        var pinned = ShellWord($"{image.FamiliarRepository}@{target.Digest}");
        return image.Tag is null ? $"docker pull {pinned}" : $"docker pull {pinned} && docker tag {pinned} {ShellWord($"{image.FamiliarRepository}:{image.Tag}")}";
    }

    private static string? Container(PlanTarget target, string verb) =>
        target.Container is { } name && ShellName.IsContainer(name) ? $"docker {verb} {name}" : null;

    private static string ShellWord(string word) => word.AsSpan().ContainsAny('[', ']') ? ShellQuoting.Quote(word) : word;
}
