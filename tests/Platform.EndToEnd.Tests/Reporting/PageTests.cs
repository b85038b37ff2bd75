using System.Text.Json.Nodes;

namespace Platform.EndToEnd.Reporting;

/// <summary>The page in a real Chromium: what it asks, what keys do, what a screen reader hears, what can be read.</summary>
public sealed class PageTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("platform-page-").FullName;

    private string Page => Path.Combine(_folder, "fleet.html");

    public async ValueTask InitializeAsync()
    {
        Assert.SkipUnless(Browser.IsInstalled, "chromium is not installed; tests/hosts/install installs it");
        Assert.Equal(0, (await Command.PlatformctlAsync(Repository.Path, "report", "--out", Page)).ExitCode);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task It_asks_no_network_and_nothing_in_it_is_refused_by_its_policy()
    {
        await using var browser = await Browser.OpenAsync(Page);
        await browser.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        string[] asked = [.. browser.Events("Network.requestWillBeSent").Select(one => one["request"]?["url"]?.GetValue<string>() ?? "").Where(url => !url.StartsWith("data:", StringComparison.Ordinal) && !url.StartsWith("about:", StringComparison.Ordinal))];
        Assert.Equal(["file://" + Page], asked);
        Assert.Empty(browser.Events("Log.entryAdded").Select(one => one.ToJsonString()));
        Assert.Empty(browser.Events("Runtime.exceptionThrown").Select(one => one.ToJsonString()));
        Assert.Equal("refused", (await browser.EvaluateAsync("fetch('https://example.invalid').then(() => 'asked', () => 'refused')"))?.GetValue<string>());
        Assert.Equal(0, await browser.CountAsync("(() => { const s = document.createElement('script'); s.textContent = 'window.ran = 1'; document.body.append(s); return window.ran ?? 0; })()"));
    }

    [Fact]
    public async Task The_search_and_the_filters_narrow_the_modules_and_say_how_many_are_left()
    {
        await using var browser = await Browser.OpenAsync(Page);
        const string Visible = "document.querySelectorAll('.m:not([hidden])').length";
        Assert.Equal(16, await browser.CountAsync(Visible));
        await browser.PressAsync("k", 75, modifiers: 2);
        Assert.Equal("search", (await browser.EvaluateAsync("document.activeElement.id"))?.GetValue<string>());
        await browser.TypeAsync("honcho image.tag");
        Assert.Equal(1, await browser.CountAsync(Visible));
        Assert.Contains("1 of 16 modules", (await browser.EvaluateAsync("document.querySelector('#shown').textContent"))?.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal(15, await browser.CountAsync("document.querySelectorAll('.cell.dim').length"));
        await browser.PressAsync("Escape", 27);
        Assert.Equal(16, await browser.CountAsync(Visible));
        await browser.EvaluateAsync("document.querySelector('[data-severity=\"3\"]').click()");
        Assert.Equal(1, await browser.CountAsync(Visible));
        Assert.Equal(1, await browser.CountAsync("[...document.querySelectorAll('.m:not([hidden]) .f')].filter(one => getComputedStyle(one).display !== 'none').length"));
        await browser.TypeAsync("");
        await browser.EvaluateAsync("document.querySelector('#clear').click()");
        Assert.Equal(16, await browser.CountAsync(Visible));
        await browser.EvaluateAsync("(() => { const host = document.querySelector('#host'); host.value = 'vps1000'; host.dispatchEvent(new Event('change')); })()");
        Assert.Equal(5, await browser.CountAsync(Visible));
        await browser.EvaluateAsync("(() => { const search = document.querySelector('#search'); search.value = 'no such thing'; search.dispatchEvent(new Event('input')); })()");
        Assert.Equal(0, await browser.CountAsync(Visible));
        Assert.Equal(1, await browser.CountAsync("document.querySelector('#none').hidden ? 0 : 1"));
    }

    [Fact]
    public async Task Everything_can_be_reached_and_done_with_keys_in_the_order_of_the_page()
    {
        await using var browser = await Browser.OpenAsync(Page);
        List<int> places = [];
        List<string> names = [];
        for (var i = 0; i < 70; i++)
        {
            await browser.PressAsync("Tab", 9);
            var at = await browser.EvaluateAsync("(() => { const e = document.activeElement; const all = [...document.querySelectorAll('*')]; return { place: all.indexOf(e), name: e.id || e.className || e.tagName, ring: getComputedStyle(e).outlineStyle }; })()");
            if (at?["name"]?.GetValue<string>() is "BODY" or null) break;
            Assert.NotEqual("none", at["ring"]?.GetValue<string>());
            places.Add(at["place"]?.GetValue<int>() ?? 0);
            names.Add(at["name"]?.GetValue<string>() ?? "");
        }

        Assert.Equal("skip", names[0]);
        Assert.Equal(places.Order(), places);
        foreach (var one in (string[])["search", "host", "open-all"]) Assert.Contains(one, names);
        Assert.Equal(16, names.Count(name => name.StartsWith("cell", StringComparison.Ordinal)));

        await browser.EvaluateAsync("document.querySelector('#m-edge > summary').focus()");
        await browser.PressAsync("Enter", 13);
        Assert.Equal(1, await browser.CountAsync("document.querySelector('#m-edge').open ? 1 : 0"));
        await browser.PressAsync("ArrowDown", 40);
        Assert.Equal("m-honcho-redis", (await browser.EvaluateAsync("document.activeElement.parentElement.id"))?.GetValue<string>());
        await browser.PressAsync("Home", 36);
        Assert.Equal("m-honcho-api", (await browser.EvaluateAsync("document.activeElement.parentElement.id"))?.GetValue<string>());
        await browser.EvaluateAsync("document.querySelector('a[href=\"#m-redis\"]').focus()");
        await browser.PressAsync("Enter", 13);
        await browser.EvaluateAsync("new Promise(done => setTimeout(done, 50))");
        Assert.Equal("m-redis true", (await browser.EvaluateAsync("document.activeElement.parentElement.id + ' ' + document.querySelector('#m-redis').open"))?.GetValue<string>());
    }

    [Fact]
    public async Task A_screen_reader_hears_a_name_for_all_that_can_be_pressed_and_finds_its_way_by_headings()
    {
        await using var browser = await Browser.OpenAsync(Page);
        var tree = (await browser.SendAsync("Accessibility.getFullAXTree"))["nodes"]?.AsArray() ?? [];
        var nodes = tree.OfType<JsonObject>().Where(node => node["ignored"]?.GetValue<bool>() is not true).Select(node => (Role: node["role"]?["value"]?.GetValue<string>() ?? "", Name: node["name"]?["value"]?.GetValue<string>() ?? "")).ToArray();
        string[] pressable = ["button", "link", "searchbox", "textbox", "combobox", "checkbox", "DisclosureTriangle"];
        Assert.All(nodes.Where(node => pressable.Contains(node.Role)), node => Assert.NotEqual("", node.Name));
        foreach (var role in (string[])["banner", "main", "contentinfo", "searchbox", "combobox", "status", "table", "rowheader", "columnheader"]) Assert.Contains(nodes, node => node.Role == role);
        Assert.Contains(nodes, node => node is { Role: "link", Name: "honcho-api , Failing" });
        Assert.Equal(1, await browser.CountAsync("document.querySelectorAll('h1').length"));
        var levels = (await browser.EvaluateAsync("[...document.querySelectorAll('h1,h2,h3')].map(h => +h.tagName[1])"))?.AsArray().Select(level => level?.GetValue<int>() ?? 0).ToArray() ?? [];
        Assert.All(levels.Zip(levels.Skip(1)), pair => Assert.True(pair.Second <= pair.First + 1)); // none is skipped
        Assert.Equal("en", (await browser.EvaluateAsync("document.documentElement.lang"))?.GetValue<string>());
        Assert.Equal(0, await browser.CountAsync("(() => { const ids = [...document.querySelectorAll('[id]')].map(e => e.id); return ids.length - new Set(ids).size; })()"));
        Assert.Equal(0, await browser.CountAsync("[...document.querySelectorAll('[aria-labelledby],[for]')].filter(e => !document.getElementById(e.getAttribute('aria-labelledby') ?? e.getAttribute('for'))).length"));
    }

    [Theory]
    [InlineData("light")]
    [InlineData("dark")]
    public async Task Every_text_has_the_contrast_that_WCAG_AA_asks_for(string scheme)
    {
        await using var browser = await Browser.OpenAsync(Page);
        await browser.EmulateAsync("screen", scheme);
        await browser.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        // https://www.w3.org/TR/WCAG22/#contrast-minimum
        const string Low = """
            (() => {
              const parse = color => { const n = color.match(/[\d.]+/g).map(Number); return [n[0], n[1], n[2], n[3] ?? 1]; };
              const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
              const luminance = color => { const [r, g, b] = color.map(c => { c /= 255; return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; }); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
              const ground = element => { const layers = []; for (let e = element; e; e = e.parentElement) layers.unshift(parse(getComputedStyle(e).backgroundColor)); return layers.reduce((under, top) => over(top, under), [255, 255, 255, 1]); };
              const low = [];
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              let seen = 0;
              while (walker.nextNode()) {
                const element = walker.currentNode.parentElement;
                if (!walker.currentNode.textContent.trim() || element.closest('script,style,[hidden],.sr,.skip') || !element.checkVisibility()) continue;
                const style = getComputedStyle(element);
                const back = ground(element), text = over(parse(style.color), back);
                const [a, b] = [luminance(text), luminance(back)].sort((x, y) => y - x);
                const ratio = (a + 0.05) / (b + 0.05);
                const large = parseFloat(style.fontSize) >= 24 || (parseFloat(style.fontSize) >= 18.66 && parseInt(style.fontWeight) >= 700);
                seen++;
                if (ratio < (large ? 3 : 4.5)) low.push(`${element.className || element.tagName} "${walker.currentNode.textContent.trim().slice(0, 30)}" ${ratio.toFixed(2)}`);
              }
              return { seen, low: [...new Set(low)] };
            })()
            """;
        var result = await browser.EvaluateAsync(Low);
        Assert.True(result?["seen"]?.GetValue<int>() > 300, result?.ToJsonString());
        Assert.Equal([], result?["low"]?.AsArray().Select(one => one?.GetValue<string>() ?? ""));
        Assert.Equal(scheme == "dark", await browser.CountAsync("parseInt(getComputedStyle(document.body).backgroundColor.match(/\\d+/)[0])") < 64);
    }

    [Fact]
    public async Task On_paper_everything_is_open_and_nothing_is_to_be_pressed()
    {
        await using var browser = await Browser.OpenAsync(Page);
        await browser.EmulateAsync("print", "dark");
        await browser.EvaluateAsync("window.dispatchEvent(new Event('beforeprint'))");
        Assert.Equal(0, await browser.CountAsync("[...document.querySelectorAll('.f')].filter(one => one.getBoundingClientRect().height === 0).length"));
        Assert.Equal("none", (await browser.EvaluateAsync("getComputedStyle(document.querySelector('.bar')).display"))?.GetValue<string>());
        Assert.Equal("rgb(255, 255, 255)", (await browser.EvaluateAsync("getComputedStyle(document.body).backgroundColor"))?.GetValue<string>());
        await browser.EvaluateAsync("window.dispatchEvent(new Event('afterprint'))");
        Assert.Equal(1, await browser.CountAsync("document.querySelectorAll('.m[open]').length")); // as it was: the failing one
        var pdf = (await browser.SendAsync("Page.printToPDF"))["data"]?.GetValue<string>() ?? "";
        Assert.True(pdf.Length > 50_000);
    }

    [Theory]
    [InlineData(360)]
    [InlineData(1280)]
    public async Task It_has_no_scrollbar_to_the_side(int width)
    {
        await using var browser = await Browser.OpenAsync(Page);
        await browser.SendAsync("Emulation.setDeviceMetricsOverride", new JsonObject { ["width"] = width, ["height"] = 800, ["deviceScaleFactor"] = 1, ["mobile"] = false });
        await browser.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        Assert.Equal(0, await browser.CountAsync("Math.max(0, document.documentElement.scrollWidth - document.documentElement.clientWidth)"));
    }

    [Fact]
    public async Task Without_its_script_it_is_read_all_the_same()
    {
        var html = await File.ReadAllTextAsync(Page, TestContext.Current.CancellationToken);
        var text = html[..html.IndexOf("<script>", StringComparison.Ordinal)];
        foreach (var words in (string[])["IMAGE_TAG_MISMATCH", "platformctl plan honcho-api", "ghcr.io/plastic-labs/honcho:3.0.3", "modules/honcho-api/module.yaml:"]) Assert.Contains(words, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Text_of_files_is_text_whatever_it_says()
    {
        using var root = new SampleRoot();
        root.Edit("modules/redis/module.yaml", "owner: operator", "owner: operator\n\"<img src=x onerror=window.ran=1>\": 1");
        Assert.Equal(1, (await Command.PlatformctlAsync(root.Path, "report", "--no-hosts", "--out", Page)).ExitCode);
        await using var browser = await Browser.OpenAsync(Page);
        await browser.EvaluateAsync("document.querySelectorAll('details').forEach(one => one.open = true)");
        Assert.Equal(0, await browser.CountAsync("(window.ran ?? 0) + document.querySelectorAll('img').length"));
        Assert.Equal(1, await browser.CountAsync("document.body.textContent.includes('<img src=x onerror=window.ran=1>') ? 1 : 0"));
    }
}
