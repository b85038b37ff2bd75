using System.Text;
using System.Text.Json;
using Platform.Access.Approvals;
using Platform.Access.Audit;
using Platform.Access.Catalog;
using Platform.Access.Sessions;
using Platform.Access.Backings;
using Platform.Access.Running;
using Platform.Applying;
using Platform.Applying.Journal;
using Platform.Compose;
using Platform.Docker;
using Platform.Drift;
using Platform.Drift.ComposeFile;
using Platform.Files;
using Platform.Hosts;
using Platform.Hosts.SshNet;
using Platform.Journals;
using Platform.Json;
using Platform.Manifests;
using Platform.Planning;
using Platform.Policy;
using Platform.Policy.Facts;
using Platform.Readiness;
using Platform.Registries;
using Platform.Manifests.Reviewers;
using Platform.Reporting.Comparing;
using Platform.Reporting.Reading;
using Platform.Reporting.Writers;
using Platform.Reporting;
using Platform.Review;
using Platform.Root;
using Platform.Schema;
using Platform.Schema.Formats;
using Platform.Schema.Patterns;
using Platform.Shell;
using Platform.Snapshots;
using Platform.Snapshots.Answers;
using Platform.Tests.Drift;
using Platform.Tests.Manifests;
using Platform.Tests.Planning;
using Platform.Tests.Reporting;
using Platform.Text;
using Platform.Yaml;
using Platform.Yaml.Editing;

namespace Platform.Tests.Fuzzing;

/// <summary>
/// Every reader that meets foreign bytes. <see cref="FuzzTests"/> runs them all, and notices one that is not here.
/// </summary>
internal static class ForeignReaders
{
    private const string Nonce = "platform-0123";
    private const string Hex = "1111111111111111111111111111111111111111111111111111111111111111";

    private const string Container = """
        {"Id":"c1","Name":"/redis","Image":"sha256:1111111111111111111111111111111111111111111111111111111111111111","Created":"2026-01-01T00:00:00Z","Config":{"Image":"redis:7","Env":["A=b"],"Labels":{"com.docker.compose.project":"p"},"Healthcheck":{"Test":["CMD","true"],"Interval":1000}},"State":{"Status":"running","Health":{"Status":"healthy"}},"Mounts":[{"Type":"bind","Source":"/a","Destination":"/b"},{"Type":"volume","Name":"v","Destination":"/c"}],"HostConfig":{"PortBindings":{"80/tcp":[{"HostIp":"","HostPort":"1"}]},"RestartPolicy":{"Name":"always"}},"NetworkSettings":{"Networks":{"n":{}}}}
        """;

    private const string Image = "{\"Id\":\"sha256:" + Hex + "\",\"RepoTags\":[\"redis:7\"],\"RepoDigests\":[\"redis@sha256:" + Hex + "\"],\"Config\":{\"Env\":[\"A=b\"]}}";
    private const string Engine = "{\"Server\":{\"Version\":\"28\",\"Components\":[{\"Name\":\"Engine\"}]},\"Client\":{\"Version\":\"28\"}}";

    private const string Network = """
        {"Name":"n","Driver":"bridge","IPAM":{"Driver":"default","Options":null,"Config":[{"Subnet":"10.0.0.0/24","Gateway":"10.0.0.1","AuxiliaryAddresses":{"a":"10.0.0.7"}}]},"Internal":true,"Options":{"com.docker.network.driver.mtu":"1400"},"Labels":{"a":"b"}}
        """;

    private const string Volume = """{"Name":"v","Driver":"local","Options":{"o":"size=1m"},"Labels":null}""";

    private const string Compose = """
        {
          "services": { "a": { "ports": [{ "target": 80, "published": "8080" }], "environment": { "A": null }, "volumes": [{ "type": "bind", "source": "/a", "target": "/b" }],
          "networks": { "n": null }, "healthcheck": { "test": ["CMD"], "interval": "1m30s" }, "deploy": { "restart_policy": { "condition": "any" } } } },
          "networks": { "n": { "name": "n", "ipam": { "config": [{ "subnet": "10.0.0.0/24" }] }, "labels": { "a": "b" } } }, "volumes": { "v": { "external": true } }
        }
        """;

