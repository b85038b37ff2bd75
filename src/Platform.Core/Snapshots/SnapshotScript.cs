using System.Security.Cryptography;
using System.Text;
using Platform.Docker;
using Platform.Hosts;
using Platform.Shell;
using Platform.Snapshots.Answers;

namespace Platform.Snapshots;

/// <summary>Writes the script of one round trip. <see cref="ScriptFrame"/> reads what it prints.</summary>
internal static class SnapshotScript
{
    /// <summary>The largest compose file that is read, as for every file people write.</summary>
    private const int LargestFile = 1 << 20;

    /// <summary>What the host says where its awk is missing or fails: a list of nothing would be no list of what runs.</summary>
    public const string NoAwk = "awk took nothing from the list of containers";

    /// <summary>What the host says where <c>docker ps</c> succeeded, and printed what is no list of containers.</summary>
    public const string NoList = "what was listed are no containers";

    /// <summary>In seconds: one for docker, and one to end it.</summary>
    private const int ShortestLook = 2;

    /// <summary>US, the unit separator: parts the fields of the list.</summary>
    private const string Separator = "\u001f";

    /// <summary>What <c>docker ps</c> prints of a container: ten fields, of which the labels, networks and mounts are JSON strings.</summary>
    private static readonly string ListFormat = FormatOf(".Label", "{{json .Networks}}", "{{json .Mounts}}");

    /// <summary>The same for podman, whose networks and volumes are not asked for.</summary>
    private static readonly string PodmanListFormat = FormatOf("index .Labels", "\"\"", "\"\"");

    /// <summary>What follows the head: the same in every script of this version.</summary>
    internal static string Tail { get; } = $"{ScriptFrame.Functions}\n{SnapshotShell.Body}\n";

    /// <summary>SHA-256 of that, by which a host's forced command knows it.</summary>
    public static string BodyHash { get; } = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Tail)));

    /// <summary>Lines of the head that are the same in every script of this version, by their names.</summary>
    internal static IReadOnlyDictionary<string, string> Constants { get; } = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["asked_key"] = ComposeGrants.AskedVariables,
        ["largest"] = ShellWord.Number(LargestFile + 1).ToString(),
        ["most"] = ShellWord.Number(ComposeConfigParser.LargestEvaluation).ToString(),
        ["no_awk"] = NoAwk,
        ["no_list"] = NoList,
        ["us"] = Separator,
        ["format"] = ListFormat,
        ["podman_format"] = PodmanListFormat,
    };

    /// <summary>Builds the script.</summary>
    /// <param name="host">The host, for where the root lives there and how long one docker may take.</param>
    /// <param name="request">What is wanted. Every name in it must have passed <see cref="ShellName"/>.</param>
    /// <exception cref="ArgumentException">A name was not checked by the caller: a bug, not bad input.</exception>
    public static ReadOnlyScript Create(HostDefinition host, SnapshotRequest request)
    {
        var nonce = ScriptFrame.NewNonce();
        ShellText text = $"""
            nonce={ShellWord.Quoted(nonce)}
            projects={ShellWord.List(request.Projects, ShellName.IsComposeProject)}
            services={ShellWord.List(request.AllProjects ? [] : request.Services, ShellName.IsComposeService)}
            names={ShellWord.List(request.ContainerNames, ShellName.IsContainer)}
            directory={ShellWord.List(host.PlatformDirectory is { } directory ? [directory] : [], ShellName.IsAbsolutePath)}
            files={ShellWord.List(request.Files, ShellName.IsRelativePath)}
            secrets={ShellWord.List(request.SecretFiles, ShellName.IsRelativePath)}
            contents={ShellWord.List(request.Contents.Select(content => content.ToString()), text => ServiceFile.IsChecked(text, ShellName.IsAbsolutePath))}
            variables_asked={ShellWord.List(request.Variables.Select(variable => variable.ToString()), ProjectVariable.IsChecked)}
            asked_key={ShellWord.Quoted(ComposeGrants.AskedVariables)}
            owners={ShellWord.List(request.Owners.Select(owner => owner.ToString()), ServiceFile.IsChecked)}
            largest={ShellWord.Number(LargestFile + 1)}
            most={ShellWord.Number(ComposeConfigParser.LargestEvaluation)}
            no_awk={ShellWord.Quoted(NoAwk)}
            no_list={ShellWord.Quoted(NoList)}
            us={ShellWord.Quoted(Separator)}
            format={ShellWord.Quoted(ListFormat)}
            podman_format={ShellWord.Quoted(PodmanListFormat)}
            compose={ShellWord.Quoted(request.WithComposeVersion ? "yes" : "no")}
            every={ShellWord.Quoted(!request.AllContainers ? "no" : request.AllProjects ? "projects" : "containers")}
            with_others={ShellWord.Quoted(request.WithOthers ? "yes" : "no")}
            with_sources={ShellWord.Quoted(request.WithSources ? "yes" : "no")}
            identity={ShellWord.Quoted(request.WithEngineId ? "yes" : "no")}
            limit={ShellWord.Number(Math.Max(ShortestLook, (long)Math.Ceiling(host.CommandTimeout.TotalSeconds)))}
            {ShellWord.DockerHost(host.DockerHost)}
            {ShellText.Literal(ScriptFrame.Functions)}
            {ShellText.Literal(SnapshotShell.Body)}

            """;
        return new ReadOnlyScript(text, nonce);
    }

    private static string FormatOf(string label, string networks, string mounts) => string.Join(
        """{{"\x1f"}}""",
        (string[])
        [
            "{{.ID}}", "{{.Names}}",
            .. ((string[])[ComposeLabel.Project, ComposeLabel.Service, ComposeLabel.WorkingDirectory, ComposeLabel.ConfigFiles, ComposeLabel.EnvironmentFile])
                .Select(name => $$$"""{{json ({{{label}}} "{{{name}}}")}}"""),
            "{{.Image}}", networks, mounts,
        ]);
}
