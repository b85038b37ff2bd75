namespace Platform.EndToEnd.Faults;

/// <summary>Containers with odd or hostile data: none may be lost, forged or taken for another without a word.</summary>
public sealed class OddContainerTests(LiveHosts hosts) : IClassFixture<LiveHosts>
{
    private const string Container = "home-platform-honcho-redis-1";
    private const string OfService =
        "--label com.docker.compose.project=home-platform --label com.docker.compose.service=honcho-redis --label com.docker.compose.container-number=1";

    [Theory]
    [InlineData("/srv/a\\nb")]
    [InlineData("/srv/a\\037b")]
    [InlineData("/srv/\"a\"")]
    [InlineData("\\n0123456789abcdef\\037other\\037home-platform\\037redis\\037/\\037/x.yaml\\037")]
    public async Task A_label_with_separators_loses_no_container(string folder)
    {
        await ReplaceAsync($"{OfService} --label \"com.docker.compose.project.working_dir=$(printf '{folder}')\"" +
            " --label com.docker.compose.project.config_files=/srv/platform/compose/data/compose.yaml");
        var drift = await hosts.DriftAsync("honcho-redis", "redis");
        Assert.Equal("Unverified", drift.StatusOf("honcho-redis"));
        Assert.Equal("CONFIGURATION_NOT_COMPARED", drift.Module("honcho-redis").GetProperty("findings")[0].GetProperty("code").GetString());
        Assert.Equal("InSync", drift.StatusOf("redis"));
    }

    [Fact]
    public async Task A_one_off_container_under_the_name_of_a_service_is_not_the_service()
    {
        await ReplaceAsync($"{OfService} --label com.docker.compose.oneoff=True");
        Assert.Contains("COMPOSE_SERVICE_MISMATCH", (await hosts.DriftAsync("honcho-redis")).DriftOf("honcho-redis"));
    }

    [Fact]
    public async Task A_container_that_another_links_to_is_found_by_its_name()
    {
        var image = await ReplaceAsync("");
        await hosts.DockerAsync("rs2000", $"run -d --name linker --link {Container}:aaa {image}");
        Assert.Equal(["COMPOSE_PROJECT_MISMATCH", "COMPOSE_SERVICE_MISMATCH"], (await hosts.DriftAsync("honcho-redis")).DriftOf("honcho-redis"));
        await hosts.DockerAsync("rs2000", "rm -f linker");
    }

    [Fact]
    public async Task Keys_with_control_characters_are_shown_harmless()
    {
        await hosts.DeployAsync();
        var image = await hosts.DockerAsync("rs2000", $"inspect --format '{{{{.Config.Image}}}}' {Container}");
        await hosts.DockerAsync("rs2000", $"run -d --name odd --label com.docker.compose.project=home-platform --label \"com.docker.compose.service=$(printf 'a\\033[2J\\nb')\" {image}");
        foreach (var arguments in (string[][])[["drift-check"], ["drift-check", "--json"]])
        {
            var result = await Command.PlatformctlAsync(hosts.Root, arguments);
            Assert.Contains("odd", result.Output, StringComparison.Ordinal);
            Assert.DoesNotContain(result.Output, c => char.IsControl(c) && c != '\n');
        }

        await hosts.DockerAsync("rs2000", "rm -f odd");
    }

    private async Task<string> ReplaceAsync(string options)
    {
        await hosts.DeployAsync();
        var image = await hosts.DockerAsync("rs2000", $"inspect --format '{{{{.Config.Image}}}}' {Container}");
        await hosts.DockerAsync("rs2000", $"rm -f {Container}");
        await hosts.DockerAsync("rs2000", $"run -d --name {Container} {options} {image}");
        return image;
    }
}