    private const string PublicKey = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG83UbcFCs0sY813Z9OVD4SK4G2K9Mcgq4xt6OO8IM5t";
    private const string KnownHost = "[rs2000]:2222,10.0.0.7 " + PublicKey;

    private const string Yaml = "a: &x [1, 'two', \"three\"]\nb:\n  - *x\n  - { c: d }\n# e\nf: |\n  g\n<<: *x\n";

    private const string Schema = """
        { "$schema": "https://json-schema.org/draft/2020-12/schema", "$defs": { "a": { "type": "string", "pattern": "^a+$" } },
          "type": "object", "properties": { "b": { "$ref": "#/$defs/a" }, "c": { "enum": [1, 2], "minimum": 0.5 } }, "unevaluatedProperties": false }
        """;

    private const string Hosts = """
        schema_version: 1
        defaults: { compose_project: home-platform, connect_timeout_seconds: 10 }
        hosts:
          rs2000: { transport: ssh, destination: ops@rs2000.example, port: 22, ssh_command: [tailscale, ssh], platform_dir: /srv/platform }
          lab: { transport: local }
        """;

    private const string Service = """
        services:
          a:
            <<: *x
            image: app:${TAG:-latest}
            privileged: ${P}
            volumes: ['/var/run/docker.sock:/x:ro', { type: bind, source: /, target: /y }, '${D:?no}/run:/z', v:/v]
            ports: ['80:80', '${IP:-0.0.0.0}:1:1/udp', '[::1]:2:2', { target: 3, host_ip: '::' }]
            environment: ['A_PASSWORD=${A:-b}', DOCKER_HOST=tcp://x:2375]
            devices: [/dev/sda:/dev/x, { source: /dev/dri }]
            cap_add: [CAP_SYS_ADMIN]
            security_opt: ['seccomp:unconfined']
            secrets: [{ source: s, target: /t }]
            healthcheck: { test: [NONE] }
            deploy: { resources: { limits: { cpus: '1' } } }
        volumes: { v: { driver_opts: { o: bind, device: /etc } } }
        secrets: { s: { file: /etc/shadow } }
        """;

    private const string AccessRequestText = """
        {"actor":"claude","capability":{"id":"a","max_ttl":"30m","tier":"low"},"expiresAt":"2026-01-01T08:00:00.000Z","hosts":{},"reason":"r","requestedAt":"2026-01-01T00:00:00.000Z","root":"/srv","schema":"platform.access-request/1","session":"01KB8Q3N5V2T7M4XW9R6C1ZJAD","ttlSeconds":1800}
        """;

    private const string AccessSessionText = $$$"""{"approval":{"at":"2026-01-01T00:01:00.000Z","by":"operator"},"request":{{{AccessRequestText}}},"run":{"at":"2026-01-01T00:02:00.000Z","handles":{"a":"b"},"process":"m/1/2","processId":1},"schema":"platform.access-session/1"}""";

    private const string Signature = """
        -----BEGIN SSH SIGNATURE-----
        U1NIU0lHAAAAAQAAADMAAAALc3NoLWVkMjU1MTkAAAAgb3OAb3OAb3OAb3OAb3OAb3OAb3OA
        b3OAb3OAb3OAb3MAAAAPcGxhdGZvcm0tYWNjZXNz
        -----END SSH SIGNATURE-----
        """;

    private static readonly string Answer =
        $"\n{Nonce} begin clock\n1777777777\n\n{Nonce} end clock 0\n\n{Nonce} begin list\nc1\n\n{Nonce} end list 0\n" +
        $"\n{Nonce} begin containers\nsha256:{Hex} {Container}\n\n{Nonce} end containers 0\n\n{Nonce} begin images\n{Image}\n\n{Nonce} end images 0\n" +
        $"\n{Nonce} begin networks\n{Network}\n\n{Nonce} end networks 0\n\n{Nonce} begin volumes\n{Volume}\n\n{Nonce} end volumes 0\n" +
        $"\n{Nonce} begin engine\n{Engine}\n\n{Nonce} end engine 0\n\n{Nonce} begin config\np\n/srv\na.yaml\n\n=a.yaml\n{Compose}\n{Nonce} 0\n\n{Nonce} end config 0\n" +
        $"\n{Nonce} begin file\na.yaml\nservices: {{}}\n{Nonce} end file 0\n{Nonce} done\n";

