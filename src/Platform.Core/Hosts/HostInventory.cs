using Platform.Docker;

namespace Platform.Hosts;

/// <summary>The hosts of a platform root, from its <c>hosts.yaml</c>.</summary>
public sealed class HostInventory
{
    /// <summary>The Compose project where neither manifest nor inventory names one (R2.2).</summary>
    public const string DefaultComposeProject = "home-platform";

    internal static readonly TimeSpan DefaultConnectTimeout = TimeSpan.FromSeconds(10);
    internal static readonly TimeSpan DefaultCommandTimeout = TimeSpan.FromSeconds(60);

    private readonly IReadOnlyDictionary<string, HostDefinition>? _hosts;

    internal HostInventory(IReadOnlyDictionary<string, HostDefinition>? hosts, string composeProject)
    {
        _hosts = hosts;
        ComposeProject = composeProject;
    }

    /// <summary>The inventory of a root without <c>hosts.yaml</c>: every name is an ssh destination as it stands.</summary>
    public static HostInventory Open { get; } = new(null, DefaultComposeProject);

    /// <summary>True where a <c>hosts.yaml</c> says which hosts there are.</summary>
    public bool IsDeclared => _hosts is not null;

    /// <summary>The declared hosts, in the order of the file.</summary>
    public IEnumerable<HostDefinition> Hosts => _hosts?.Values ?? [];

    /// <summary>The project of modules on hosts that have no default of their own.</summary>
    public string ComposeProject { get; }

    /// <summary>What it says of mirrors and labels, of all hosts.</summary>
    internal HostConventions Conventions { get; init; } = HostConventions.None;

    /// <summary>Finds a host. Null where a <c>hosts.yaml</c> exists and does not name it.</summary>
    public HostDefinition? Find(string name)
    {
        if (_hosts is not null) return _hosts.GetValueOrDefault(name);
        return new HostDefinition
        {
            Name = name,
            Transport = TransportKind.Ssh,
            Destination = name,
            ComposeProject = ComposeProject,
            ConnectTimeout = DefaultConnectTimeout,
            CommandTimeout = DefaultCommandTimeout,
        };
    }
}
