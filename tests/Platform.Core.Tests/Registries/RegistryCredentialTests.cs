using System.Net;
using System.Text;
using Platform.Registries;
using Platform.Reporting;
using static Platform.Tests.Registries.FakeRegistry;

namespace Platform.Tests.Registries;

/// <summary>Credentials go to the server that they are for, over a line that nobody else reads, and into no sentence.</summary>
public sealed class RegistryCredentialTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-registry-").FullName;

    [Fact]
    public async Task A_password_is_shown_where_it_is_asked_for()
    {
        await using var server = new LoopbackServer(request => request.Authorization == Basic ? Found() : Challenge("Basic realm=\"test\""));
        var image = await ResolveAsync($"{server.Authority}/app:1", Config(_folder, server.Authority));
        Assert.Equal(Digest, image.Digest);
        Assert.Equal([null, Basic], server.Requests.Select(r => r.Authorization));
    }

    [Fact]
    public async Task Nobody_is_shown_the_password_of_another_registry()
    {
        await using var server = new LoopbackServer(_ => Challenge("Basic realm=\"test\""));
        var image = await ResolveAsync($"{server.Authority}/app:1", Config(_folder, "other.example", server.Authority + "0", "127.0.0.1"));
        Assert.Equal(ResolutionStatus.Unauthorised, image.Status);
        Assert.Contains("docker login", image.Message, StringComparison.Ordinal);
        Assert.All(server.Requests, r => Assert.Null(r.Authorization));
    }

    [Fact]
    public async Task A_token_is_had_of_the_realm_with_the_scope_and_the_service_and_shown_to_the_registry_alone()
    {
        await using var tokens = new LoopbackServer(request => request.Authorization == Basic ? Document($$"""{ "token": "{{Token}}", "expires_in": 300 }""") : new LoopbackResponse(401));
        await using var server = new LoopbackServer(request => request.Authorization == "Bearer " + Token
            ? Found()
            : Challenge($"Bearer realm=\"http://{tokens.Authority}/token?a=b\",service=\"registry.test\",scope=\"repository:team/app:pull\""));
        var image = await ResolveAsync($"{server.Authority}/team/app:1", Config(_folder, server.Authority));
        Assert.Equal((ResolutionStatus.Resolved, Digest), (image.Status, image.Digest));
        Assert.Equal([null, "Bearer " + Token], server.Requests.Select(r => r.Authorization));
        var asked = Assert.Single(tokens.Requests);
        Assert.Equal($"/token?a=b&service=registry.test&scope=repository%3Ateam%2Fapp%3Apull&account={User}", asked.Target);
    }

    [Fact]
    public async Task A_token_is_asked_for_without_credentials_where_there_are_none_and_used_again()
    {
        await using var tokens = new LoopbackServer(_ => Document($$"""{ "access_token": "{{Token}}" }"""));
        await using var server = new LoopbackServer(request => request.Authorization is null ? Challenge($"Bearer realm=\"http://{tokens.Authority}/token\",service=\"s\"") : new LoopbackResponse(200, ("Content-Type", IndexType)) { Body = Content });
        Assert.Equal(Digest, (await ResolveAsync($"{server.Authority}/team/app:1", _folder)).Digest);
        Assert.Equal("/token?service=s&scope=repository%3Ateam%2Fapp%3Apull", Assert.Single(tokens.Requests).Target);
        Assert.Null(tokens.Requests.Single().Authorization);
    }

    [Fact]
    public async Task An_identity_token_is_exchanged_in_the_body_of_a_post()
    {
        await using var tokens = new LoopbackServer(request => request.Method == "POST" && request.Body.Contains("refresh_token=planted-identity", StringComparison.Ordinal) ? Document($$"""{ "access_token": "{{Token}}" }""") : new LoopbackResponse(401));
        await using var server = new LoopbackServer(request => request.Authorization is null ? Challenge($"Bearer realm=\"http://{tokens.Authority}/token\",service=\"s\"") : Found());
        await File.WriteAllTextAsync(Path.Combine(_folder, "config.json"), $$"""{ "auths": { "{{server.Authority}}": { "identitytoken": "planted-identity" } } }""", TestContext.Current.CancellationToken);
        Assert.Equal(Digest, (await ResolveAsync($"{server.Authority}/app:1", _folder)).Digest);
        Assert.Equal(("/token", true), (Assert.Single(tokens.Requests).Target, tokens.Requests.Single().Body.Contains("grant_type=refresh_token", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_token_of_the_registry_itself_is_shown_as_it_is()
    {
        await using var server = new LoopbackServer(request => request.Authorization == "Bearer " + Token ? Found() : Challenge("Bearer realm=\"https://unused.invalid/token\""));
        await File.WriteAllTextAsync(Path.Combine(_folder, "config.json"), $$"""{ "auths": { "http://{{server.Authority}}/v1/": { "registrytoken": "{{Token}}" } } }""", TestContext.Current.CancellationToken);
        Assert.Equal(Digest, (await ResolveAsync($"{server.Authority}/app:1", _folder)).Digest);
    }

    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_takes_no_credentials_to_another_server(int status)
    {
        await using var other = new LoopbackServer(_ => Found());
        await using var server = new LoopbackServer(request => request.Authorization == Basic ? new LoopbackResponse(status, ("Location", $"http://{other.Authority}{request.Target}")) : Challenge("Basic realm=\"test\""));
        Assert.Equal(Digest, (await ResolveAsync($"{server.Authority}/app:1", Config(_folder, server.Authority, other.Authority))).Digest);
        Assert.Null(Assert.Single(other.Requests).Authorization);
    }

    [Fact]
    public async Task A_server_that_was_redirected_to_is_shown_none_though_it_asks()
    {
        await using var other = new LoopbackServer(_ => Challenge("Basic realm=\"other\""));
        await using var server = new LoopbackServer(request => new LoopbackResponse(307, ("Location", $"http://{other.Authority}{request.Target}")));
        var image = await ResolveAsync($"{server.Authority}/app:1", Config(_folder, server.Authority, other.Authority));
        Assert.Equal(ResolutionStatus.Unauthorised, image.Status);
        Assert.All(other.Requests, r => Assert.Null(r.Authorization));
    }

    [Fact]
    public async Task A_redirect_within_the_server_keeps_them_and_a_circle_ends()
    {
        await using var server = new LoopbackServer(request => request.Authorization != Basic ? Challenge("Basic realm=\"test\"")
            : request.Path.EndsWith("/circle", StringComparison.Ordinal) ? new LoopbackResponse(307, ("Location", request.Target))
            : request.Path.EndsWith("/1", StringComparison.Ordinal) ? new LoopbackResponse(307, ("Location", "/v2/app/manifests/2")) : Found());
        Assert.Equal(Digest, (await ResolveAsync($"{server.Authority}/app:1", Config(_folder, server.Authority))).Digest);
        var circle = await ResolveAsync($"{server.Authority}/app:circle", _folder);
        Assert.Equal(ResolutionStatus.NotARegistry, circle.Status);
    }

    [Fact]
    public async Task A_service_of_tokens_cannot_send_the_password_elsewhere()
    {
        await using var other = new LoopbackServer(_ => Document($$"""{ "token": "{{Token}}" }"""));
        await using var tokens = new LoopbackServer(request => new LoopbackResponse(307, ("Location", $"http://{other.Authority}{request.Target}")));
        await using var server = new LoopbackServer(_ => Challenge($"Bearer realm=\"http://{tokens.Authority}/token\""));
        var image = await ResolveAsync($"{server.Authority}/app:1", Config(_folder, server.Authority));
        Assert.Equal(ResolutionStatus.Failed, image.Status);
        Assert.Empty(other.Requests);
    }

    [Theory]
    [InlineData("Bearer service=\"s\"", ResolutionStatus.NotARegistry)]
    [InlineData("Bearer realm=\"/token\"", ResolutionStatus.NotARegistry)]
    [InlineData("Bearer realm=\"file:///etc/passwd\"", ResolutionStatus.NotARegistry)]
    [InlineData("Bearer realm=\"http://auth.invalid/token\"", ResolutionStatus.TlsFailed)]
    [InlineData("Negotiate", ResolutionStatus.Unauthorised)]
    public async Task A_challenge_that_cannot_be_met_safely_is_not(string challenge, ResolutionStatus status)
    {
        await using var server = new LoopbackServer(_ => Challenge(challenge));
        Assert.Equal(status, (await ResolveAsync($"{server.Authority}/app:1", Config(_folder, server.Authority))).Status);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task Over_plain_http_to_another_machine_no_credentials_go()
    {
        var addresses = await Dns.GetHostAddressesAsync(Dns.GetHostName(), TestContext.Current.CancellationToken);
        var address = Array.Find(addresses, a => a.AddressFamily is System.Net.Sockets.AddressFamily.InterNetwork && !IPAddress.IsLoopback(a));
        Assert.SkipWhen(address is null, "this machine has no address but its own");
        await using var tokens = new LoopbackServer(_ => Document($$"""{ "token": "{{Token}}" }"""), address: address);
        await using var server = new LoopbackServer(
            request => request.Path.Contains("/basic/", StringComparison.Ordinal) ? Challenge("Basic realm=\"x\"") : Challenge($"Bearer realm=\"http://{tokens.Authority}/token\",service=\"s\""), address: address);
        Config(_folder, server.Authority, tokens.Authority);
        var refused = await ResolveAsync($"{server.Authority}/team/app:1", _folder);
        Assert.Equal(ResolutionStatus.TlsFailed, refused.Status);
        Assert.Empty(server.Requests);

        RegistryOptions Insecure(RegistryOptions options) => options.Insecure(server.Authority, tokens.Authority);
        var basic = await ResolveAsync($"{server.Authority}/basic/app:1", _folder, Insecure);
        Assert.Equal(ResolutionStatus.Unauthorised, basic.Status);
        Assert.Contains("not sent over plain HTTP", basic.Message, StringComparison.Ordinal);
        await ResolveAsync($"{server.Authority}/team/app:1", _folder, Insecure);
        Assert.Null(Assert.Single(tokens.Requests).Authorization);
        Assert.All(server.Requests, r => Assert.True(r.Authorization is null or "Bearer " + Token));
    }

    [Fact]
    public async Task No_secret_reaches_a_result_whatever_goes_wrong()
    {
        var secrets = new[] { Password, User, Token, Convert.ToBase64String(Encoding.UTF8.GetBytes($"{User}:{Password}")), "planted-in-answer" };
        foreach (var answer in (Func<LoopbackRequest, LoopbackResponse>[])
        [
            _ => Challenge("Basic realm=\"planted-in-answer\""),
            _ => new LoopbackResponse(500, ("X-Planted", "planted-in-answer")) { Body = "planted-in-answer"u8.ToArray() },
            request => request.Authorization is null ? Challenge("Basic realm=\"planted-in-answer\"") : new LoopbackResponse(403) { Body = Encoding.UTF8.GetBytes(request.Authorization) },
            request => request.Authorization is null ? Challenge("Basic realm=\"x\"") : new LoopbackResponse(307, ("Location", $"ftp://{User}:{Password}@planted-in-answer.invalid/")),
            request => request.Authorization is null ? Challenge("Basic realm=\"x\"") : new LoopbackResponse(307, ("Location", $"http://{User}:{Password}@127.0.0.1:1/planted-in-answer")),
            request => request.Authorization is null ? Challenge("Basic realm=\"x\"") : new LoopbackResponse(200, ("Content-Type", "text/planted-in-answer")) { Body = Encoding.UTF8.GetBytes(request.Authorization) },
        ])
        {
            await using var server = new LoopbackServer(answer);
            var image = await ResolveAsync($"{server.Authority}/app:1", Config(_folder, server.Authority));
            Assert.NotEqual(ResolutionStatus.Resolved, image.Status);
            var all = Encoding.UTF8.GetString(ReportJson.Write(ResolveReport.Of([image]))) + image;
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, all, StringComparison.Ordinal));
        }
    }

    [Fact]
    public async Task A_helper_is_asked_on_standard_input()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the helper is a shell script");
        await using var server = new LoopbackServer(request => request.Authorization == Basic ? Found() : Challenge("Basic realm=\"test\""));
        var name = $"platform-test-{Environment.ProcessId}";
        var program = Path.Combine(_folder, $"docker-credential-{name}");
        await File.WriteAllTextAsync(program, $$"""
            #!/bin/sh
            read -r server
            [ "$1 $server" = 'get {{server.Authority}}' ] || { echo 'credentials not found in native keychain'; exit 1; }
            echo '{"ServerURL":"x","Username":"{{User}}","Secret":"{{Password}}"}'
            """, TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        var (credential, fault) = await CredentialHelper.AskAsync(name, "x", TestContext.Current.CancellationToken);
        Assert.Null(credential);
        Assert.Contains("could not be started", fault, StringComparison.Ordinal);

        var path = Environment.GetEnvironmentVariable("PATH");
        try
        {
            Environment.SetEnvironmentVariable("PATH", $"{_folder}:{path}");
            Assert.Equal((null, null), await CredentialHelper.AskAsync(name, "unknown.example", TestContext.Current.CancellationToken));
            foreach (var config in (ReadOnlySpan<string>)[$$"""{ "credsStore": "{{name}}" }""", $$"""{ "credsStore": "nope", "credHelpers": { "{{server.Authority}}": "{{name}}" } }"""])
                File.WriteAllText(Path.Combine(_folder, "config.json"), config);
            Assert.Equal(Digest, (await ResolveAsync($"{server.Authority}/app:1", _folder)).Digest);
        }
        finally
        {
            Environment.SetEnvironmentVariable("PATH", path);
        }
    }

    [Fact]
    public async Task A_helper_outside_of_path_is_not_run()
    {
        var (credential, fault) = await CredentialHelper.AskAsync("../evil", "x", TestContext.Current.CancellationToken);
        Assert.Null(credential);
        Assert.Contains("is no name of a program", fault, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