    private static readonly SnapshotRequest Request = new() { Projects = ["p"], ContainerNames = [], Files = ["a.yaml"] };
    private static readonly ComposeOrigin Origin = new("p", "/srv", "/srv/a.yaml,/srv/b.yaml");

    private static readonly PlatformRoot Checkout = PlatformRoot.Above(Tests.Checkout.Folder) ?? throw new InvalidOperationException("the checkout is no root");
    private static readonly PlatformModule Module = ModuleCatalog.Read(Checkout, ModuleSelection.Of(Checkout, ["minio"], Checkout.Path), CancellationToken.None).Modules[0];

    public static ForeignReader[] All { get; } =
    [
        new("YAML", ["YamlReader.Read", "YamlReader.Parse", "ComposeDefinition.Read"], Bytes(Yaml, TestRoot.Manifest, PlanTesting.ComposeFile), bytes =>
        {
            Walk(YamlReader.Read(bytes).Root);
            _ = ComposeDefinition.Read(bytes).DependenciesOf("a");
        }) { MemoryFactor = 600 },
        new("text that is edited", ["EditText.Read", "SpanTree.Read"], Bytes(Yaml, TestRoot.Manifest, "{ b: 1, c: { d: 2 }, # e\n}\n"), bytes =>
        {
            foreach (var path in (string[][])[["new"], ["b"], ["a"], ["f"], ["c", "d"], ["spec", "source"], ["spec", "runtime", "image_observed"]])
                _ = YamlEditor.Apply(bytes, [new YamlChange(path, YamlValue.Of("redis:7")), new YamlChange([.. path[..^1], "m"], YamlValue.Of(("k", "v")))]).Refusal;
        }) { Inputs = 800, MemoryFactor = 30_000, Memory = 64 << 20 },
        new("JSON", ["JsonReader.Read", "JsonReader.Parse"], Bytes(Container, Compose, Schema), bytes => Walk(JsonReader.Read(bytes).Root)) { MemoryFactor = 600 },
        new("listed containers", ["ListedContainer.Read"], Bytes("\u001ec1\u001fa,b/a\u001f\"p\"\u001f\"s\"\u001fredis:7\u001ec2\u001fb\u001f\"\"\u001f\"\"\u001fx"), bytes => ListedContainer.Read(bytes).Count())
        {
            Refusals = [typeof(JsonException), typeof(UnexpectedContentException)],
        },
        new("canonical JSON", ["CanonicalJson.Canonicalize"], Bytes(Container, Compose), bytes => CanonicalJson.Canonicalize(bytes)) { Refusals = [typeof(JsonException)] },
        new("schema", [], Bytes(Schema), bytes =>
        {
            var document = YamlReader.Read(bytes);
            if (!document.IsValid) return;
            var compilation = JsonSchema.Compile(document.Root, new SchemaOptions { AssertFormat = true });
            if (compilation.IsValid) _ = compilation.Schema.Evaluate(document.Root).Errors.Length;
        }) { MemoryFactor = 4000, Memory = 16 << 20 },
        new("pattern", ["SchemaPattern.Fault"], Bytes("^(a|b)+$", "[\\p{L}\\d-]{2,5}", "(?<n>x)*?\\u{1F432}"), bytes =>
        {
            var text = Encoding.UTF8.GetString(bytes);
            if (SchemaPattern.Fault(text) is null) _ = new SchemaPattern(text).TryMatch(text[..Math.Min(text.Length, 200)]);
        }) { MemoryFactor = 4000, Memory = 32 << 20 },
        new("formats", ["SchemaFormat.*"], Bytes("2026-05-02T00:00:00Z", "a@b.example", "::1", "https://a.example/b?c#d", "P1DT2H", "xn--bcher-kva.example", "{+a}{/b*}", "/a/~0b"), bytes =>
        {
            var text = Encoding.UTF8.GetString(bytes);
            foreach (var name in FormatNames)
            {
                var format = SchemaFormat.TryFind(name) ?? throw new InvalidOperationException($"{name} is no format");
                _ = format.IsMatch(text);
                _ = format.Explain(text);
            }
        }) { MemoryFactor = 6000, Memory = 32 << 20 },
        new("inventory", ["HostInventoryReader.Read"], Bytes(Hosts), bytes =>
        {
            var document = YamlReader.Read(bytes);
            if (document.IsValid && ShippedSchemas.Hosts.Evaluate(document.Root).IsValid)
                foreach (var host in HostInventoryReader.Read(document.Root, "/root").Hosts) HostQuestion.Ask(host, Request);
        }) { MemoryFactor = 2000, Memory = 16 << 20 },
        new("compose answer", ["ComposeConfigParser.Parse", "ComposeEvaluation.ReadAll", "DeclaredConfigurationParser.Parse"],
            Bytes(Compose, $"required variable A is missing a value\n{Nonce} 15\n A=301\n{Compose}\n{Nonce} 0\n A=601 HOME=602 a:/b\n{Compose}\n{Nonce} 0\n", "time=\"now\" level=warning msg=\"The \\\"A\\\" variable is not set.\"\n" + Compose), bytes =>
        {
            foreach (var status in (int?[])[0, 1, null]) ComposeConfigParser.Parse(Origin, bytes, status);
            ComposeConfigParser.Parse(Origin, ComposeEvaluation.ReadAll(bytes, Nonce));
        }),
        new("container", ["InspectParser.ParseContainer"], Bytes(Container), bytes => InspectParser.ParseContainer(bytes)) { Refusals = [typeof(JsonException)] },
        new("image", ["InspectParser.ParseImage"], Bytes(Image), bytes => InspectParser.ParseImage(bytes)) { Refusals = [typeof(JsonException)] },
        new("engine", ["InspectParser.ParseEngine"], Bytes(Engine), bytes => InspectParser.ParseEngine(bytes, "2.26")) { Refusals = [typeof(JsonException)] },
        new("docker's JSON", ["EngineJson.Read"], Bytes(Container, Image), bytes => EngineJson.Read(bytes, answer => answer["a"].Exists)) { Refusals = [typeof(JsonException)] },
        new("frame", ["ScriptFrame.Parse"], Bytes(Answer), bytes => _ = ScriptFrame.Parse(bytes, Nonce).IsComplete),
        new("answer of a host", ["SnapshotAnswer.Read", "SnapshotAnswer.ReadPart"], Bytes(Answer), bytes =>
        {
            var script = new ReadOnlyScript($"", Nonce);
            _ = SnapshotAnswer.Read("rs2000", bytes, script, Request, DateTimeOffset.UnixEpoch, out _);
            _ = SnapshotAnswer.ReadPart("rs2000", bytes, script, Request, DateTimeOffset.UnixEpoch);
        }) { MemoryFactor = 400 },
        new("answer of a change", ["ApplyAnswer.Read"], Bytes(Answer, $"\n{Nonce} begin step\nno\n\nok\n{Nonce} end step 0\n{Nonce} done\n"), bytes =>
            _ = ApplyAnswer.Read("rs2000", new TransportAnswer(bytes, null), new ChangeScript($"", Nonce))),
        new("origin", ["OriginFileParser.Parse"], Bytes("=compose/a.yaml,+", "!,?"), bytes => OriginFileParser.Parse(Origin, Encoding.UTF8.GetString(bytes))) { Refusals = [typeof(UnexpectedContentException)] },
        new("known_hosts", ["KnownHosts.Parse", "KnownHostLine.Parse"], Bytes($"{KnownHost}\n@revoked *,!a {PublicKey} comment\n|1|c2FsdA==|aGFzaA== {PublicKey}\n"), bytes =>
            _ = KnownHosts.Parse("known_hosts", Encoding.UTF8.GetString(bytes)).Of("rs2000", 2222).Judge(bytes)) { MemoryFactor = 400 },
        new("public key", ["PublicKeyFile.Parse", "SshPublicKey.Parse"], Bytes(PublicKey, "-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaC1rZXktdjEAAAAABG5vbmU=\n-----END OPENSSH PRIVATE KEY-----\n"), bytes =>
        {
            _ = PublicKeyFile.Parse(Encoding.UTF8.GetString(bytes));
            _ = PublicKeyFile.OfPrivate(bytes);
        }),
        new("ssh_config", [], Bytes("Host rs* !rs1\n  HostName=10.0.0.7\nMatch host a exec \"b c\"\n  ProxyJump none\n"), bytes => InFile("config", bytes, path =>
            _ = SshConfig.Of("rs2000", [path]).Unheeded(Host, SshTarget.Of(Host)))) { Inputs = 600, MemoryFactor = 400 },
        new("words of ssh", ["SshFailure.Classify"], Bytes("ssh: connect to host a port 22: Connection refused\r\n"), bytes => SshFailure.Classify(Host, RawText.OfUtf8(bytes))),
        new("snapshot file", ["SnapshotFile.Read"], [SnapshotFile.Write(Fleet.Host(Fleet.Container).Snapshot!)], bytes => SnapshotFile.Read(bytes)) // a host that was seen
            { Refusals = [typeof(JsonException)], MemoryFactor = 2000, Memory = 16 << 20 },
        new("plan", ["PlanDocument.Read", "Approval.Check"], [PlanDocument.Write(PlanTesting.Plan(PlanTesting.Old))], bytes =>
        {
            _ = Approval.Check(bytes, new ApplyOptions { Approved = PlanDocument.IdOfFile(bytes), AllowStateful = true }, Fleet.Now, out _);
            _ = PlanDocument.Read(bytes);
        }) { Refusals = [typeof(JsonException), typeof(PlanException)], MemoryFactor = 4000, Memory = 16 << 20 },
        new("journal", ["JournalReader.Read", "JournalFile.Parse"], Bytes(Journal), bytes => InFile("journal.jsonl", bytes, path =>
        {
            _ = JournalReader.Read(new JournalFile(path)).Faults.Count;
            foreach (var line in bytes.AsSpan().Split((byte)'\n')) _ = JournalFile.Parse(bytes.AsSpan(line));
        })) { Inputs = 600, MemoryFactor = 1000, Memory = 16 << 20 },
        new("journal's head", ["ChainHead.Read"], Bytes($"12 {Hex}\n"), bytes => InFile("head", bytes, path => ChainHead.Read(new OwnFolder(Path.GetDirectoryName(path)!), "head"))) // a file has a folder
            { Inputs = 600, Refusals = [typeof(FileRefusedException)] },
        new("line of the audit", ["AuditLog.Parse"], Bytes("""{"account":"a@b","event":"Requested","level":"Warning","previous":"0","sequence":1,"time":"2026-01-01T00:00:00.000Z"}"""), bytes => _ = AuditLog.Parse(bytes)?.Session) { MemoryFactor = 600 },
        new("session", ["SessionDocument.ParseSession", "SessionDocument.ParseRequest", "SessionId.Parse", "CapabilityDuration.Parse"], Bytes(AccessSessionText, AccessRequestText, "01KB8Q3N5V2T7M4XW9R6C1ZJAD", "30m"), bytes =>
        {
            _ = SessionDocument.ParseSession(bytes)?.StatusAt(Fleet.Now);
            _ = SessionDocument.ParseRequest(bytes)?.Session;
            _ = SessionId.Parse(Encoding.UTF8.GetString(bytes));
            _ = CapabilityDuration.Parse(Encoding.UTF8.GetString(bytes));
        }) { MemoryFactor = 600 },
        new("signature", ["SshSignature.Parse"], Bytes(Signature), bytes => _ = SshSignature.Parse(Encoding.UTF8.GetString(bytes))?.Namespace) { MemoryFactor = 200 },
        new("what is to be signed", ["SigningDesk.Read"], Bytes(AccessRequestText), bytes => InFile("request.json", bytes, path => _ = SigningDesk.Read(path, out _))) { Inputs = 600, MemoryFactor = 4000, Memory = 16 << 20 },
        new("record of a host", ["HostRecord.Parse"], Bytes("begun 1\ndone 1 0\nbegun undo-1\nfinished\n"), bytes => _ = HostRecord.Parse(bytes).HasBegun(1)),
        new("name of an access token", ["TokenName.Parse"], Bytes("platform-01ARZ3NDEKTSV4RRFFQ69G5FAV-20261130T140509Z"), bytes => _ = TokenName.Parse(Encoding.UTF8.GetString(bytes))?.ToString()),
        new("version of Forgejo", ["ForgejoVersion.Parse"], Bytes("15.0.3+gitea-1.22.0", "16"), bytes => _ = ForgejoVersion.Parse(Encoding.UTF8.GetString(bytes))?.Major),
        new("record of sweeps", ["SweepRecord.Parse"], Bytes("2026-11-30T14:05:09Z bot https://git.example\n"), bytes => _ = SweepRecord.Parse(Encoding.UTF8.GetString(bytes)).Count) { MemoryFactor = 200 },
        new("holder of a lock", ["LockHolder.IsGone"], Bytes("boot-pid:[1]/1/123", "/1/", LockHolder.Current().Origin), bytes => LockHolder.IsGone(Encoding.UTF8.GetString(bytes))),
        new("facts of a service", ["ComposeText.Parse"], Bytes(Service), Judge) { MemoryFactor = 4000, Memory = 16 << 20 },
        new("file of variables", ["EnvironmentFile.Read"], Bytes("A=1\nexport B='${x}'\n# c\nD=\"e\n${F:-g}\"\nH"), bytes => _ = EnvironmentFile.Read(bytes).Sum(v => v.Value?.KnownEnd.Length ?? 0)) { MemoryFactor = 400 },
        new("baseline", ["PolicyBaseline.Read"], Bytes("""{"schema":"platform.policy/1","exitCode":0,"findings":[{"rule":"a","module":"b"}]}"""), bytes => InFile("baseline.json", bytes, path => _ = PolicyBaseline.Read(path, "b", out _)))
            { Inputs = 600, MemoryFactor = 4000, Memory = 16 << 20 },
        new("image reference", ["ImageReference.TryParse"], Bytes("ghcr.io/a/b:1@sha256:" + Hex, "localhost:5000/a", "redis"), bytes => _ = ImageReference.TryParse(Encoding.UTF8.GetString(bytes), out _)),
        new("duration", ["GoDuration.Parse"], Bytes("1h30m0.5s", "100us"), bytes => GoDuration.Parse(Encoding.UTF8.GetString(bytes))),
        new("challenge", ["AuthenticationChallenge.Read"], Bytes("realm=\"https://a/t\",service=\"s\",scope=\"repository:x/y:pull,push\""), bytes =>
            _ = AuthenticationChallenge.Read("Bearer", Encoding.UTF8.GetString(bytes)).Parameters.Count),
        new("docker's config", ["DockerConfig.Read", "CredentialHelper.Read"], Bytes("""{"auths":{"a.example":{"auth":"dTpw"}},"credHelpers":{"b.example":"x"}}""", """{"Username":"u","Secret":"p"}"""), bytes =>
        {
            var config = DockerConfig.Read(bytes, "config.json");
            _ = config.CredentialOf("a.example");
            _ = config.HelperOf("b.example");
            _ = CredentialHelper.Read(bytes);
            _ = TokenService.TokenOf(bytes);
        }) { MemoryFactor = 600 },
        new("index of an image", ["ImageIndex.Read", "ImagePlatform.TryParse"], Bytes($$$"""{"manifests":[{"digest":"sha256:{{{Hex}}}","platform":{"os":"linux","architecture":"arm","variant":"v7"}}]}""", "linux/amd64"), bytes =>
        {
            _ = ImageIndex.Read(bytes)?.Length;
            _ = ImagePlatform.TryParse(Encoding.UTF8.GetString(bytes), out _);
        }) { MemoryFactor = 600 },
        new("shard", ["HostShard.TryParse"], Bytes("2/4", "10000/10000"), bytes => _ = HostShard.TryParse(Encoding.UTF8.GetString(bytes), out _)),
        new(
            "report document", ["ReportDocument.TryRead"],
            [ReportJson.Write(Reports.Of(Reports.Item())), ReportJson.Write(DriftReport.Of([], [Reports.Drift("a", "h", DriftStatus.Drifted, Reports.Finding(FindingSeverity.Drift))], [], strict: false))],
            Report) { Inputs = 600, MemoryFactor = 4000, Memory = 32 << 20 },
        new("earlier readiness", ["EarlierReadiness.TryRead"], Bytes("""{"schema":"platform.readiness/1","at":"2026-05-02T00:00:00Z","modules":[{"module":"a","wave":1,"blockers":[{"kind":"source"}]}]}"""), bytes =>
            InFile("readiness.json", bytes, path => _ = EarlierReadiness.TryRead(path, withDrift: false, out _, out _))) { Inputs = 600, MemoryFactor = 4000, Memory = 16 << 20 },
        new("verdict", ["VerdictFile.Read", "RiskEvidence.TryParse"], Bytes(
            "schema: platform.review/1\nreviewer: claude\nhat: tech\nverdict: NOT_OK\nconfidence: 0.88\nrisks:\n  - { severity: high, title: t, evidence: 'compose/a.yaml:1:2', recommendation: r }\n",
            """{"schema":"platform.review/1","reviewer":"a","hat":"product","verdict":"OK","confidence":1}"""), bytes =>
        {
            if (VerdictFile.Read(bytes, "v", []) is { } placed) _ = ReviewDecision.Of(new VerdictSet([placed.Verdict]), ReviewerConfiguration.Default).Status;
            _ = RiskEvidence.TryParse(Encoding.UTF8.GetString(bytes), out _);
        }) { Inputs = 600, MemoryFactor = 4000, Memory = 16 << 20 },
        new("decision", ["DecisionFile.Read"], [ReportJson.Write(DecisionReport.Of(ReviewDecision.Of(new VerdictSet([Review.Verdicts.Of("A", ReviewHat.Tech)]), ReviewerConfiguration.Default)))], bytes =>
            InFile("decision.json", bytes, path => _ = DecisionFile.Read(path, "d", ReviewerConfiguration.Default, out _))) { Inputs = 600, MemoryFactor = 4000, Memory = 16 << 20 },
        new("address of a change request", ["ForgejoAddress.TryParse"], Bytes("https://git.example/forge/ops/platform/pulls/12/files?x#y"), bytes => _ = ForgejoAddress.TryParse(Encoding.UTF8.GetString(bytes), out _, out _)),
        new("blobs of git", ["GitRevision.Take"], Bytes($"{Hex[..40]} blob 3\nabc\n{Hex[..40]} missing\n"), bytes => _ = GitRevision.Take(bytes, 2, new Dictionary<string, byte[]>(StringComparer.Ordinal))),
        new("lines that are masked", ["MaskedLines.Of"], Bytes(TestRoot.Manifest, "password: |\n  x\n-----BEGIN A-----\nhttps://u:p@h/\n"), bytes => _ = MaskedLines.Of(Encoding.UTF8.GetString(bytes).Split('\n')).Length) { MemoryFactor = 1000, Memory = 16 << 20 },
        new("names for a shell", ["ShellName.*"], Bytes("ops@host.example", "home-platform", "a/b/c.yaml", "[::1]"), bytes =>
        {
            var name = Encoding.UTF8.GetString(bytes);
            foreach (var isName in (Func<string, bool>[])[ShellName.IsSshDestination, ShellName.IsComposeProject, ShellName.IsContainer, ShellName.IsRelativePath, ShellName.IsAbsolutePath])
                isName(name);
        }),
        new("tree of git", ["GitTree.Read"], Bytes($"100644 blob {Hex[..40]}\thosts.yaml\0"), bytes => _ = GitTree.Read(Encoding.UTF8.GetString(bytes)).Count()) { Refusals = [typeof(FormatException), typeof(IOException)] },
        new("attributes of git", ["GitAttributes.Read"], Bytes("hosts.yaml\0filter\0lfs\0"), bytes => _ = GitAttributes.Read(Encoding.UTF8.GetString(bytes)).Count),
        new("entry of trust", ["TrustEntry.Parse"], Bytes("{\"root\":\"/srv\",\"words\":[\"tailscale\",\"ssh\"]}"), bytes => _ = TrustEntry.Parse(bytes)),
        new("version of Compose", ["ComposeVersion.Parse"], Bytes("2.26.1-4", "v2.39.0"), bytes => _ = ComposeVersion.Parse(bytes)),
        new("masked compose file", ["MaskedComposeFile.Of"], Bytes(PlanTesting.ComposeFile, Yaml), bytes => _ = MaskedComposeFile.Of(bytes).Shown.Length) { MemoryFactor = 1000, Memory = 16 << 20 },
        new("known words", ["KnownWords.In", "RawText.OfUtf8"], Bytes("ssh: connect to host a port 22: Connection refused\nplatform: no space left on the disk"), bytes => _ = KnownWords.In(RawText.OfUtf8(bytes)))
            { MemoryFactor = 1000, Memory = 16 << 20 },
        new("text for a terminal", ["TerminalText.Clean"], Bytes("PASSWORD=hunter2", "\u001b[31mred\u202e"), bytes => _ = TerminalText.Clean(Encoding.UTF8.GetString(bytes))),
        new("manifest", ["ManifestValidator.Validate"], Bytes(TestRoot.Manifest), bytes =>
        {
            using var root = new TestRoot();
            File.WriteAllBytes(Path.Combine(root.Path, "modules/redis/module.yaml"), bytes);
            _ = root.Validate(strict: true).Diagnostics.Count;
        }) { Inputs = 300, MemoryFactor = 4000, Memory = 32 << 20 },
        new("compose file", ["ComposeFiles.ServicesOf"], Bytes(PlanTesting.ComposeFile, "include: [compose.yaml, { path: [b.yaml] }]\nservices: { redis: {} }\n"), bytes =>
        {
            using var root = new TestRoot();
            File.WriteAllBytes(Path.Combine(root.Path, "compose/data/compose.yaml"), bytes);
            _ = root.Validate().Diagnostics.Count;
        }) { Inputs = 300, MemoryFactor = 4000, Memory = 32 << 20 },
    ];

