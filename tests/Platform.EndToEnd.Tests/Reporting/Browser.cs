using System.Diagnostics;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Platform.EndToEnd.Reporting;

/// <summary>A Chromium without a window and one page in it, over the DevTools protocol (https://chromedevtools.github.io/devtools-protocol/).</summary>
internal sealed class Browser : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _profile;
    private readonly ClientWebSocket _socket = new();
    private readonly List<JsonObject> _events = [];
    private string _session = "";
    private int _last;

    private Browser(Process process, string profile) => (_process, _profile) = (process, profile);

    public static bool IsInstalled => File.Exists("/usr/bin/chromium");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>What happened in the page so far: <c>Network.requestWillBeSent</c>, <c>Log.entryAdded</c> and so on.</summary>
    public IEnumerable<JsonObject> Events(string method) => _events.Where(one => one["method"]?.GetValue<string>() == method).Select(one => one["params"]?.AsObject() ?? []);

    public static async Task<Browser> OpenAsync(string file)
    {
        Assert.SkipUnless(IsInstalled, "chromium is not installed; tests/hosts/install installs it");
        var profile = Directory.CreateTempSubdirectory("platform-chromium-").FullName;
        var start = new ProcessStartInfo("/usr/bin/chromium", ["--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--window-size=1280,900", $"--user-data-dir={profile}", "--remote-debugging-port=0", "about:blank"])
        {
            UseShellExecute = false,
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        var browser = new Browser(Process.Start(start) ?? throw new InvalidOperationException("chromium did not start"), profile);
        await browser._socket.ConnectAsync(new Uri(await browser.AddressAsync()), Token);
        var target = await browser.SendAsync("Target.createTarget", new JsonObject { ["url"] = "about:blank" });
        browser._session = (await browser.SendAsync("Target.attachToTarget", new JsonObject { ["targetId"] = target["targetId"]?.GetValue<string>(), ["flatten"] = true }))["sessionId"]?.GetValue<string>() ?? "";
        foreach (var domain in (string[])["Page", "Network", "Log", "Runtime", "Accessibility"]) await browser.SendAsync($"{domain}.enable");
        await browser.GoAsync("file://" + file);
        return browser;
    }

    public async Task GoAsync(string address)
    {
        await SendAsync("Page.navigate", new JsonObject { ["url"] = address });
        while (await EvaluateAsync("document.readyState === 'complete' && document.documentElement?.dataset.ready === 'true'") is not JsonValue ready || !ready.GetValue<bool>()) await Task.Delay(50, Token);
    }

    /// <summary>What an expression gives, as JSON.</summary>
    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new JsonObject { ["expression"] = expression, ["returnByValue"] = true, ["awaitPromise"] = true });
        Assert.True(answer["exceptionDetails"] is null, answer.ToJsonString());
        return answer["result"]?["value"]?.DeepClone();
    }

    public async Task<int> CountAsync(string expression) => (await EvaluateAsync(expression))?.GetValue<int>() ?? -1;

    /// <summary>Presses a key as a person does.</summary>
    /// <param name="key">DOM name of the key: <c>ArrowDown</c>, <c>k</c>.</param>
    /// <param name="code">Windows key code, which the browser's own defaults go by.</param>
    /// <param name="modifiers">2 for Ctrl, 8 for Shift.</param>
    public async Task PressAsync(string key, int code, int modifiers = 0)
    {
        var text = key is "Enter" ? "\r" : key.Length == 1 && modifiers == 0 ? key : null;
        var down = new JsonObject { ["type"] = text is null ? "rawKeyDown" : "keyDown", ["key"] = key, ["windowsVirtualKeyCode"] = code, ["modifiers"] = modifiers };
        if (text is not null) down["text"] = text;
        await SendAsync("Input.dispatchKeyEvent", down);
        await SendAsync("Input.dispatchKeyEvent", new JsonObject { ["type"] = "keyUp", ["key"] = key, ["windowsVirtualKeyCode"] = code, ["modifiers"] = modifiers });
    }

    public Task TypeAsync(string text) => SendAsync("Input.insertText", new JsonObject { ["text"] = text });

    public Task EmulateAsync(string media, string scheme) => SendAsync("Emulation.setEmulatedMedia", new JsonObject
    {
        ["media"] = media,
        ["features"] = new JsonArray(
            new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme },
            new JsonObject { ["name"] = "prefers-reduced-motion", ["value"] = "reduce" }), // no colour is on its way to another
    });

    public async Task<JsonObject> SendAsync(string method, JsonObject? parameters = null)
    {
        var id = ++_last;
        var message = new JsonObject { ["id"] = id, ["method"] = method, ["params"] = parameters ?? [] };
        if (_session.Length > 0) message["sessionId"] = _session;
        await _socket.SendAsync(Encoding.UTF8.GetBytes(message.ToJsonString()), WebSocketMessageType.Text, endOfMessage: true, Token);
        while (true)
        {
            var answer = await ReceiveAsync();
            if (answer["id"]?.GetValue<int>() == id) return answer["result"]?.AsObject() ?? throw new InvalidOperationException(answer.ToJsonString());
            if (answer["method"] is not null) _events.Add(answer);
        }
    }

    public async ValueTask DisposeAsync()
    {
        _socket.Dispose();
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        for (var i = 0; i < 20 && Directory.Exists(_profile); i++)
        {
            try
            {
                Directory.Delete(_profile, recursive: true);
            }
            catch (IOException)
            {
                await Task.Delay(100, CancellationToken.None); // a child of it is still ending
            }
        }
    }

    private async Task<JsonObject> ReceiveAsync()
    {
        using var all = new MemoryStream();
        var buffer = new byte[64 * 1024];
        while (true)
        {
            var part = await _socket.ReceiveAsync(buffer.AsMemory(), Token);
            all.Write(buffer, 0, part.Count);
            if (part.EndOfMessage) return JsonNode.Parse(all.ToArray())?.AsObject() ?? throw new JsonException("null");
        }
    }

    private async Task<string> AddressAsync()
    {
        const string Mark = "DevTools listening on ";
        while (await _process.StandardError.ReadLineAsync(Token) is { } line)
            if (line.StartsWith(Mark, StringComparison.Ordinal)) return line[Mark.Length..];
        throw new InvalidOperationException("chromium ended before it listened");
    }
}
