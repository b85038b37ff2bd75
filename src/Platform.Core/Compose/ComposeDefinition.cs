using System.Globalization;
using System.Runtime.CompilerServices;
using Platform.Docker;
using Platform.Schema.Values;
using Platform.Yaml;

namespace Platform.Compose;

/// <summary>
/// What one compose file says by itself, without Compose at hand: its services, their images, numbers and dependencies, what it
/// includes, and whether a service is the same in another one.
/// </summary>
internal sealed class ComposeDefinition
{
    /// <summary>Many modules share a file, so the same bytes are parsed once.</summary>
    private static readonly ConditionalWeakTable<byte[], ComposeDefinition> Known = [];

    private static readonly string[] Shared = ["name", "include", "networks", "volumes", "secrets", "configs"];

    /// <summary>Keys whose value may be another container's namespace.</summary>
    public static readonly string[] Namespaces = ["network_mode", "ipc", "pid"];

    /// <summary>The key that merges a mapping, or a list of them, into the one that it stands in. https://yaml.org/type/merge.html</summary>
    internal const string Merge = "<<";

    private readonly YamlNode _root;

    private ComposeDefinition(YamlDocument document)
    {
        _root = document.Root;
        Tags = TagsOf(document);
        // Compose's own tags (!reset, !override) and merge keys are its business.
        Fault = document.Diagnostics.FirstOrDefault(d => d.Code is not (YamlDiagnosticCode.InvalidTag or YamlDiagnosticCode.DuplicateKey)) is { } fault ? Said(fault)
            : (_root["services"].Kind is YamlKind.Mapping || _root["include"].Exists) ? null : "it has no mapping 'services'";
    }

    /// <summary>Why it is no compose file; null where it is one. A faulty one has no services.</summary>
    public string? Fault { get; }

    /// <summary>The file as a tree.</summary>
    internal YamlNode Root => _root;

    /// <summary>Where Compose's own tags stand in it.</summary>
    internal IReadOnlyDictionary<TextPosition, ComposeTag> Tags { get; }

    /// <summary>The names of the services that it declares itself.</summary>
    public IEnumerable<string> Services
    {
        get
        {
            List<string> names = [];
            foreach (var service in _root["services"].Entries) names.Add(service.Key);
            return names;
        }
    }

    /// <summary>Paths of files that it includes, as written, relative to its folder.</summary>
    public IReadOnlyList<string> Includes
    {
        get
        {
            List<string> included = [];
            foreach (var include in _root["include"].Items) AddPaths(include, included);
            return included;
        }
    }

    /// <summary>Paths of files whose services its own extend, as written, relative to its folder.</summary>
    public IReadOnlyList<string> Extended
    {
        get
        {
            List<string> extended = [];
            foreach (var service in _root["services"].Entries)
                if (Find(service.Value, "extends")["file"].GetString() is { } file) extended.Add(file);
            return extended;
        }
    }

    /// <summary>The file and the service that a service extends; the file is null for its own. Null where it extends none.</summary>
    public (string? File, string Service)? ExtendedBy(string service)
    {
        var extends = Service(service, "extends");
        return (extends.Kind is YamlKind.Mapping ? extends["service"].GetString() : extends.GetString()) is { } name ? (extends["file"].GetString(), name) : null;
    }

    /// <summary>
    /// Paths of files from which a service gets variables, configs or secrets, as written, relative to its folder, each with the key that it
    /// stands under: <c>env_file</c>, <c>configs</c> or <c>secrets</c>.
    /// </summary>
    public IEnumerable<(string Key, string Path)> FilesOf(string service)
    {
        var listed = Service(service, EnvironmentFile);
        List<(string, string)> files = [];
        if (listed.Kind is not YamlKind.Sequence) Add(EnvironmentFile, listed);
        foreach (var file in listed.Items) Add(EnvironmentFile, file.Kind is YamlKind.Mapping ? file["path"] : file);
        foreach (var key in (ReadOnlySpan<string>)["configs", "secrets"])
            foreach (var grant in Service(service, key).Items)
                Add(key, Find(GrantedBy(grant, key), "file"));
        return files;

        void Add(string key, YamlNode path)
        {
            if (path.GetString() is { Length: > 0 } written) files.Add((key, written));
        }
    }

