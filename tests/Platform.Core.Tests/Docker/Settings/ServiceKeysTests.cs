using System.Text;
using Platform.Docker;
using Platform.Docker.Settings;

namespace Platform.Tests.Docker.Settings;

/// <summary>No key of a service goes unseen.</summary>
public sealed class ServiceKeysTests
{
    /// <summary>
    /// The keys of a service in https://github.com/compose-spec/compose-go/blob/main/schema/compose-spec.json, with those of
    /// <c>deploy</c> below it.
    /// </summary>
    private static string[] Specified { get; } = File.ReadAllLines(Path.Combine(AppContext.BaseDirectory, "Docker", "Settings", "compose-service-keys.txt"));

    public static TheoryData<string> Named => [.. Specified.Where(key => ServiceKeys.FateOf(key) is null)];

    [Fact]
    public void Every_key_of_the_specification_has_a_fate_or_is_named()
    {
        Assert.Superset(Specified.ToHashSet(StringComparer.Ordinal), ServiceKeys.All.Concat(Named.Select(row => row.Data)).ToHashSet(StringComparer.Ordinal));
        Assert.Equal(["credential_spec", "models", "post_start", "pre_start", "pre_stop", "provider", "use_api_socket"], Named.Select(row => row.Data));
        Assert.All(ServiceKeys.All.Except(Specified, StringComparer.Ordinal), key => Assert.Fail($"{key} is no key of the specification"));
    }

    [Theory]
    [InlineData("""{ "a_key_of_tomorrow": { "a": 1 } }""", "a_key_of_tomorrow")]
    [InlineData("""{ "deploy": { "resources": { "limits": { "gpus": 1 } } } }""", "deploy.resources.limits.gpus")]
    [InlineData("""{ "deploy": { "tomorrow": 1 } }""", "deploy.tomorrow")]
    [InlineData("""{ "post_start": [ { "command": [ "a" ] } ] }""", "post_start")]
    [InlineData("""{ "volumes_from": [ "a" ] }""", "volumes_from")]
    [InlineData("""{ "security_opt": [ "seccomp:./profile.json" ] }""", "security_opt (the content of a seccomp profile)")]
    [InlineData("""{ "networks": { "plain": { "gw_priority": 1 } } }""", "networks.gw_priority")]
    [InlineData("""{ "configs": [ { "source": "text" } ] }""", "configs.text.content")]
    [InlineData("""{ "mac_address": "02:42:ac:11:00:02" }""", "mac_address")]
    [InlineData("""{ "networks": { "plain": { "mac_address": "02:42:ac:11:00:02" } } }""", "networks.mac_address")]
    public void What_is_not_compared_is_named(string service, string key) => Assert.Equal([key], NotUnderstood(service));

    [Theory]
    [InlineData("""{ "image": "a", "x-note": 1, "build": { "context": "." }, "depends_on": { "b": {} }, "profiles": [ "p" ] }""")]
    [InlineData("""{ "a_key_of_tomorrow": null, "another": [], "third": {}, "fourth": "" }""")]
    [InlineData("""{ "deploy": { "replicas": 1, "resources": { "limits": { "memory": "1" } }, "placement": { "constraints": [ "a" ] } } }""")]
    [InlineData("""{ "networks": { "plain": null }, "secrets": [ { "source": "file" } ] }""")]
    public void Nothing_else_is(string service) => Assert.Empty(NotUnderstood(service));

    [Theory]
    [InlineData("{}", null)]
    [InlineData("""{ "scale": 1, "deploy": { "replicas": 1 } }""", null)]
    [InlineData("""{ "scale": 0 }""", 0)]
    [InlineData("""{ "deploy": { "replicas": 3 } }""", 3)]
    public void A_number_of_containers_is_read(string service, int? number) =>
        Assert.Equal(number, Answer.Read(Encoding.UTF8.GetBytes(service), ServiceKeys.Replicas));

    [Fact]
    public void The_lists_of_the_documentation_are_those_of_the_code()
    {
        const string Begin = "<!-- keys: held to the code by ServiceKeysTests -->\n", End = "<!-- keys end -->";
        var text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "docs", "drift.md")).ReplaceLineEndings("\n");
        var byFate = ServiceKeys.All.ToLookup(key => ServiceKeys.FateOf(key) is "compared" or ServiceKeys.ComparedInPart ? ServiceKeys.FateOf(key)! : "", StringComparer.Ordinal);
        var lists =
            $"Compared: {Keys("compared")}.\n\nCompared for being there, and named: {Keys(ServiceKeys.ComparedInPart)}.\n\n" +
            "| not compared, since it says nothing about a container that runs | why |\n| --- | --- |\n" +
            string.Concat(byFate[""].Select(key => $"| `{key}` | {ServiceKeys.FateOf(key)} |\n"));
        Assert.Equal(lists, text[(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..text.IndexOf(End, StringComparison.Ordinal)]);

        string Keys(string fate) => string.Join(", ", byFate[fate].Select(key => $"`{key}`"));
    }

    private static string[] NotUnderstood(string service) => Read(service, ServiceKeys.NotUnderstood);

    private static string[] Read(string service, Func<Answer, Answer, string[]> read)
    {
        const string File = """
            { "networks": { "home": { "name": "p_home", "driver": "bridge", "ipam": {}, "internal": true }, "plain": { "name": "p_plain", "external": true } },
              "volumes": { "data": { "name": "p_data", "driver_opts": { "type": "nfs" } } },
              "configs": { "text": { "name": "p_text", "content": "a" } }, "secrets": { "file": { "name": "p_file", "file": "/a" } } }
            """;
        return Answer.Read(Encoding.UTF8.GetBytes(service), s => Answer.Read(Encoding.UTF8.GetBytes(File), f => read(s, f)));
    }
}