    private static string[] FormatNames =>
    [
        "date-time", "date", "time", "duration", "email", "idn-email", "hostname", "idn-hostname", "ipv4", "ipv6", "uri", "uri-reference", "iri", "iri-reference", "uuid",
        "uri-template", "json-pointer", "relative-json-pointer", "regex",
    ];

    private static HostDefinition Host => new()
    {
        Name = "rs2000", Transport = TransportKind.Ssh, Destination = "rs2000", ComposeProject = "p", ConnectTimeout = TimeSpan.FromSeconds(1), CommandTimeout = TimeSpan.FromSeconds(1),
    };

    private static string Journal
    {
        get
        {
            var folder = Directory.CreateTempSubdirectory("platform-fuzz-");
            try
            {
                var journal = new JournalFile(Path.Combine(folder.FullName, "journal.jsonl"));
                for (var i = 0; i < 3; i++)
                    journal.AppendAsync(new JournalEntry { Sequence = 0, Previous = "", Event = JournalEvent.Outcome, Host = "rs2000", Operator = "o@m", Message = "entry", Time = Fleet.Now }, CancellationToken.None).GetAwaiter().GetResult();
                return File.ReadAllText(journal.Path);
            }
            finally
            {
                folder.Delete(recursive: true);
            }
        }
    }

