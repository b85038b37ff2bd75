using Platform.Policy;

namespace Platform.Tests.Policy;

/// <summary>The rules about ways to control a host, in every syntax that Compose has for them.</summary>
public sealed class ControlRuleTests : IDisposable
{
    private const string Socket = "docker-sock-bind";
    private const string Root = "host-root-mount";

    private readonly PolicyRoot _root = new();

    public void Dispose() => _root.Dispose();

    [Theory]
    [InlineData(Socket, "volumes: ['/var/run/docker.sock:/var/run/docker.sock']")]
    [InlineData(Socket, "volumes: ['/var/run/docker.sock:/var/run/docker.sock:ro']")]
    [InlineData(Socket, "volumes: ['/run/docker.sock:/x.sock']")]
    [InlineData(Socket, "volumes: ['/var/run/../run//docker.sock:/x.sock']")]
    [InlineData(Socket, "volumes: [{ type: bind, source: /var/run/docker.sock, target: /var/run/docker.sock, read_only: true }]")]
    [InlineData(Socket, "volumes: ['/run/podman/podman.sock:/p.sock']")]
    [InlineData(Socket, "volumes: ['/run/containerd/containerd.sock:/c.sock']")]
    [InlineData(Socket, "volumes: ['/run/k3s/containerd/containerd.sock:/c.sock']")]
    [InlineData(Socket, "volumes: ['/run/crio/crio.sock:/c.sock']")]
    [InlineData(Socket, "volumes: ['/run/user/1000/docker.sock:/var/run/docker.sock']")]
    [InlineData(Socket, "volumes: ['/run/user/1000/podman/podman.sock:/x']")]
    [InlineData(Socket, "volumes: ['$XDG_RUNTIME_DIR/docker.sock:/x']")]
    [InlineData(Socket, "volumes: ['${XDG_RUNTIME_DIR}/docker.sock:/x']")]
    [InlineData(Socket, "volumes: ['${SOCK:-/var/run/docker.sock}:/x']")]
    [InlineData(Socket, "volumes: ['${DIR:-/var/run}/docker.sock:/x']")]
    [InlineData(Socket, "volumes: ['~/.docker/run/docker.sock:/x']")]
    [InlineData(Socket, "volumes: ['../../../../var/run/docker.sock:/x']")]
    [InlineData(Socket, "volumes: ['${ANY}:/var/run/docker.sock']")]
    [InlineData(Socket, "volumes: ['/srv/filtered.socket:/var/run/docker.sock']")]
    [InlineData(Socket, "volumes: ['/var/run:/var/run']")]
    [InlineData(Socket, "volumes: ['/run:/host/run:ro']")]
    [InlineData(Socket, "volumes: ['/run/user/1000:/x']")]
    [InlineData(Socket, "volumes: ['/run/user:/x']")]
    [InlineData(Socket, "volumes: ['/var:/x']")]
    [InlineData(Socket, "volumes: ['/:/host:ro']")]
    [InlineData(Socket, "volumes: ['./../../../var/run:/x']")]
    [InlineData(Socket, "volumes: ['./a/../../../../run/:/x']")]
    [InlineData(Socket, "volumes: ['${UP:-../../..}/run:/x']")]
    [InlineData(Socket, "volumes: ['~/.docker/run:/x']")]
    [InlineData(Socket, "volumes: ['/run/buildkit:/x']")]
    [InlineData(Socket, "volumes: ['/run/user/${UID}:/x']")]
    [InlineData(Socket, "volumes: ['/run/user/${UID}/podman:/x']")]
    [InlineData(Socket, @"volumes: ['\\.\pipe\docker_engine:\\.\pipe\docker_engine']")]
    [InlineData(Socket, "use_api_socket: true")]
    [InlineData(Socket, "environment: { DOCKER_HOST: 'tcp://socket-proxy:2375' }")]
    [InlineData(Socket, "environment: ['DOCKER_HOST=tcp://${PROXY}:2375']")]
    [InlineData(Socket, "environment: ['DOCKER_HOST=ssh://root@host']")]
    [InlineData(Socket, "environment: { TRAEFIK_PROVIDERS_DOCKER_ENDPOINT: 'tcp://socket-proxy:2375' }")]
    [InlineData(Socket, "command: ['--providers.docker.endpoint=tcp://socket-proxy:2375']")]
    [InlineData(Socket, "command: traefik --providers.docker.endpoint=tcp://socket-proxy:2375 --api")]
    [InlineData(Root, "volumes: ['/:/host:ro']")]
    [InlineData(Root, "volumes: ['/:/host']")]
    [InlineData(Root, "volumes: ['//./:/host']")]
    [InlineData(Root, "volumes: ['/etc:/etc:ro']")]
    [InlineData(Root, "volumes: ['/etc/:/x']")]
    [InlineData(Root, "volumes: ['/var/run:/x']")]
    [InlineData(Root, "volumes: ['/run:/x']")]
    [InlineData(Root, "volumes: ['/var/lib/docker:/x']")]
    [InlineData(Root, "volumes: ['/var/lib/docker:/x:ro']")]
    [InlineData(Root, "volumes: ['/root/.ssh:/x:ro']")]
    [InlineData(Root, "volumes: ['/etc/cron.d:/x']")]
    [InlineData(Root, "volumes: ['/etc/systemd/system:/x']")]
    [InlineData(Root, "volumes: ['/etc/docker/daemon.json:/x']")]
    [InlineData(Root, "volumes: ['/etc/sudoers.d/app:/x']")]
    [InlineData(Root, "volumes: ['/proc/1/root:/x:ro']")]
    [InlineData(Root, "volumes: ['~/.ssh:/x:ro']")]
    [InlineData(Root, "volumes: ['${HOME}/.ssh/:/x:ro']")]
    [InlineData(Root, "volumes: ['../../../etc:/x']")]
    [InlineData(Root, "volumes: ['/usr/bin:/x']")]
    [InlineData(Root, "volumes: ['/proc:/host/proc']")]
    [InlineData(Root, "volumes: ['/dev:/dev']")]
    [InlineData(Root, "volumes: [{ type: bind, source: /, target: /host }]")]
    [InlineData(Root, "volumes: ['${HOST_ROOT:-/}:/host']")]
    [InlineData("privileged-container", "privileged: true")]
    [InlineData("privileged-container", "privileged: 'yes'")]
    [InlineData("privileged-container", "privileged: ${P:-true}")]
    [InlineData("privileged-container", "post_start: [{ command: x, privileged: true }]")]
    [InlineData("host-namespace", "network_mode: host")]
    [InlineData("host-namespace", "pid: host")]
    [InlineData("host-namespace", "ipc: host")]
    [InlineData("host-namespace", "uts: host")]
    [InlineData("host-namespace", "userns_mode: host")]
    [InlineData("host-namespace", "cgroup: host")]
    [InlineData("host-namespace", "pid: ${P:-host}")]
    [InlineData("host-namespace", "networks: [host]")]
    [InlineData("host-namespace", "networks: [of-old-form]")]
    [InlineData("host-namespace", "networks: { by-default: {} }")]
    [InlineData("host-namespace", "network_mode: service:on-host")]
    [InlineData("host-namespace", "network_mode: service:on-host-network")]
    [InlineData("host-namespace", "pid: service:behind")]
    [InlineData("host-namespace", "ipc: service:on-host")]
    [InlineData("dangerous-capability", "cap_add: [SYS_ADMIN]")]
    [InlineData("dangerous-capability", "cap_add: [CAP_SYS_ADMIN]")]
    [InlineData("dangerous-capability", "cap_add: [cap_sys_module]")]
    [InlineData("dangerous-capability", "cap_add: [ALL]")]
    [InlineData("dangerous-capability", "cap_add: [SYS_PTRACE]")]
    [InlineData("dangerous-capability", "cap_add: [DAC_READ_SEARCH]")]
    [InlineData("dangerous-capability", "cap_add: [NET_ADMIN]\nnetwork_mode: host")]
    [InlineData("host-device", "devices: ['/dev/sda:/dev/sda']")]
    [InlineData("host-device", "devices: [/dev/mem]")]
    [InlineData("host-device", "devices: ['/dev/nvme0n1:/dev/xvda:r']")]
    [InlineData("host-device", "devices: [{ source: /dev/kmem, target: /dev/kmem }]")]
    [InlineData("host-device", "device_cgroup_rules: ['b *:* rwm']")]
    [InlineData("host-device", "device_cgroup_rules: ['a']")]
    [InlineData("host-device", "volumes: ['disk:/x']")]
    [InlineData("host-device", "volumes: [{ type: volume, source: disk, target: /x }]")]
    public void A_way_to_control_the_host_is_found_and_the_radius_is_understated(string rule, string service)
    {
        _root.Service = $"image: app:1\n{service}";
        _root.Resources = """
              on-host: { image: x, network_mode: host, pid: host, ipc: host }
              on-host-network: { image: x, networks: [host] }
              behind: { image: x, pid: 'service:on-host' }
            networks:
              host: { external: true }
              of-old-form: { external: { name: host } }
              by-default: { external: true, name: '${NET:-host}' }
            volumes: { disk: { driver_opts: { type: ext4, device: /dev/sda1 } } }
            """;
        var finding = Assert.Single(_root.Findings(rule));
        Assert.Equal((PolicySeverity.High, Certainty.Yes, "compose/app/compose.yaml"), (finding.Severity, finding.Certainty, finding.File));
        Assert.InRange(finding.Line, 4, 5);
        var understated = Assert.Single(_root.Findings("blast-radius-understated"));
        Assert.Contains(rule, understated.Message, StringComparison.Ordinal);
        Assert.Equal("modules/app/module.yaml", understated.File);
        Assert.Contains("blast_radius", File.ReadAllLines(Path.Combine(_root.Files.Path, understated.File))[understated.Line - 1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("volumes: ['/etc/localtime:/etc/localtime:ro', '/etc/timezone:/etc/timezone:ro', '/etc/ssl/certs:/etc/ssl/certs:ro', '/etc/machine-id:/etc/machine-id:ro']")]
    [InlineData("volumes: ['/lib/modules:/lib/modules:ro', '/proc:/host/proc:ro', '/sys:/host/sys:ro', '/sys/fs/cgroup:/sys/fs/cgroup:ro', '/dev/shm:/dev/shm']")]
    [InlineData("volumes: ['/srv/app:/data', './config:/config', '../shared:/shared', '~/media:/media', data:/var/lib/data]")]
    [InlineData("volumes: ['/var/log:/var/log:ro', '/var/lib/docker/containers:/var/lib/docker/containers:ro', '/run/mysqld/mysqld.sock:/x.sock', '/runner:/x', '/variable:/x']")]
    [InlineData("volumes: [/data, 'docker.sock-data:/x', '/data:ro', { type: tmpfs, target: /run }, { type: volume, source: data, target: /var/run }]")]
    [InlineData("volumes: ['${DATA:-/srv/data}/app:/data', '${DATA}/app-data:/data2', '${DATA_DIR:-./data}:/data3']")]
    [InlineData("volumes: ['../bin:/app/bin', '../../etc:/etc/app', '../run:/run', './../lib:/lib', '${UP:-..}/var:/var', '../../../x/y:/z']")]
    [InlineData("volumes: ['./data/${X}:/data', '../${X}:/x', '/srv/data/${X}:/y', '/srv/${X}/run:/z', '~/${X}:/h']")]
    [InlineData("networks: [backend]\nnetwork_mode: service:with-pid\npid: service:missing\nipc: service:app")]
    [InlineData("environment: { DOCKER_HOST: '', DOCKER_BUILDKIT: '1', API: 'tcp://db:5432', SITE: 'http://x:2375/' }")]
    [InlineData("environment: [DOCKER_HOST]")]
    [InlineData("privileged: false\nuse_api_socket: false\npost_start: [{ command: x }]")]
    [InlineData("privileged: ${P:-false}\npid: ${P:-}")]
    [InlineData("network_mode: bridge\npid: 'service:other'\nipc: shareable\ncgroup: private\nuserns_mode: ''")]
    [InlineData("cap_add: [NET_BIND_SERVICE, CAP_CHOWN, net_raw]\ncap_drop: [ALL, SYS_ADMIN]")]
    [InlineData("devices: ['/dev/dri:/dev/dri', /dev/net/tun, /dev/fuse, '/dev/ttyUSB0:/dev/ttyUSB0', /dev/snd, 'nvidia.com/gpu=all', '${GPU:-/dev/dri}']\ndevice_cgroup_rules: ['c 189:* rmw']")]
    [InlineData("security_opt: ['no-new-privileges:true', 'label=type:container_t', 'seccomp=./profile.json']\ntmpfs: [/run, /var/run]")]
    public void What_gives_no_control_is_not_found(string service)
    {
        _root.Service = $"image: app:1\n{service}";
        _root.Resources = "  with-pid: { image: x, pid: host, ipc: 'service:app' }\nnetworks: { backend: { name: hosting } }\nvolumes: { data: {}, docker.sock-data: { driver_opts: { type: nfs, device: ':/exports' } } }";
        Assert.Empty(_root.Findings());
    }

    [Theory]
    [InlineData("security_opt: ['seccomp:unconfined']", "privileged-container")]
    [InlineData("security_opt: [apparmor=unconfined]", "privileged-container")]
    [InlineData("security_opt: ['label:disable']", "privileged-container")]
    [InlineData("security_opt: ['label:type:spc_t']", "privileged-container")]
    [InlineData("security_opt: ['SECCOMP=Unconfined']", "privileged-container")]
    [InlineData("security_opt: [systempaths=unconfined]", "privileged-container")]
    [InlineData("cap_add: [NET_ADMIN]", "dangerous-capability")]
    [InlineData("devices: [/dev/bus/usb]", "host-device")]
    public void A_part_of_the_confinement_is_medium_and_no_control(string service, string rule)
    {
        _root.Service = $"image: app:1\n{service}";
        Assert.Equal((rule, PolicySeverity.Medium), Assert.Single(_root.Findings()) is var f ? (f.Rule, f.Severity) : default);
    }

    [Theory]
    [InlineData(Socket, "volumes: ['${DOCKER_SOCKET}:/x']", "DOCKER_SOCKET")]
    [InlineData(Socket, "volumes: ['${X}:/var/run']", "X")]
    [InlineData(Socket, "volumes: ['${X:?set it}/run:/x']", "X")]
    [InlineData(Socket, "environment: { DOCKER_HOST: '${ENGINE}' }", "ENGINE")]
    [InlineData(Socket, "use_api_socket: ${API}", "API")]
    [InlineData(Socket, "volumes: ['/run/${X}:/x']", "X")]
    [InlineData(Socket, "volumes: ['/var/run/${X}:/x']", "X")]
    [InlineData(Socket, "volumes: ['${X}/.docker/run:/x']", "X")]
    [InlineData(Socket, "volumes_from: ['container:other']", "container:other")]
    [InlineData(Root, "volumes: ['/etc/${X}:/data']", "X")]
    [InlineData(Root, "volumes: ['${X}:/data']", "X")]
    [InlineData(Root, "volumes: ['${X}/docker:/data']", "X")]
    [InlineData("privileged-container", "privileged: ${PRIV}", "PRIV")]
    [InlineData("host-namespace", "network_mode: ${MODE}", "MODE")]
    [InlineData("dangerous-capability", "cap_add: ['${CAP}']", "CAP")]
    [InlineData("host-device", "devices: ['${DISK}:/dev/x']", "DISK")]
    public void What_hangs_on_a_variable_cannot_be_told_and_fails_nothing(string rule, string service, string variable)
    {
        _root.Service = $"image: app:1\n{service}";
        var finding = Assert.Single(_root.Findings(rule));
        Assert.Equal(Certainty.CannotTell, finding.Certainty);
        Assert.Contains("cannot tell", finding.Message, StringComparison.Ordinal);
        Assert.Contains(variable, finding.Message, StringComparison.Ordinal);
        Assert.Equal(Certainty.CannotTell, Assert.Single(_root.Findings("blast-radius-understated")).Certainty);
        Assert.Equal(0, _root.Judge(PolicySeverity.Low).ExitCode);
    }

    [Theory]
    [InlineData("seccomp=${PROFILE}")]
    [InlineData("${OPTION}")]
    public void A_confinement_that_hangs_on_a_variable_cannot_be_told(string option)
    {
        _root.Service = $"image: app:1\nsecurity_opt: ['{option}', 'no-new-privileges:${{X}}']";
        var finding = Assert.Single(_root.Findings());
        Assert.Equal(("privileged-container", PolicySeverity.Medium, Certainty.CannotTell), (finding.Rule, finding.Severity, finding.Certainty));
    }

    [Fact]
    public void Volumes_of_a_service_that_is_not_there_are_said_to_be_lost()
    {
        _root.Service = "image: app:1\nvolumes_from: [gone]";
        var lost = Assert.Single(_root.Judge().Diagnostics);
        Assert.Contains("compose/app/compose.yaml:4:20", lost.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_only_is_said_to_protect_nothing_and_a_default_to_decide()
    {
        _root.Service = "image: app:1\nvolumes: ['${SOCK:-/var/run/docker.sock}:/x:ro']";
        var message = Assert.Single(_root.Findings(Socket)).Message;
        Assert.Contains("read-only protects nothing", message, StringComparison.Ordinal);
        Assert.Contains("unless SOCK is set otherwise", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("host", 0)]
    [InlineData("platform", 0)]
    [InlineData("dependents", 1)]
    [InlineData("self", 1)]
    public void A_radius_of_host_or_more_is_right(string radius, int understated)
    {
        _root.Service = "image: app:1\nprivileged: true";
        _root.Risk = $"{{ blast_radius: {radius}, internet_exposed: false, human_wakeup_allowed: false }}";
        Assert.Equal(understated, _root.Findings("blast-radius-understated").Count);
        Assert.Single(_root.Findings("privileged-container"));
    }

    [Fact]
    public void A_radius_that_nobody_declares_is_understated_and_acknowledging_changes_nothing()
    {
        _root.Service = "image: app:1\nprivileged: true";
        _root.Risk = null;
        Assert.Single(_root.Findings("blast-radius-understated"));

        _root.Risk = PolicyRoot.Acknowledging(PolicyRoot.Of("blast-radius-understated"));
        var finding = Assert.Single(_root.Findings("blast-radius-understated"));
        Assert.True(finding.IsOpen);
        Assert.Contains("cannot be acknowledged", finding.Lapse, StringComparison.Ordinal);
        Assert.Contains("cannot be acknowledged", Assert.Single(_root.Findings("risk-unused")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Volumes_configs_secrets_and_other_services_bring_the_host_too()
    {
        _root.Service = "image: app:1\nvolumes: [sock:/x, { type: volume, source: top, target: /top }]\nconfigs: [c]\nsecrets: [{ source: s, target: t }]\nvolumes_from: ['other:ro']";
        _root.Resources = """
              other: { image: x, volumes: ['/var/lib/docker:/y'] }
            volumes:
              sock: { driver: local, driver_opts: { type: none, o: bind, device: /var/run/docker.sock } }
              top: { driver_opts: { type: none, o: 'bind,ro', device: / } }
            configs: { c: { file: /run/podman/podman.sock } }
            secrets: { s: { file: /etc/shadow } }
            """;
        Assert.Equal(["mount /", "mount /run/podman/podman.sock", "mount /var/run/docker.sock"], _root.Findings(Socket).Select(f => f.Subject).Order(StringComparer.Ordinal));
        Assert.Equal(["mount /", "mount /etc/shadow", "mount /var/lib/docker"], _root.Findings(Root).Select(f => f.Subject).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_host_network_by_its_name_is_the_host_s()
    {
        _root.Service = "image: app:1\nnetworks: [outside]";
        _root.Resources = "networks: { outside: { name: host, external: true } }";
        Assert.Single(_root.Findings("host-namespace"));
    }

    [Fact]
    public void A_finding_is_the_same_wherever_its_line_moves_and_however_it_is_written()
    {
        _root.Service = "image: app:1\nvolumes: ['/var/run/docker.sock:/var/run/docker.sock']";
        var before = Assert.Single(_root.Findings(Socket));
        _root.Service = "restart: always\nimage: app:1\nvolumes:\n  - { type: bind, source: /var/run//docker.sock, target: /x }";
        var after = Assert.Single(_root.Findings(Socket));
        Assert.Equal(before.Fingerprint, after.Fingerprint);
        Assert.NotEqual(before.Line, after.Line);
    }
}
