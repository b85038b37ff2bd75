using Platform.Hosts;
using Platform.Manifests.Reviewers;
using Platform.Root;

namespace Platform.Manifests;

/// <summary>Every program that the files of a root name, in one place: a new kind of them is added here.</summary>
internal static class RootPrograms
{
    public static IEnumerable<RootProgram> Of(PlatformRoot root, HostInventory inventory) =>
    [
        .. inventory.Hosts.Where(host => host.Transport is TransportKind.Ssh).Select(host => host.Ssh).Where(ssh => ssh.Root is not null),
        .. ReviewerConfiguration.Read(root, out _).Reviewers.Select(reviewer => reviewer.Program).OfType<RootProgram>(),
    ];
}
