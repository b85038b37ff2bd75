namespace Platform.Drift.Configuration;

/// <summary>Which finding a setting gives: one code a concern, the setting's key in <c>field</c>.</summary>
internal static class SettingConcern
{
    private static readonly Dictionary<string, string> Codes = new[]
    {
        (FindingCode.NamespacesMismatch, "pid ipc uts userns_mode cgroup"),
        (FindingCode.PrivilegesMismatch, "security_opt read_only devices device_cgroup_rules group_add sysctls gpus"),
        (FindingCode.LimitsMismatch, "mem_limit mem_reservation memswap_limit mem_swappiness cpus cpu_shares cpu_quota cpu_period cpu_rt_runtime cpu_rt_period " +
            "cpu_count cpu_percent cpuset pids_limit shm_size oom_score_adj oom_kill_disable cgroup_parent ulimits blkio_config"),
        (FindingCode.ProcessMismatch, "init tty stdin_open working_dir stop_signal stop_grace_period hostname domainname runtime isolation"),
        (FindingCode.NamesMismatch, "dns dns_search dns_opt extra_hosts links"),
        (FindingCode.NetworksMismatch, "network_mode networks mac_address"),
        (FindingCode.LoggingMismatch, "logging"),
        (FindingCode.PortsMismatch, "expose"),
        (FindingCode.MountsMismatch, "tmpfs volumes volumes_from storage_opt"),
    }.SelectMany(concern => concern.Item2.Split(' ').Select(key => (key, concern.Item1))).ToDictionary(pair => pair.key, pair => pair.Item2, StringComparer.Ordinal);

    /// <summary>By the key, or by its part before the first dot; another code for what no compose file has a key for.</summary>
    public static string CodeOf(string key) =>
        Codes.TryGetValue(key.Split('.', 2)[0], out var code) ? code : FindingCode.SettingsMismatch;
}
