using System.Runtime.Versioning;
using Platform.Access.Approvals;
using Platform.Access.Catalog;
using Platform.Applying;
using Platform.Planning;
using Platform.Tests.Access;
using Platform.Tests.Drift;
using Platform.Tests.Planning;

namespace Platform.Tests.Applying;

/// <summary>An operator's signature approves a plan, and a host can demand one.</summary>
[UnsupportedOSPlatform("windows")]
public sealed class PlanSignerTests : IDisposable
{
    private static readonly byte[] Plan = PlanDocument.Write(PlanTesting.Plan(PlanTesting.Old));

    private readonly AccessRoom _room = new();

    [Fact]
    public async Task A_signature_over_the_plan_takes_the_place_of_its_id()
    {
        var (signer, refusal) = await CheckAsync(Plan, _room.Sign(Plan, "operator", SignatureNamespace.Plan));
        Assert.Null(refusal);
        Assert.Equal("operator", signer?.Principal);
        Assert.Null(Approval.Check(Plan, new ApplyOptions { Signer = signer, AllowStateful = true }, Fleet.Now, out var plan));
        Assert.NotNull(plan);
        // Both can be given: then both have to be right.
        Assert.Equal(RefusalReason.NotApproved, Approval.Check(Plan, new ApplyOptions { Signer = signer, Approved = new string('0', 64), AllowStateful = true }, Fleet.Now, out _)?.Reason);
    }

    [Fact]
    public async Task A_line_break_at_the_end_of_either_is_no_difference()
    {
        byte[] broken = [.. Plan, (byte)'\n'];
        Assert.NotNull((await CheckAsync(broken, _room.Sign(Plan, "operator", SignatureNamespace.Plan))).Signer);
        Assert.NotNull((await CheckAsync(broken, _room.Sign(broken, "operator", SignatureNamespace.Plan))).Signer);
    }

    [Theory]
    [InlineData("altered", "is over something else")]
    [InlineData("another", "is over something else")]
    [InlineData("stranger", "is no operator's")]
    [InlineData("not counted", "does not count that operator")]
    [InlineData("namespace", "was made for 'platform-access'")]
    [InlineData("text", "is no signature")]
    public async Task Any_other_signature_approves_nothing(string how, string words)
    {
        byte[] altered = [.. Plan];
        altered[^3] ^= 1;
        var (file, signature) = how switch
        {
            "altered" => (altered, _room.Sign(Plan, "operator", SignatureNamespace.Plan)),
            "another" => (Plan, _room.Sign("{}"u8.ToArray(), "operator", SignatureNamespace.Plan)),
            "stranger" => (Plan, _room.Sign(Plan, "stranger", SignatureNamespace.Plan)),
            "not counted" => (Plan, _room.Sign(Plan, "third", SignatureNamespace.Plan)),
            "namespace" => (Plan, _room.Sign(Plan, "operator")),
            _ => (Plan, "signed"),
        };
        var (signer, refusal) = await CheckAsync(file, signature);
        Assert.Null(signer);
        Assert.Equal(4, refusal?.ExitCode);
        Assert.Contains(words, refusal?.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "", false, null)]
    [InlineData("signature", "", false, "hosts.yaml demands an operator's signature")]
    [InlineData("signature", "", true, null)]
    [InlineData("", "signature", false, "your configuration demands an operator's signature")]
    [InlineData("", "signature", true, null)]
    [InlineData("review", "", true, "hosts.yaml demands a review")]
    [InlineData("", "review", true, "your configuration demands a review")]
    [InlineData("signature, review", "", true, "hosts.yaml demands a review")]
    public async Task A_host_or_the_users_configuration_can_demand_more(string host, string user, bool signed, string? words)
    {
        var signer = signed ? (await CheckAsync(Plan, _room.Sign(Plan, "operator", SignatureNamespace.Plan))).Signer : null;
        var refusal = RefusalOf(host, $"schema_version: 1\napply: {{ require: [{user}] }}\n", new ApplyOptions { Signer = signer, Approved = "x" });
        Assert.Equal(words is null, refusal is null);
        if (words is not null) Assert.Contains(words, refusal?.Message, StringComparison.Ordinal);
        if (words is not null) Assert.Equal(4, refusal?.ExitCode);
        Assert.Null(RefusalOf(host, $"schema_version: 1\napply: {{ require: [{user}] }}\n", new ApplyOptions { DryRun = true }));
    }

    [Theory]
    [InlineData("schema_version: 2\n")]
    [InlineData("schema_version: 1\naply: { require: [signature] }\n")]
    [InlineData("schema_version: 1\napply: { require: [sgnature] }\n")]
    [InlineData("{")]
    public void A_configuration_that_can_not_be_read_could_demand_anything(string text) => Assert.Equal(RefusalReason.NotPossible, RefusalOf("", text, new ApplyOptions { Approved = "x" })?.Reason);

    public void Dispose() => _room.Dispose();

    private Task<(PlanSigner? Signer, ApplyRefusal? Refusal)> CheckAsync(byte[] plan, string signature) =>
        PlanSigner.CheckAsync(plan, signature, _room.Root, new SignatureCheck([_room.OperatorsPath]), AccessRoom.Token);

    private ApplyRefusal? RefusalOf(string host, string configuration, ApplyOptions options)
    {
        _room.Write("hosts.yaml", $"schema_version: 1\nhosts:\n  rs2000: {{ transport: ssh, destination: rs2000, apply: {{ require: [{host}] }} }}\n");
        var catalog = CapabilityCatalog.Load(_room.Root);
        Assert.DoesNotContain(catalog.Diagnostics, d => d.File == "hosts.yaml");
        var path = Path.Combine(_room.Folder, "config.yaml");
        File.WriteAllText(path, configuration);
        return new ApplyDemands([Path.Combine(_room.Folder, "none"), path]).RefusalOf([catalog.Inventory.Find("rs2000") ?? throw new InvalidOperationException("rs2000 is in the inventory")], options);
    }
}
