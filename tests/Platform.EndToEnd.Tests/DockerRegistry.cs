using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Platform.EndToEnd;

/// <summary>Debian's docker-registry on a port of this machine, with a repository <c>team/app</c> of two platforms.</summary>
internal sealed class DockerRegistry : IAsyncDisposable
{
    private const string Program = "/usr/bin/docker-registry";

    private readonly Process _process;

    private DockerRegistry(Process process, int port) => (_process, Port) = (process, port);

    public int Port { get; }

    public string Authority => $"127.0.0.1:{Port}";

    /// <summary>Digest of the index that the tag 1.0 names.</summary>
    public string Index { get; private set; } = "";

    /// <summary>Digests of its manifests, by architecture.</summary>
    public Dictionary<string, string> Manifests { get; } = new(StringComparer.Ordinal);

    public static void SkipIfMissing() => Assert.SkipUnless(File.Exists(Program), "docker-registry is not installed: run tests/hosts/install");

    /// <summary>Fills the storage with no authentication, and serves it as the settings say.</summary>
    /// <param name="folder">Where storage, settings and log are kept.</param>
    /// <param name="http">More of its configuration's <c>http</c>, such as <c>tls</c>.</param>
    /// <param name="top">More lines of its configuration, such as <c>auth</c>.</param>
    public static async Task<DockerRegistry> StartAsync(string folder, string http = "", string top = "")
    {
        await using var filling = await ServeAsync(folder, "", "");
        await filling.FillAsync();
        var served = await ServeAsync(folder, http, top);
        served.Index = filling.Index;
        foreach (var (architecture, digest) in filling.Manifests) served.Manifests[architecture] = digest;
        return served;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
    }

    private static async Task<DockerRegistry> ServeAsync(string folder, string http, string top)
    {
        for (var attempt = 0; ; attempt++)
        {
            var port = FreePort();
            var file = Path.Combine(folder, $"registry-{port}.yml");
            await File.WriteAllTextAsync(file, string.Create(CultureInfo.InvariantCulture, $$"""
                version: 0.1
                log: { level: error, accesslog: { disabled: true } }
                storage: { filesystem: { rootdirectory: {{folder}}/storage } }
                http: { addr: "127.0.0.1:{{port}}"{{http}} }
                {{top}}
                """), TestContext.Current.CancellationToken);
            var start = new ProcessStartInfo(Program, ["serve", file]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
            start.Environment["OTEL_TRACES_EXPORTER"] = "none";
            var process = Process.Start(start) ?? throw new InvalidOperationException("docker-registry did not start");
            process.OutputDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            var errors = process.StandardError.ReadToEndAsync(CancellationToken.None);
            while (!process.HasExited)
            {
                if (await AcceptsAsync(port)) return new DockerRegistry(process, port);
                await Task.Delay(50, TestContext.Current.CancellationToken);
            }

            if (attempt == 3) throw new InvalidOperationException($"docker-registry ended: {await errors}");
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static async Task<bool> AcceptsAsync(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync(IPAddress.Loopback, port, TestContext.Current.CancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private async Task FillAsync()
    {
        using var http = new HttpClient { BaseAddress = new Uri($"http://{Authority}/") };
        List<object> entries = [];
        foreach (var architecture in (string[])["amd64", "arm64"])
        {
            var config = Encoding.UTF8.GetBytes($$$"""{"architecture":"{{{architecture}}}","os":"linux","rootfs":{"type":"layers","diff_ids":[]}}""");
            var digest = DigestOf(config);
            var upload = await http.PostAsync(new Uri("v2/team/app/blobs/uploads/", UriKind.Relative), null, TestContext.Current.CancellationToken);
            var location = upload.Headers.Location ?? throw new InvalidDataException("no place to upload to");
            using var blob = new ByteArrayContent(config) { Headers = { ContentType = new MediaTypeHeaderValue("application/octet-stream") } };
            (await http.PutAsync(new Uri($"{location}&digest={digest}"), blob, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
            var manifest = Encoding.UTF8.GetBytes($$$"""{"schemaVersion":2,"mediaType":"application/vnd.oci.image.manifest.v1+json","config":{"mediaType":"application/vnd.oci.image.config.v1+json","digest":"{{{digest}}}","size":{{{config.Length}}}},"layers":[]}""");
            Manifests[architecture] = await PutAsync(http, architecture, manifest, "application/vnd.oci.image.manifest.v1+json");
            entries.Add(new { mediaType = "application/vnd.oci.image.manifest.v1+json", digest = Manifests[architecture], size = manifest.Length, platform = new { os = "linux", architecture } });
        }

        var index = JsonSerializer.SerializeToUtf8Bytes(new { schemaVersion = 2, mediaType = "application/vnd.oci.image.index.v1+json", manifests = entries });
        Index = await PutAsync(http, "1.0", index, "application/vnd.oci.image.index.v1+json");
    }

    private static async Task<string> PutAsync(HttpClient http, string tag, byte[] manifest, string mediaType)
    {
        using var content = new ByteArrayContent(manifest) { Headers = { ContentType = new MediaTypeHeaderValue(mediaType) } };
        (await http.PutAsync(new Uri($"v2/team/app/manifests/{tag}", UriKind.Relative), content, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        return DigestOf(manifest);
    }

    private static string DigestOf(byte[] content) => "sha256:" + Convert.ToHexStringLower(SHA256.HashData(content));
}
