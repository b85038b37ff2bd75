using Platform.Docker;
using Platform.Root;

namespace Platform.Hosts;

/// <summary>One host of the inventory, with the defaults of <c>hosts.yaml</c> applied.</summary>
public sealed record HostDefinition
{
    /// <summary>The name manifests use in <c>spec.runtime.host</c>.</summary>
    public required string Name { get; init; }

    public required TransportKind Transport { get; init; }

    /// <summary>The ssh destination: an alias of ssh_config, a name, or <c>user@name</c>. Null unless the transport is ssh.</summary>
    public string? Destination { get; init; }

    /// <summary>TCP port for ssh, 1 to 65535, or null to leave it to ssh_config.</summary>
    public int? Port { get; init; }

    /// <summary>The words that stand for <c>ssh</c>, for instance <c>tailscale ssh</c> as two words.</summary>
    public IReadOnlyList<string> SshCommand => Ssh.Words;

    /// <summary>The same, with the root that names them: they run only if the user trusts it.</summary>
    internal RootProgram Ssh { get; init; } = PlainSsh;

    /// <summary>The system's client, as PATH finds it.</summary>
    internal static RootProgram PlainSsh { get; } = RootProgram.BuiltIn("ssh");

    /// <summary>Absolute path of the one key that is offered; null for the agent's keys and those by the usual names. Of <see cref="TransportKind.SshNet"/>.</summary>
    public string? IdentityFile { get; init; }

    /// <summary>Absolute path of the one file of host keys; null for those that ssh reads. Of <see cref="TransportKind.SshNet"/>.</summary>
    public string? KnownHostsFile { get; init; }

    /// <summary>Absolute path of the snapshot file. Null unless the transport is recorded.</summary>
    public string? SnapshotPath { get; init; }

    /// <summary>What that file has to lie in, wherever links lead: the root that names it.</summary>
    internal string? SnapshotRoot { get; init; }

    /// <summary>Where the platform root lives on the host, an absolute path; null where that is not said.</summary>
    public string? PlatformDirectory { get; init; }

    /// <summary>What need not be compared for a module to count as compared (<c>accept_not_compared</c>).</summary>
    public IReadOnlyList<ComparedPart> AcceptNotCompared { get; init; } = [];

    /// <summary>What applying a plan to the host takes beside the plan (<c>apply: { require: […] }</c>).</summary>
    public IReadOnlyList<ApplyRequirement> ApplyRequires { get; init; } = [];

    /// <summary>Where the engine listens (<c>unix:///run/user/1000/docker.sock</c>); null for where docker looks by itself.</summary>
    public string? DockerHost { get; init; }

    /// <summary>What the inventory says of mirrors and labels.</summary>
    internal HostConventions Conventions { get; init; } = HostConventions.None;

    /// <summary>The Compose project of modules that name none.</summary>
    public required string ComposeProject { get; init; }

    public required TimeSpan ConnectTimeout { get; init; }

    public required TimeSpan CommandTimeout { get; init; }

    public override string ToString() => Name;
}

/// <summary>How a host is reached.</summary>
public enum TransportKind
{
    /// <summary>The system's OpenSSH client.</summary>
    Ssh,

    /// <summary>SSH.NET, in this process.</summary>
    SshNet,

    /// <summary>The docker of this machine.</summary>
    Local,

    /// <summary>A snapshot file made earlier: nothing is contacted.</summary>
    Recorded,
}
