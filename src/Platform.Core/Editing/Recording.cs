using System.Globalization;
using Platform.Docker;
using Platform.Manifests;
using Platform.Snapshots;
using Platform.Text;
using Platform.Yaml.Editing;

namespace Platform.Editing;

/// <summary>
/// The record of what runs (R5.3): <c>image_observed</c>, with its digest where the host proves one (R4.6), and
/// <c>image_audit_ts</c>. What is desired stays as it is: a record is no intention (R1.6).
/// </summary>
internal static class Recording
{
    private const string Observed = "/spec/runtime/image_observed";

    public static EditIntent Of(LoadedManifest manifest, PlatformModule module, HostSnapshot snapshot)
    {
        var runtime = manifest.Runtime;
        var (observed, audited) = (runtime["image_observed"], runtime["image_audit_ts"]);
        if (LiveImage.Of(module, snapshot, out var fault) is not { } live)
            return EditIntent.Refuse(fault.Code, observed.Exists ? observed : runtime, Observed, TerminalText.Clean(fault.Message));

        var at = new DateTimeOffset(snapshot.ObservedAt.UtcTicks / TimeSpan.TicksPerSecond * TimeSpan.TicksPerSecond, TimeSpan.Zero);
        if (module.Runtime.ImageAuditTs > at)
            return EditIntent.Refuse(EditCode.RecordNewer, audited, "/spec/runtime/image_audit_ts", $"The record of {Time(module.Runtime.ImageAuditTs.Value)} is newer than what was seen of {snapshot.Host} at {Time(at)}.");

        var aliases = snapshot.Conventions.Aliases;
        var recorded = aliases.TryParse(module.Runtime.ImageObserved, out var old) ? old : null;
        var digest = DigestOf(live, recorded, module);
        if (digest is null && recorded?.Digest is not null && recorded.Identity == live.Reference.Identity && recorded.EffectiveTag == live.Reference.EffectiveTag)
            return EditIntent.Refuse(EditCode.NotProven, observed, Observed, $"The record has a digest, and the host does not prove it any more ({WhyNone(live)}); it would be lost.");

        var seen = live.Reference.Digest is null && digest is not null ? $"{live.Text}@{digest}" : live.Text;
        var isSame = recorded is not null && aliases.TryParse(seen, out var now) &&
            (now.Repository, now.Tag, now.Digest) == (recorded.Repository, recorded.Tag, recorded.Digest);
        List<YamlChange> changes = [];
        if (!isSame)
            changes.Add(new YamlChange(["spec", "runtime", "image_observed"], YamlValue.Of(seen)) { After = ["image_build", "statefulness", "desired_state", "container_name", "compose_service", "orchestrator"] });
        changes.Add(new YamlChange(["spec", "runtime", "image_audit_ts"], YamlValue.Of(Time(at))) { After = ["image_digest_pinned_in_compose", "image_observed"] });
        return new EditIntent(changes, digest is null ? [$"no digest is recorded: {WhyNone(live)}"] : []);
    }

    /// <summary>The one that the host proves. Of several, the one that the manifest knows already: which of the others a registry has for the tag is not known here.</summary>
    private static string? DigestOf(LiveImage live, ImageReference? recorded, PlatformModule module) => live switch
    {
        { Reference.Digest: { } pinned } => pinned,
        { Digests: [var only] } => only,
        _ => live.Digests.FirstOrDefault(digest => digest == recorded?.Digest || digest == module.Artifact?.Digest),
    };

    private static string WhyNone(LiveImage live) => live.WhyNoDigest ?? DigestAnswer.Several(live.Digests);

    private static string Time(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
