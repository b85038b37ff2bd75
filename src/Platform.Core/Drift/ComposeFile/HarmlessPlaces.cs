namespace Platform.Drift.ComposeFile;

/// <summary>
/// The places of a compose file whose values are harmless, each with the form that a value has to have there: a <c>user</c> of a
/// service is one, a <c>user</c> of an environment is a value like any other. What is not listed is masked.
/// </summary>
/// <remarks>The names are those of https://github.com/compose-spec/compose-spec/blob/main/spec.md</remarks>
internal sealed class HarmlessPlaces
{
    private const string Any = "*";
    private const string Item = "[]";

    /// <summary>A place, and the form of what may be shown there.</summary>
    private static readonly (string Path, Func<string, bool> Form)[] Table =
    [
        ("name", HarmlessText.IsName),
        ("version", HarmlessText.IsNumber),
        ("include []", HarmlessText.IsPath),
        ("include [] path", HarmlessText.IsPath),
        ("include [] path []", HarmlessText.IsPath),
        ("services * image", HarmlessText.IsImage),
        ("services * container_name", HarmlessText.IsName),
        ("services * hostname", HarmlessText.IsName),
        ("services * user", HarmlessText.IsUser),
        ("services * restart", HarmlessText.IsRestart),
        ("services * network_mode", HarmlessText.IsNamespace),
        ("services * pid", HarmlessText.IsNamespace),
        ("services * ipc", HarmlessText.IsNamespace),
        ("services * pull_policy", HarmlessText.IsWordOf("always", "never", "missing", "if_not_present", "build", "daily", "weekly")),
        ("services * platform", HarmlessText.IsPlatform),
        ("services * privileged", HarmlessText.IsFlag),
        ("services * read_only", HarmlessText.IsFlag),
        ("services * init", HarmlessText.IsFlag),
        ("services * tty", HarmlessText.IsFlag),
        ("services * stdin_open", HarmlessText.IsFlag),
        ("services * oom_kill_disable", HarmlessText.IsFlag),
        ("services * scale", HarmlessText.IsNumber),
        ("services * cpus", HarmlessText.IsNumber),
        ("services * cpu_shares", HarmlessText.IsNumber),
        ("services * pids_limit", HarmlessText.IsNumber),
        ("services * shm_size", HarmlessText.IsSize),
        ("services * mem_limit", HarmlessText.IsSize),
        ("services * mem_reservation", HarmlessText.IsSize),
        ("services * memswap_limit", HarmlessText.IsSize),
        ("services * stop_grace_period", HarmlessText.IsDuration),
        ("services * stop_signal", HarmlessText.IsSignal),
        ("services * profiles []", HarmlessText.IsName),
        ("services * cap_add []", HarmlessText.IsCapability),
        ("services * cap_drop []", HarmlessText.IsCapability),
        ("services * ports []", HarmlessText.IsPort),
        ("services * ports [] target", HarmlessText.IsPort),
        ("services * ports [] published", HarmlessText.IsPort),
        ("services * ports [] host_ip", HarmlessText.IsAddress),
        ("services * ports [] protocol", HarmlessText.IsWordOf("tcp", "udp", "sctp")),
        ("services * ports [] mode", HarmlessText.IsWordOf("host", "ingress")),
        ("services * expose []", HarmlessText.IsPort),
        ("services * volumes []", HarmlessText.IsMount),
        ("services * volumes [] type", HarmlessText.IsWordOf("bind", "volume", "tmpfs", "npipe", "cluster", "image")),
        ("services * volumes [] source", HarmlessText.IsPath),
        ("services * volumes [] target", HarmlessText.IsPath),
        ("services * volumes [] read_only", HarmlessText.IsFlag),
        ("services * networks []", HarmlessText.IsName),
        ("services * depends_on []", HarmlessText.IsName),
        ("services * depends_on * condition", HarmlessText.IsWordOf("service_started", "service_healthy", "service_completed_successfully")),
        ("services * depends_on * restart", HarmlessText.IsFlag),
        ("services * depends_on * required", HarmlessText.IsFlag),
        ("services * healthcheck interval", HarmlessText.IsDuration),
        ("services * healthcheck timeout", HarmlessText.IsDuration),
        ("services * healthcheck start_period", HarmlessText.IsDuration),
        ("services * healthcheck start_interval", HarmlessText.IsDuration),
        ("services * healthcheck retries", HarmlessText.IsNumber),
        ("services * healthcheck disable", HarmlessText.IsFlag),
        ("services * secrets []", HarmlessText.IsName),
        ("services * secrets [] source", HarmlessText.IsName),
        ("services * secrets [] target", HarmlessText.IsPath),
        ("services * secrets [] mode", HarmlessText.IsNumber),
        ("services * configs []", HarmlessText.IsName),
        ("services * configs [] source", HarmlessText.IsName),
        ("services * configs [] target", HarmlessText.IsPath),
        ("services * configs [] mode", HarmlessText.IsNumber),
        ("services * deploy replicas", HarmlessText.IsNumber),
        ("services * deploy restart_policy condition", HarmlessText.IsWordOf("none", "on-failure", "any")),
        ("services * deploy resources * cpus", HarmlessText.IsNumber),
        ("services * deploy resources * memory", HarmlessText.IsSize),
        ("services * deploy resources * pids", HarmlessText.IsNumber),
        ("services * logging driver", HarmlessText.IsName),
        ("networks * driver", HarmlessText.IsName),
        ("networks * external", HarmlessText.IsFlag),
        ("networks * internal", HarmlessText.IsFlag),
        ("networks * name", HarmlessText.IsName),
        ("networks * ipam config [] subnet", HarmlessText.IsAddress),
        ("networks * ipam config [] gateway", HarmlessText.IsAddress),
        ("volumes * driver", HarmlessText.IsName),
        ("volumes * external", HarmlessText.IsFlag),
        ("volumes * name", HarmlessText.IsName),
        ("secrets * external", HarmlessText.IsFlag),
        ("secrets * file", HarmlessText.IsPath),
        ("configs * external", HarmlessText.IsFlag),
        ("configs * file", HarmlessText.IsPath),
    ];

    private static readonly HarmlessPlaces Nowhere = new();

    private readonly Dictionary<string, HarmlessPlaces> _within = new(StringComparer.Ordinal);
    private Func<string, bool>? _form;

    /// <summary>The top of a compose file.</summary>
    public static HarmlessPlaces Root { get; } = Build();

    /// <summary>The items of a list here.</summary>
    public HarmlessPlaces Items => _within.GetValueOrDefault(Item, Nowhere);

    /// <summary>The value of a key here.</summary>
    public HarmlessPlaces Of(string key) =>
        key is not (Any or Item) && _within.TryGetValue(key, out var named) ? named : _within.GetValueOrDefault(Any, Nowhere);

    /// <summary>Whether a value may be shown here.</summary>
    public bool Allows(string value) => _form?.Invoke(value) == true;

    private static HarmlessPlaces Build()
    {
        var root = new HarmlessPlaces();
        foreach (var (path, form) in Table)
        {
            var place = root;
            foreach (var step in path.Split(' '))
            {
                if (!place._within.TryGetValue(step, out var next)) place._within[step] = next = new HarmlessPlaces();
                place = next;
            }

            place._form = form;
        }

        return root;
    }
}
