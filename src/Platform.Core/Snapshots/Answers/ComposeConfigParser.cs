using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Platform.Docker;

namespace Platform.Snapshots.Answers;

/// <summary>Reads what <c>docker compose config --format json</c> printed, its warnings and errors included.</summary>
internal static class ComposeConfigParser
{
    /// <summary>More than this of one evaluation is not asked for: it would be at the cost of all others.</summary>
    public const int LargestEvaluation = 4 << 20;

    /// <summary>Whatever Compose printed, it costs its own project only.</summary>
    /// <param name="origin">What was evaluated.</param>
    /// <param name="bytes">What was printed of it.</param>
    /// <param name="status">Compose's exit status; null where not all was taken that it printed.</param>
    public static ComposeProjectSnapshot Parse(ComposeOrigin origin, ReadOnlyMemory<byte> bytes, int? status) =>
        Parse(origin, [new ComposeEvaluation(new Dictionary<string, string>(StringComparer.Ordinal), [], bytes, status)]);

    /// <summary>The same of several evaluations: what could be evaluated, and what of it depends on variables that cannot be known now.</summary>
    /// <param name="origin">What was evaluated.</param>
    /// <param name="evaluations">The first, then those with stand-ins up to one that succeeded, then one with other stand-ins.</param>
    public static ComposeProjectSnapshot Parse(ComposeOrigin origin, IReadOnlyList<ComposeEvaluation> evaluations)
    {
        ComposeProjectSnapshot? known = null;
        string? why = null;
        for (var i = 0; i < evaluations.Count; i++)
        {
            var read = ParseOne(origin, evaluations[i]);
            if (known is not null) return With(known, evaluations[i - 1], evaluations[i], read.Error is null ? read : null);
            if (read.Error is null) known = read;
            // A Compose that is too old to take an env_file away says nothing of use about that.
            if (why is null || evaluations[i].WithoutFiles.Count == 0 || read.Error != ComposeFault.CouldNot) why = read.Error;
        }

        return known is null ? Failed(origin, why ?? "docker compose printed nothing")
            : With(known, evaluations[^1], null, null);
    }

