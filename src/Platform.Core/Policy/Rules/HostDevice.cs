using Platform.Policy.Facts;

namespace Platform.Policy.Rules;

/// <summary>Devices of the host that give a container its memory, its disks or its buses.</summary>
internal sealed class HostDevice : ModuleRule
{
    /// <summary>How the paths of devices begin that give neither. https://www.kernel.org/doc/html/latest/admin-guide/devices.html</summary>
    private static readonly string[] Harmless =
    [
        "/dev/dri", "/dev/snd", "/dev/tty", "/dev/serial", "/dev/video", "/dev/v4l", "/dev/media", "/dev/net/tun", "/dev/fuse", "/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/nvidia",
        "/dev/kfd", "/dev/dvb", "/dev/vchiq", "/dev/vcio", "/dev/vcsm", "/dev/cec", "/dev/lirc", "/dev/rfkill", "/dev/rtc", "/dev/ppp", "/dev/shm", "/dev/ptmx", "/dev/pts", "/dev/apex", "/dev/accel", "/dev/ttyUSB", "/dev/ttyACM",
        "/dev/hidraw", "/dev/usb/hid", "/dev/i2c", "/dev/gpio", "/dev/spidev", "/dev/dma_heap", "/dev/mali", "/dev/rga", "/dev/mpp", "/dev/sr", "/dev/cdrom", "/dev/lp", "/dev/usb/lp", "/dev/watchdog", "/dev/hwrng", "/dev/tpm", "/dev/kvm",
    ];

    private static readonly string[] Buses = ["/dev/bus/usb", "/dev/usb"];

    public override string Id => "host-device";

    public override PolicySeverity Severity => PolicySeverity.High;

    public override string Finds => "disks, memory, /dev as a whole and other devices of the host; medium for a whole bus";

    public override bool IsAboutControl => true;

    public override IEnumerable<RuleMatch> Check(RuleInput input) => input.Runs.SelectMany(service => service.Devices.Select(device => OfDevice(service, device)).OfType<RuleMatch>());

    private static RuleMatch? OfDevice(ServiceFacts service, KeyFact device)
    {
        var isRule = device.Key is "device_cgroup_rules";
        if (device.Text.WithDefaults is not { } written)
        {
            if (!isRule && Harmless.Any(known => device.Text.Parts[0].Literal.StartsWith(known, StringComparison.Ordinal))) return null;
            return new RuleMatch(
                $"{device.Key} {string.Join(' ', device.Text.Variables)}", $"cannot tell which device of the host {service.Said} has: {Told.Names(device.Text)} decides", device.Place)
            {
                Certainty = Certainty.CannotTell,
                GivesControl = true,
                IsLive = service.IsLive,
            };
        }

        if (isRule ? !IsWide(written) : !IsDevice(written, out written)) return null;
        var isBus = !isRule && Buses.Contains(written, StringComparer.Ordinal);
        return new RuleMatch(
            $"{device.Key} {written}",
            isRule ? $"{service.Said} may make and use whole kinds of devices ({written}): disks and memory of the host among them{Told.Unless(device.Text)}"
            : isBus ? $"{service.Said} has every device of the bus {written}, those that are plugged in later too; name the one that it needs{Told.Unless(device.Text)}"
            : $"{service.Said} has the device {written} of the host: whoever takes it over reads or writes the host past its file system{Told.Unless(device.Text)}",
            device.Place)
        {
            Severity = isBus ? PolicySeverity.Medium : null,
            GivesControl = !isBus,
            IsLive = service.IsLive,
        };
    }

    /// <summary>Whether it is a device that matters. A name such as <c>nvidia.com/gpu=all</c> is of the container device interface, and gives what that has.</summary>
    private static bool IsDevice(string written, out string path)
    {
        path = HostPath.Normal(written);
        var device = path;
        return device.StartsWith("/dev", StringComparison.Ordinal) && !Harmless.Any(known => device.StartsWith(known, StringComparison.Ordinal));
    }

    /// <summary>Whether a rule is for all devices, or all block devices: <c>a</c>, <c>b *:* rwm</c>. https://docs.kernel.org/admin-guide/cgroup-v1/devices.html</summary>
    private static bool IsWide(string rule) => rule.TrimStart() is ['a', ..] || (rule.TrimStart() is ['b', ..] && rule.Contains('*', StringComparison.Ordinal)) || rule.Contains("*:*", StringComparison.Ordinal);
}