    private static byte[][] Bytes(params string[] texts) => [.. texts.Select(Encoding.UTF8.GetBytes)];

    private static void InFile(string name, byte[] bytes, Action<string> read)
    {
        var folder = Directory.CreateTempSubdirectory("platform-fuzz-");
        try
        {
            var path = Path.Combine(folder.FullName, name);
            File.WriteAllBytes(path, bytes);
            read(path);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static void Walk(YamlNode node)
    {
        _ = node.Text;
        _ = node.Position;
        foreach (var item in node.Items) Walk(item);
        foreach (var entry in node.Entries) Walk(entry.Value);
    }

    /// <summary>Reads a document, writes it in every format and compares it with itself.</summary>
    private static void Report(byte[] bytes)
    {
        if (!ReportDocument.TryRead(bytes, "report.json", out var document, out _)) return;
        var report = document.ToReport(Fleet.Now);
        foreach (var writer in ReportWriters.All) _ = writer.Write(report).Length;
        _ = FindingComparison.Between(report, report).Count();
    }

    /// <summary>Evaluates a compose file, and judges its service by every rule.</summary>
    private static void Judge(byte[] bytes)
    {
        var definition = ComposeDefinition.Read(bytes);
        var value = ComposeValue.Of(definition.Root, "a.yaml", Checkout.Path, definition.Tags);
        var service = ComposeMerge.Layer(value["services"]["b"], value["services"]["a"]);
        var facts = ComposeFacts.Of(new EvaluatedService("a", value.Place, service, value, [(service, service)], [("network_mode", service, service)], []), new ComposeFiles(Checkout, new RootFence(Checkout)));
        var input = new RuleInput { Module = Module, Service = facts, Operations = OperationFacts.Of(Module, new RootFence(Checkout).Files), Thresholds = new PolicyThresholds(), Now = Fleet.Now };
        foreach (var rule in RuleBook.All) foreach (var match in rule.Check(input)) _ = match.Message.Length;
    }
}
