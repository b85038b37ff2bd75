using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Snapshots;
using Platform.Tests.Drift;

namespace Platform.Tests.Snapshots;

/// <summary>Recorded snapshots are files that people carry about, and merge, and edit.</summary>
public sealed class SnapshotFileTests
{
    private static string Good { get; } = Encoding.UTF8.GetString(SnapshotFile.Write(Fleet.Host(Fleet.Container).Snapshot!)); // a host that was seen

    [Fact]
    public void A_snapshot_survives_its_file_and_gives_the_same_comparisons()
    {
        var snapshot = Fleet.Host(Fleet.Container).Snapshot!;
        var read = SnapshotFile.Read(SnapshotFile.Write(snapshot));
        Assert.Equal(snapshot.ObservedAt, read.ObservedAt);
        var (live, declared) = (read.Containers[0].Configuration, read.ComposeProjects[0].Services["honcho-api"]);
        Assert.Equal(declared.Environment["DB_URL"], live.Environment["DB_URL"]);
        Assert.NotEqual(declared.Environment["DB_URL"], live.Environment["LOG_LEVEL"]);
    }

    [Fact]
    public void No_value_is_in_the_file_and_no_two_files_have_the_same_fingerprints()
    {
        var snapshot = Fleet.Host(Fleet.Container).Snapshot!;
        var first = Encoding.UTF8.GetString(SnapshotFile.Write(snapshot));
        var second = Encoding.UTF8.GetString(SnapshotFile.Write(snapshot));
        foreach (var value in (string[])["hunter2", "postgres://", "INFO", "/entry"])
            Assert.DoesNotContain(value, first, StringComparison.Ordinal);
        Assert.NotEqual(first, second);
        Assert.Equal("…", new OpaqueValue("hunter2").ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("\uFEFF")]
    public void A_snapshot_is_read_as_it_was_written(string before)
    {
        var snapshot = Read(before + Good.ReplaceLineEndings(before.Length > 0 ? "\r\n" : "\n"));
        Assert.Equal("home-platform-honcho-api-1", Assert.Single(snapshot.Containers).Name);
    }

    [Theory]
    [InlineData("\"containers\": [", "\"containers\": [ null,")]
    [InlineData("\"projects\": [", "\"projects\": [ null,")]
    [InlineData("\"status\": \"Running\"", "\"status\": 99")]
    [InlineData("\"exitCode\": 0", "\"exitCode\": 99999999999")]
    [InlineData("2026-05-02T12:00:00.000Z", "soon")]
    [InlineData("\"host\": ", "\"host\": \"a\", \"host\": ")]
    [InlineData("\"host\": \"rs2000\"", "\"host\": \"rs2000\", \"extra\": 1")]
    [InlineData("\"rs2000\"", "\"rs\0\"")]
    [InlineData("{", "<<<<<<< HEAD\n{")]
    [InlineData("\"host\": \"rs2000\",", "")]
    public void What_is_no_snapshot_is_refused_with_its_place(string old, string replacement)
    {
        Assert.Contains(old, Good, StringComparison.Ordinal);
        var at = Good.IndexOf(old, StringComparison.Ordinal);
        var exception = Assert.Throws<JsonException>(() => Read(Good[..at] + replacement + Good[(at + old.Length)..]));
        Assert.Matches(@"^\d+:\d+: |could not be converted", exception.Message);
    }

    [Theory]
    [InlineData("[")]
    [InlineData("{\"a\":")]
    [InlineData("\"")]
    [InlineData("[],")]
    public void A_bomb_is_refused_in_moments(string part) =>
        Assert.Throws<JsonException>(() => Read(Good[..^3] + ", \"files\": " + string.Concat(Enumerable.Repeat(part, 1_000_000))));

    [Fact]
    public void Every_cut_of_a_snapshot_is_refused()
    {
        for (var length = 0; length < Good.TrimEnd().Length; length += 7) Assert.Throws<JsonException>(() => Read(Good[..length]));
    }

    private static HostSnapshot Read(string text) => SnapshotFile.Read(Encoding.UTF8.GetBytes(text));

    /// <summary>What can be written can be read: a property that the schema does not know makes a snapshot that its reader refuses.</summary>
    [Fact]
    public void The_schema_has_every_property_of_a_snapshot()
    {
        using var document = JsonDocument.Parse(typeof(HostSnapshot).Assembly.GetManifestResourceStream("schema/snapshot.schema.json")!); // the one that it is read with
        HashSet<string> known = new(StringComparer.Ordinal);
        Collect(document.RootElement);
        var written = Types(typeof(HostSnapshot)).SelectMany(type => type.GetProperties())
            .Where(p => p.CanWrite && p.GetCustomAttribute<JsonIgnoreAttribute>() is not { Condition: JsonIgnoreCondition.Always }).Select(NameInFile).ToHashSet(StringComparer.Ordinal);
        Assert.True(written.Count > 50, $"{written.Count} properties: the walk has lost its way");
        Assert.Empty(written.Except(known, StringComparer.Ordinal));

        static string NameInFile(PropertyInfo property) =>
            property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);

        void Collect(JsonElement element)
        {
            if (element.ValueKind is JsonValueKind.Array) foreach (var item in element.EnumerateArray()) Collect(item);
            if (element.ValueKind is not JsonValueKind.Object) return;
            foreach (var member in element.EnumerateObject())
            {
                if (member.Name is "properties" && member.Value.ValueKind is JsonValueKind.Object) known.UnionWith(member.Value.EnumerateObject().Select(p => p.Name));
                Collect(member.Value);
            }
        }
    }

    private static HashSet<Type> Types(Type root)
    {
        HashSet<Type> found = [];
        Queue<Type> way = new([root]);
        while (way.TryDequeue(out var type))
        {
            if (type.IsGenericType) foreach (var argument in type.GetGenericArguments()) way.Enqueue(argument);
            if (type.Assembly != typeof(HostSnapshot).Assembly || type.IsEnum || type == typeof(OpaqueValue) || !found.Add(type)) continue;
            foreach (var property in type.GetProperties()) way.Enqueue(property.PropertyType);
        }

        return found;
    }
}
