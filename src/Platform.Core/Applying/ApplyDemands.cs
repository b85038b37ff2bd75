using Platform.Files;
using Platform.Hosts;
using Platform.Schema;
using Platform.Yaml;

namespace Platform.Applying;

/// <summary>
/// What applying to a host takes: what <c>hosts.yaml</c> demands, and what the user's and the system's configuration do. A root can demand
/// more than the user, and never less.
/// </summary>
/// <param name="paths">The configurations; those that do not exist demand nothing.</param>
internal sealed class ApplyDemands(IReadOnlyList<string> paths)
{
    public const string SystemPath = "/etc/platform/config.yaml";

    public static string UserPath => Path.Combine(UserFolder.Configuration, "platform", "config.yaml");

    public static ApplyDemands OfUser() => new([SystemPath, UserPath]);

    /// <summary>Why a plan is not applied to hosts; null where all that is demanded is there.</summary>
    /// <param name="hosts">The hosts of the plan.</param>
    /// <param name="options">What was given.</param>
    public ApplyRefusal? RefusalOf(IEnumerable<HostDefinition> hosts, ApplyOptions options)
    {
        if (options.DryRun) return null;
        HashSet<ApplyRequirement> always = [];
        foreach (var path in paths.Where(FileEntry.IsThere))
        {
            var document = YamlReader.ReadFile(path);
            var fault = document.Diagnostics is [var wrong, ..] ? $"{wrong.Position}: {wrong.Message}"
                : ShippedSchemas.UserConfiguration.Evaluate(document.Root).Errors is [var error, ..] ? $"{error.Position}: {error.Message}"
                : null;
            // What cannot be read could demand anything.
            if (fault is not null) return new ApplyRefusal(RefusalReason.NotPossible, $"{path}:{fault}");
            always.UnionWith(ApplyRequirements.Of(document.Root["apply"]["require"]));
        }

        foreach (var host in hosts)
        {
            foreach (var requirement in always.Union(host.ApplyRequires).Order())
            {
                if (IsMet(requirement, options)) continue;
                var who = host.ApplyRequires.Contains(requirement) ? "hosts.yaml demands" : "your configuration demands";
                return new ApplyRefusal(RefusalReason.NotApproved, requirement is ApplyRequirement.Signature
                    ? $"{who} an operator's signature to change {host.Name}: platformctl access approve PLAN --key KEY makes one, and --approved-by (-ApprovedBy) takes it"
                    : $"{who} a review that came to CLEAR to change {host.Name}, and none was given: {ReviewDemand.HowTo}");
            }
        }

        return null;
    }

    /// <summary>A signature was checked before. What a review says is <see cref="ReviewDemand"/>'s to check.</summary>
    private static bool IsMet(ApplyRequirement requirement, ApplyOptions options) => requirement switch
    {
        ApplyRequirement.Signature => options.Signer is not null,
        _ => options.ReviewPath is not null,
    };
}
