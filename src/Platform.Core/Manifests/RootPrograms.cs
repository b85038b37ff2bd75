using Platform.Hosts;
using Platform.Manifests.Reviewers;
using Platform.Root;

namespace Platform.Manifests;

/// <summary>Programs that the files of a root name, and whatever else of them counts for a trusted root alone.</summary>
public sealed class RootPrograms
{
    private RootPrograms(IReadOnlyList<RootProgram> all) => All = all;

    internal IReadOnlyList<RootProgram> All { get; }

    /// <summary>What <c>hosts.yaml</c> and <c>policies/reviewers.yaml</c> name.</summary>
    public static RootPrograms Of(PlatformRoot root, HostInventory inventory) => new(
    [
        .. inventory.Hosts.Where(host => host.Transport is TransportKind.Ssh).Select(host => host.Ssh).Where(ssh => ssh.Root is not null),
        .. ReviewerConfiguration.Read(root, out _).Reviewers.Select(reviewer => reviewer.Program).OfType<RootProgram>(),
    ]);

    /// <summary>The same and what another file names: a new kind of file is added this way.</summary>
    internal RootPrograms With(IEnumerable<RootProgram> others) => new([.. All, .. others]);
}
