using System.Text.Json;
using Platform.Access.Backings;
using Platform.Access.Catalog;
using Platform.Access.Sessions;
using Platform.Hosts;
using Platform.Root;

namespace Platform.Tests.Access.Backings;

/// <summary>A root, a session that was let through, and the backings of it.</summary>
internal sealed class BackingBench : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-backing-").FullName;

    public BackingBench()
    {
        Directory.CreateDirectory(Path.Combine(RootPath, "modules"));
        Assert.True(PlatformRoot.TryFind(RootPath, null, "/", out var root, out var error), error);
        Root = root;
    }

    public PlatformRoot Root { get; }

    public string RootPath => Path.Combine(_folder, "root");

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public TimeSpan Limit { get; init; } = TimeSpan.FromSeconds(10);

    public HostInventory Inventory { get; set; } = HostInventory.Open;

    /// <summary>Whether the user trusts the root.</summary>
    public bool IsTrusted { get; set; } = true;

    /// <summary>When a sweep last ran.</summary>
    public DateTimeOffset? LastSweep { get; set; }

    public bool WithoutSweeper { get; set; }

    public string PathOf(string name) => Path.Combine(_folder, name);

    /// <summary>A file that only its owner can read.</summary>
    public FileSecret Keep(string value, UnixFileMode mode = UnixFileMode.UserRead | UnixFileMode.UserWrite)
    {
        var path = PathOf(Guid.NewGuid().ToString("N"));
        File.WriteAllText(path, value);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, mode);
        return new FileSecret(path);
    }

    public IBacking Of(Backing backing) => new CredentialBackings(
        Root, Inventory, new Trust(new TrustFolder("/nowhere"), TrustedRoots.Parse(IsTrusted ? RootPath : null)), new SweepWatch(_ => LastSweep, WithoutSweeper, Time), Time) { Limit = Limit }.Of(backing);

    public SecretReader Secrets() => new(Root, new Trust(new TrustFolder("/nowhere"), TrustedRoots.Parse(IsTrusted ? RootPath : null)), Limit, Time);

    /// <summary>A session that lasts for so long from now.</summary>
    public PermittedSession Session(Backing backing, TimeSpan left)
    {
        var now = Time.GetUtcNow();
        var request = new AccessRequest
        {
            Schema = AccessRequest.SchemaId,
            Session = SessionId.New(now),
            Actor = "claude",
            Reason = "a test",
            TtlSeconds = (long)left.TotalSeconds,
            RequestedAt = now,
            ExpiresAt = now + TimeSpan.FromHours(1),
            Root = RootPath,
            Capability = JsonSerializer.SerializeToElement(new { id = "a", max_ttl = "1d" }),
            Hosts = JsonSerializer.SerializeToElement(new { }),
        };
        var session = new AccessSession { Request = request, Approval = new SessionApproval(now, "operator", null, null), Run = new SessionRun(now, 1, "a/1/1") };
        var capability = new Capability
        {
            Id = "a", Tier = CapabilityTier.Medium, Description = "a", Actors = ["claude"], MaxTtl = TimeSpan.FromDays(1), Backing = backing, Entry = request.Capability,
        };
        return new PermittedSession(session, capability, Root, now + left, SessionLimit.Ttl);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