    /// <summary>What a service has in its containers that comes from the file itself, or from a variable.</summary>
    public IEnumerable<ComposeContent> ContentsOf(string service)
    {
        List<ComposeContent> contents = [];
        foreach (var (key, folder) in ComposeGrants.Folders)
        {
            foreach (var grant in Service(service, key).Items)
            {
                var definition = GrantedBy(grant, key);
                var path = ComposeGrants.PlaceOf(grant["target"].GetString() ?? SourceOf(grant), folder);
                if (Find(definition, "content") is { Exists: true } content) contents.Add(new ComposeContent(key, path, content, null));
                else if (Find(definition, "environment").GetString() is { } variable) contents.Add(new ComposeContent(key, path, default, variable));
            }
        }

        return contents;
    }

    /// <summary>The name of a config or a secret that a service is granted: written alone, or as <c>source</c>.</summary>
    private static string SourceOf(YamlNode grant) => (grant.Kind is YamlKind.Mapping ? grant["source"] : grant).Text;

    private YamlNode GrantedBy(YamlNode grant, string kind) => _root[kind][SourceOf(grant)];

    private const string EnvironmentFile = "env_file";

    /// <summary>What stands at a key of a service.</summary>
    /// <param name="service">The service.</param>
    /// <param name="key">The key.</param>
    /// <param name="names">Of a mapping, or a list of <c>NAME=value</c>, these entries alone; null for all.</param>
    public IEnumerable<YamlNode> Values(string service, string key, IReadOnlyList<string>? names)
    {
        var value = Service(service, key);
        if (names is null) return [value];
        List<YamlNode> values = [];
        foreach (var item in value.Items)
            if (names.Contains(item.Text.Split('=', 2)[0], StringComparer.Ordinal)) values.Add(item);
        values.AddRange(names.Select(name => Find(value, name)).Where(entry => entry.Exists));
        return values;
    }

    /// <summary>Reads a compose file.</summary>
    public static ComposeDefinition Read(byte[] content) => Known.GetValue(content, bytes => new ComposeDefinition(YamlReader.Read(bytes)));

    /// <summary>The image of a service; null where it has none here, or a variable without a default decides.</summary>
    public ComposeImage? FindImage(string service) => ComposeImage.Of(_root["services"][service]);

    /// <summary>The image of a service; null where it has none here, or where variables decide.</summary>
    public string? ImageOf(string service) => FindImage(service) is { Variables: [] } image ? image.Reference : null;

    /// <summary>Whether a service is built, and its image, if it names one, is what the build is called.</summary>
    public bool IsBuilt(string service) => Service(service, "build").Exists;

    /// <summary>The name that a service gives to its container; null where it gives none.</summary>
    public string? ContainerNameOf(string service) => Service(service, "container_name").GetString();

