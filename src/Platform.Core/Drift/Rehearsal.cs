using System.Text;
using Platform.Hosts;
using Platform.Manifests;

namespace Platform.Drift;

/// <summary>
/// Reads and compares a made-up answer while the first host shakes hands. Code takes several times as long when it runs
/// first, and that time would be spent when the answer has come.
/// </summary>
internal static class Rehearsal
{
    private const string Nonce = "rehearsal";
    private const string Id = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private const string Engine = """
        {"Server":{"Version":"28.0.0","ApiVersion":"1.48","Os":"linux","Arch":"amd64","Components":[{"Name":"Engine"}]}}
        """;

    /// <summary>As docker prints it but for the line breaks, with most of what containers have.</summary>
    private const string Container = """
        {"Id":"ID","Name":"/NAME","Image":"sha256:ID","Created":"2026-01-01T00:00:00.5Z","Args":["serve"],"RestartCount":0,
        "State":{"Status":"running","ExitCode":0,"OOMKilled":false,"StartedAt":"2026-01-01T00:00:01.5Z","Health":{"Status":"healthy"}},
        "HostConfig":{"NetworkMode":"home","RestartPolicy":{"Name":"always"},"Binds":["/srv/data:/data:ro"],
        "PortBindings":{"80/tcp":[{"HostIp":"127.0.0.1","HostPort":"8080"}]}},
        "Mounts":[{"Type":"bind","Source":"/srv/data","Destination":"/data","RW":false}],
        "Config":{"Image":"example/app:1.0","User":"1000","Env":["PATH=/bin"],"Cmd":["serve"],"Healthcheck":{"Test":["CMD","true"]},
        "Labels":{"com.docker.compose.project":"PROJECT","com.docker.compose.service":"SERVICE","com.docker.compose.oneoff":"False",
        "com.docker.compose.project.working_dir":"/srv","com.docker.compose.project.config_files":"/srv/compose.yaml"}},
        "NetworkSettings":{"Networks":{"home":{"Aliases":["SERVICE"]}}}}
        """;

    private const string Image = """
        {"Id":"sha256:ID","RepoTags":["example/app:1.0"],"RepoDigests":["example/app@sha256:ID"],"Config":{"Env":["PATH=/bin"]}}
        """;

    /// <summary>Which files were evaluated, whose they are, and what Compose made of them.</summary>
    private const string Compose = """
        PROJECT
        /srv
        /srv/compose.yaml


        {"name":"PROJECT","networks":{"home":{"name":"home"}},"services":{"SERVICE":{"image":"example/app:1.0","command":["serve"],"restart":"always",
        "environment":{"LEVEL":"info"},"networks":{"home":null},"ports":[{"target":80,"published":"8080","host_ip":"127.0.0.1","protocol":"tcp"}],
        "volumes":[{"type":"bind","source":"/srv/data","target":"/data","read_only":true}]}}}
        """;

    /// <summary>Compares a module with a host that is not there. It needs no file, and tells nobody.</summary>
    public static ModuleDrift Run(PlatformModule module, DateTimeOffset now)
    {
        _ = TimeZoneInfo.Local; // .NET reads it to note when a child process ended
        var runtime = module.Runtime;
        var container = Container.Replace("\n", "", StringComparison.Ordinal);
        var answer = Section("clock", "1767225600") + Section("engine", Engine) + Section("list", "ID") + Section("config", $"{Compose}\n{Nonce} 0") +
            Section("containers", "sha256:ID " + container) + Section("images", Image) + $"{Nonce} done\n";
        answer = answer.Replace("ID", Id, StringComparison.Ordinal)
            .Replace("NAME", runtime.ContainerName, StringComparison.Ordinal)
            .Replace("PROJECT", runtime.ComposeProject, StringComparison.Ordinal)
            .Replace("SERVICE", runtime.ComposeService, StringComparison.Ordinal);
        var snapshot = SnapshotAnswer.Read(
            runtime.Host, Encoding.UTF8.GetBytes(answer), new ReadOnlyScript($"", Nonce), DriftReader.RequestFor([module]), now, arriving: null, out var failure);
        var observation = new HostObservation { Host = runtime.Host, Snapshot = snapshot, Failure = failure };
        return DriftComparer.Compare(module, observation, composeFile: null, now);
    }

    private static string Section(string name, string text) => $"\n{Nonce} begin {name}\n{text}\n{Nonce} end {name} 0\n";
}
