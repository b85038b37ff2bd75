using System.Text;
using Platform.Diagnostics;
using Platform.Drift;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Reporting;
using Platform.Reporting.Merging;
using Platform.Reporting.Reading;
using Platform.Tests.Drift;

namespace Platform.Tests.Reporting;

/// <summary>Splitting a fleet, and putting it together again (R10).</summary>
public sealed class ShardTests
{
    [Theory]
    [InlineData("1/1")]
    [InlineData("2/4")]
    [InlineData("10000/10000")]
    public void A_shard_is_named_by_its_number_and_their_count(string text)
    {
        Assert.True(HostShard.TryParse(text, out var shard));
        Assert.Equal(text, shard.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0/4")]
    [InlineData("5/4")]
    [InlineData("1/0")]
    [InlineData("-1/4")]
    [InlineData("1/4/2")]
    [InlineData("1")]
    [InlineData("a/b")]
    [InlineData(" 1/4")]
    [InlineData("1/10001")]
    [InlineData("1/99999999999999999999")]
    [InlineData("١/٤")]
    public void Anything_else_is_none(string? text) => Assert.False(HostShard.TryParse(text, out _));

    [Fact]
    public void Every_host_is_in_one_shard_and_the_split_is_the_same_everywhere()
    {
        string[] hosts = [.. Enumerable.Range(0, 1000).Select(i => $"host-{i}")];
        foreach (var count in (int[])[1, 2, 3, 7, 16])
        {
            HostShard[] shards = [.. Enumerable.Range(1, count).Select(number => new HostShard(number, count))];
            Assert.All(hosts, host => Assert.Single(shards, shard => shard.Has(host)));
            Assert.All(shards, shard => Assert.InRange(hosts.Count(shard.Has), 1000 / count / 2, (1000 / count * 2) + 1));
        }

        // A change of the hash would make shards of two versions overlap.
        Assert.Equal([2, 3, 2], ((string[])["rs2000", "vps1000", "lab"]).Select(host => Enumerable.Range(1, 4).Single(number => new HostShard(number, 4).Has(host))));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(8)]
    public void The_shards_of_any_fleet_merge_into_what_one_run_would_have_given(int count)
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var random = new Random(seed);
            var fleet = Modules(random);
            var strict = random.Next(3) == 0;
            Diagnostic[] diagnostics = random.Next(5) == 0 ? [new Diagnostic { Code = "SCHEMA_TYPE", Severity = DiagnosticSeverity.Error, Message = "no", File = "modules/x/module.yaml", Module = "x" }] : [];
            // What no module declares is told only where every manifest could be read.
            ModuleDrift[] told = diagnostics.Length == 0 ? fleet : [.. fleet.Where(m => m.Module is not null)];
            var whole = DriftReport.Of(fleet.Select(m => m.Host).Distinct(StringComparer.Ordinal).Select(Host), told, diagnostics, strict);
            ReportDocument[] parts =
            [
                .. Enumerable.Range(1, count).Select(number =>
                {
                    var shard = new HostShard(number, count);
                    ModuleDrift[] mine = [.. fleet.Where(m => shard.Has(m.Host))];
                    string[] hosts = [.. mine.Select(m => m.Host).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
                    return Read(ReportJson.Write(DriftReport.Of(hosts.Select(Host), mine, [.. diagnostics.Where(d => shard.Has(d.Module ?? ""))], strict, new ShardReport(number, count, new string('a', 64), hosts))), $"{number}.json");
                }),
            ];
            random.Shuffle(parts);
            Assert.True(ShardMerge.TryMerge(parts, out var merged, out var errors), string.Join('\n', errors));
            Assert.Equal(whole.ExitCode, merged.ExitCode);
            Assert.Equal(Encoding.UTF8.GetString(ReportJson.Write(whole)), Encoding.UTF8.GetString(merged.ToJson()));
        }
    }

    [Fact]
    public void What_is_missing_twice_or_of_something_else_is_no_whole()
    {
        var (one, two, three) = (Part(1, 3), Part(2, 3), Part(3, 3));
        Assert.Contains("shards 2/3, 3/3 are missing", Faults(one), StringComparison.Ordinal);
        Assert.Contains("shard 2/3 is missing", Faults(one, three), StringComparison.Ordinal);
        Assert.Contains("shard 1/3 is there twice: 1.json, 1.json", Faults(one, one, two, three), StringComparison.Ordinal);
        Assert.Contains("split in two ways", Faults(one, two, Part(3, 4)), StringComparison.Ordinal);
        Assert.Contains("shards of other fleets", Faults(one, two, Part(3, 3, selection: 'b')), StringComparison.Ordinal);
        Assert.Contains("is no shard", Faults(one, two, Read(ReportJson.Write(DriftReport.Of([], [], [], strict: false)), "whole.json")), StringComparison.Ordinal);
        Assert.Contains("shards of one verb", Faults(one, two, Read(ReportJson.Write(ValidationReport.Of(new Validation(0, 0, []), new ShardReport(3, 3, new string('a', 64), []))), "v.json")), StringComparison.Ordinal);
        Assert.Contains("nothing to merge", Faults(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_host_in_another_shard_than_its_own_is_told()
    {
        var wrong = Enumerable.Range(1, 3).First(number => !new HostShard(number, 3).Has("rs2000"));
        ReportDocument[] parts = [.. Enumerable.Range(1, 3).Select(number => Part(number, 3, hosts: number == wrong ? ["rs2000"] : []))];
        Assert.Contains($"host rs2000 is not in shard {wrong}/3", Faults(parts), StringComparison.Ordinal);
    }

    [Fact]
    public void An_empty_shard_is_nothing_wrong_and_merges()
    {
        Assert.Equal(0, DriftReport.Of([], [], [], strict: true).ExitCode);
        Assert.True(ShardMerge.TryMerge([Part(1, 2), Part(2, 2)], out var merged, out _));
        Assert.Equal(0, merged.ExitCode);
    }

    [Theory]
    [InlineData(0, "0+ 0+")]
    [InlineData(0, "0- 0-")]
    [InlineData(1, "1+ 5+")]
    [InlineData(5, "5+ 5+")]
    [InlineData(5, "5+ 0-")]
    [InlineData(8, "5+ 0+")]
    [InlineData(8, "8+ 0+")]
    [InlineData(8, "8+ 5+")]
    public void A_look_at_some_hosts_and_not_at_others_is_8(int expected, string parts) =>
        Assert.Equal(expected, LookedCode.Of(parts.Split(' ').Select(part => (part[0] - '0', part[1] == '+'))));

    private static string Faults(params ReportDocument[] parts)
    {
        Assert.False(ShardMerge.TryMerge(parts, out _, out var errors));
        return string.Join('\n', errors);
    }

    private static ReportDocument Part(int number, int count, char selection = 'a', string[]? hosts = null) =>
        Read(ReportJson.Write(DriftReport.Of([], [], [], strict: false, new ShardReport(number, count, new string(selection, 64), hosts ?? []))), $"{number}.json");

    private static ReportDocument Read(byte[] json, string file)
    {
        Assert.True(ReportDocument.TryRead(json, file, out var document, out var error), error);
        return document;
    }

    private static HostReport Host(string name) => new() { Host = name, Reachable = true, Recorded = false, ObservedAt = Fleet.Now, Latency = TimeSpan.FromSeconds(0.25), Failure = name.EndsWith('9') ? new HostReportFailure(HostFailureReason.ConnectionRefused, "refused", "a detail") : null };

    private static ModuleDrift[] Modules(Random random) =>
    [
        .. Enumerable.Range(0, random.Next(0, 30)).Select(i =>
        {
            var host = $"host-{random.Next(0, 6)}";
            return random.Next(8) switch
            {
                0 => Reports.Drift($"m{i:00}", host, DriftStatus.Drifted, Reports.Finding(FindingSeverity.Drift)),
                1 => Reports.Drift($"m{i:00}", host, DriftStatus.Unverified, Reports.Finding(FindingSeverity.Warning, FindingCode.ImageDigestNotVerified) with { Container = "c" }),
                2 when random.Next(2) == 0 => Reports.Drift($"m{i:00}", host, DriftStatus.Unreachable, new DriftFinding(FindingCode.HostUnreachable, FindingSeverity.Warning, "host", null, null, "refused")),
                3 => Reports.Drift($"m{i:00}", host, DriftStatus.Skipped),
                4 => Reports.Drift(null, host, DriftStatus.Drifted, new DriftFinding(FindingCode.ContainerOrphaned, FindingSeverity.Drift, "container", null, $"c{i}", "no module declares it")),
                _ => Reports.Drift($"m{i:00}", host, DriftStatus.InSync),
            };
        }),
    ];
}