    /// <summary>What stood in for required variables and missing files, and which values depend on them and on others.</summary>
    private static ComposeProjectSnapshot With(ComposeProjectSnapshot known, ComposeEvaluation first, ComposeEvaluation? second, ComposeProjectSnapshot? again)
    {
        string[] required = [.. first.StandIns.Keys.Select(ComposeFault.Variable).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        // Without the second nobody can tell what depends on them.
        if (again is null && required.Length > 0) return Failed(known.Origin, ComposeFault.Required(required));
        var doubts = second is null || again is null ? null : new DeclaredDoubts(
            second.StandIns,
            known.Origin.WorkingDirectory,
            [.. known.UnsetVariables.Union(required, StringComparer.Ordinal).DefaultIfEmpty(ComposeFault.NoVariable)]);
        return known with
        {
            RequiredVariables = required.Length == 0 ? null : required,
            ResourceDoubts = doubts is null ? null : new SortedDictionary<string, IReadOnlyList<string>>(
                doubts.Between("networks", known.Networks ?? [], again?.Networks ?? []).Concat(doubts.Between("volumes", known.Volumes ?? [], again?.Volumes ?? []))
                    .ToDictionary(StringComparer.Ordinal), StringComparer.Ordinal),
            Services = known.Services.ToDictionary(s => s.Key, s => s.Value with { Doubts = DoubtsOf(s.Key, s.Value) }, StringComparer.Ordinal),
        };

        IReadOnlyDictionary<string, IReadOnlyList<string>>? DoubtsOf(string name, DeclaredConfiguration service)
        {
            var between = doubts?.Between(service, again?.Services.GetValueOrDefault(name));
            string[] files = [.. first.WithoutFiles.Where(f => f.Service == name).Select(f => ComposeFault.File(f.Path)).Distinct(StringComparer.Ordinal)];
            if (files.Length > 0) (between ??= new(StringComparer.Ordinal))[DeclaredDoubts.Environment] = files;
            return between;
        }
    }

    private static ComposeProjectSnapshot ParseOne(ComposeOrigin origin, ComposeEvaluation evaluation)
    {
        try
        {
            return evaluation.Status is { } known
                ? ParseWhole(origin, evaluation.Output, known)
                : Failed(origin, $"docker compose made more than {LargestEvaluation >> 20} MiB of {origin.ConfigFiles}");
        }
        catch (JsonException)
        {
            return Failed(origin, $"what docker compose made of {origin.ConfigFiles} is not what it prints");
        }
    }

    private static ComposeProjectSnapshot ParseWhole(ComposeOrigin origin, ReadOnlyMemory<byte> bytes, int status)
    {
        var output = bytes.Span;
        var start = output.StartsWith("{\n"u8) ? 0 : output.IndexOf("\n{\n"u8) + 1;
        var hasJson = start > 0 || output.StartsWith("{"u8);
        var words = Encoding.UTF8.GetString(hasJson ? output[..start] : output);
        if (status != 0 || !hasJson) return Failed(origin, ComposeFault.Of(origin, status, words));

        var end = output.LastIndexOf((byte)'}') + 1;
        return EngineJson.Read(WithoutDoubling(bytes[start..Math.Max(start, end)]), file => new ComposeProjectSnapshot
        {
            Origin = origin,
            Services = Services(file),
            Networks = ResourceParser.Networks(file["networks"]),
            Volumes = ResourceParser.Volumes(file["volumes"]),
            UnsetVariables = UnsetVariables(words),
        });
    }

    /// <summary>
    /// Compose doubles every dollar sign of what it evaluated, so that it could be read as a compose file again.
    /// https://github.com/docker/compose/blob/main/cmd/compose/config.go (escapeDollarSign)
    /// </summary>
    private static ReadOnlyMemory<byte> WithoutDoubling(ReadOnlyMemory<byte> json)
    {
        var doubled = json.Span;
        if (doubled.IndexOf("$$"u8) < 0) return json;
        var single = new byte[doubled.Length];
        var length = 0;
        for (var i = 0; i < doubled.Length; i++)
        {
            single[length++] = doubled[i];
            if (doubled[i..].StartsWith("$$"u8)) i++;
        }

        return single.AsMemory(0, length);
    }

    private static Dictionary<string, DeclaredConfiguration> Services(EngineJson file)
    {
        Dictionary<string, DeclaredConfiguration> services = new(StringComparer.Ordinal);
        var shared = string.Join('\n', ((string[])["networks", "volumes", "configs", "secrets"]).Select(kind => file[kind].Json));
        var ofShared = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(shared)));
        foreach (var (name, service) in file["services"].Members)
        {
            if (!service.Exists) continue;
            services[name] = DeclaredConfigurationParser.Parse(name, service, file) with { Hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{ofShared}\n{service.Json}")) };
        }

        return services;
    }

    private static ComposeProjectSnapshot Failed(ComposeOrigin origin, string error) => new()
    {
        Origin = origin,
        Services = new Dictionary<string, DeclaredConfiguration>(StringComparer.Ordinal),
        Networks = [],
        Volumes = [],
        UnsetVariables = [],
        Error = error,
    };

    /// <summary>
    /// Compose logs <c>The \"NAME\" variable is not set. Defaulting to a blank string.</c> for each. Of a secret with a dollar
    /// sign in it, which nobody doubled, that is a part: what is not spelt as variables are is not named.
    /// </summary>
    private static string[] UnsetVariables(string words)
    {
        SortedSet<string> names = new(StringComparer.Ordinal);
        foreach (var line in words.Split('\n'))
        {
            var end = line.IndexOf("variable is not set", StringComparison.Ordinal);
            if (end < 0) continue;
            var before = line[..end].TrimEnd(' ', '"', '\\');
            var start = before.LastIndexOfAny(['"', '\\', ' ']);
            var name = before[(start + 1)..];
            if (name.Length > 0) names.Add(ComposeFault.Variable(name));
        }

        return [.. names];
    }
}