    /// <summary>How many containers a service is to have, 1 where it does not say so; null where variables decide.</summary>
    public int? ReplicasOf(string service)
    {
        var said = Service(service, "scale") is { Exists: true } scale ? scale : Find(Service(service, "deploy"), "replicas");
        return !said.Exists ? 1 : int.TryParse(said.Text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }

    /// <summary>The services it is started after: those of <c>depends_on</c>, and those whose namespace, volumes or name it has.</summary>
    public IEnumerable<string> DependenciesOf(string service) =>
    [
        .. Names(service, "depends_on"),
        .. Namespaces.Select(key => Service(service, key).GetString()).OfType<string>()
            .Where(mode => mode.StartsWith(SharedMode.OfService, StringComparison.Ordinal)).Select(mode => mode[SharedMode.OfService.Length..]),
        .. Names(service, "volumes_from").Concat(Names(service, "links")).Select(ServiceOf),
    ];

    /// <summary>
    /// Whether a service has to be recreated with another: it shares a namespace of it, has its volumes or a link to it, or says
    /// <c>depends_on: {owner: {restart: true}}</c>, which Compose also takes the first three for:
    /// https://github.com/compose-spec/compose-go/blob/v2.0.2/loader/normalize.go
    /// </summary>
    public bool StandsOn(string service, string owner) =>
        Namespaces.Any(key => Service(service, key).GetString() == SharedMode.OfService + owner) ||
        Names(service, "volumes_from").Concat(Names(service, "links")).Select(ServiceOf).Contains(owner, StringComparer.Ordinal) ||
        Service(service, "depends_on")[owner]["restart"].Text == "true";

    /// <summary>
    /// Whether another file says the same of each container of a service, and of everything that services share; how many there are is left aside.
    /// Rather too often no: the price is a container recreated from what is approved.
    /// </summary>
    public bool AgreesOn(string service, ComposeDefinition other)
    {
        var (mine, theirs) = (_root["services"][service], other._root["services"][service]);
        return mine.Exists && theirs.Exists && AgreeBut("scale", mine, theirs) && AgreeBut("replicas", mine["deploy"], theirs["deploy"]) &&
            Shared.All(key => InstanceEquality.AreEqual(_root[key], other._root[key]));
    }

    /// <summary>Whether two mappings are equal but for one key, and for <c>deploy</c>, which is looked at by itself.</summary>
    private static bool AgreeBut(string key, YamlNode mine, YamlNode theirs)
    {
        HashSet<string> names = new(StringComparer.Ordinal);
        foreach (var entry in mine.Entries) names.Add(entry.Key);
        foreach (var entry in theirs.Entries) names.Add(entry.Key);
        return names.All(name => name == key || name is "deploy" || InstanceEquality.AreEqual(mine[name], theirs[name]));
    }

    /// <summary>What is wrong, without any text of the file: what the reader takes for an alias or a key may be a part of a password.</summary>
    private static string Said(YamlDiagnostic fault)
    {
        var message = fault.Code switch
        {
            YamlDiagnosticCode.UnknownAlias => "This alias has no anchor before it; if it is no alias, quote the value.",
            YamlDiagnosticCode.RecursiveAlias => "This alias stands inside the node that it refers to, so it would never end.",
            _ when fault.Message.StartsWith("The colon behind `", StringComparison.Ordinal) => "The colon behind a key must be followed by a space.",
            _ => fault.Message,
        };
        return (fault with { Message = message }).ToString();
    }

    /// <summary>The reader of YAML knows no tags but YAML's own, and says where it met another one.</summary>
    private static Dictionary<TextPosition, ComposeTag> TagsOf(YamlDocument document)
    {
        Dictionary<TextPosition, ComposeTag> tags = [];
        foreach (var diagnostic in document.Diagnostics.Where(d => d.Code is YamlDiagnosticCode.InvalidTag))
        {
            var tag = diagnostic.Message.Contains("!override", StringComparison.Ordinal) ? ComposeTag.Override
                : diagnostic.Message.Contains("!reset", StringComparison.Ordinal) ? ComposeTag.Reset : ComposeTag.None;
            if (tag is not ComposeTag.None) tags[diagnostic.Position] = tag;
        }

        return tags;
    }

    /// <summary>An include is a path, a mapping with <c>path</c>, or a list of paths in it.</summary>
    internal static void AddPaths(YamlNode include, List<string> included)
    {
        var paths = include.Kind is YamlKind.Mapping ? include["path"] : include;
        if (paths.Kind is not YamlKind.Sequence) included.Add(paths.Text);
        else foreach (var path in paths.Items) AddPaths(path, included);
    }

    /// <summary>The items of a list, or the keys of a mapping.</summary>
    private List<string> Names(string service, string key)
    {
        var value = Service(service, key);
        List<string> names = [];
        foreach (var item in value.Items) names.Add(item.Text);
        foreach (var entry in value.Entries) names.Add(entry.Key);
        return names;
    }

    /// <summary>Of <c>db:alias</c> and <c>db:ro</c> the service.</summary>
    private static string ServiceOf(string entry) => entry.Split(':')[0];

    private YamlNode Service(string name, string key) => Find(_root["services"][name], key);

    /// <summary>A key of a mapping, or of what is merged into it by <c>&lt;&lt;</c>.</summary>
    internal static YamlNode Find(YamlNode mapping, string key)
    {
        if (mapping.TryGet(key, out var own)) return own;
        var merged = mapping[Merge];
        if (merged.Kind is YamlKind.Mapping) return Find(merged, key);
        foreach (var item in merged.Items)
            if (Find(item, key) is { Exists: true } found) return found;
        return default;
    }
}

/// <summary>Content of a config or a secret that is no file of the host.</summary>
/// <param name="Key"><c>configs</c> or <c>secrets</c>.</param>
/// <param name="Path">Its place in a container, absolute unless a variable decides it.</param>
/// <param name="Text">The content, where the file has it.</param>
/// <param name="Variable">The variable whose value it is, where it comes from one.</param>
internal sealed record ComposeContent(string Key, string Path, YamlNode Text, string? Variable);
