using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Platform.Files;
using Platform.Manifests;
using Platform.Root;
using Platform.Schema;
using Platform.Text;
using Platform.Yaml;

namespace Platform.Readiness;

/// <summary>A readiness document that was written before: <c>platformctl readiness --json</c>.</summary>
public sealed class EarlierReadiness
{
    /// <summary>What is written, and the one version that is read.</summary>
    public const string SchemaName = "platform.readiness/1";

    private EarlierReadiness(YamlNode document, DateTimeOffset at)
    {
        At = at;
        WholeFleet = document["wholeFleet"].TryGetBoolean(out var whole) && whole;
        WithDrift = document["withDrift"].TryGetBoolean(out var drift) && drift;
        Dictionary<string, EarlierModule> modules = new(StringComparer.Ordinal);
        foreach (var module in document["modules"].Items) modules[module["module"].Text] = EarlierModule.Of(module);
        Modules = modules;
    }

    /// <summary>When it was made, UTC.</summary>
    public DateTimeOffset At { get; }

    /// <summary>Whether it is about all modules of its root.</summary>
    public bool WholeFleet { get; }

    /// <summary>Whether hosts were asked for drift.</summary>
    public bool WithDrift { get; }

    /// <summary>The modules, by id.</summary>
    internal IReadOnlyDictionary<string, EarlierModule> Modules { get; }

    /// <summary>Reads a document.</summary>
    /// <param name="path">The file.</param>
    /// <param name="withDrift">Whether hosts are asked now. Documents with drift and without are not comparable.</param>
    /// <param name="earlier">The document.</param>
    /// <param name="error">One sentence with the place and the way out, where it cannot be compared with.</param>
    public static bool TryRead(string path, bool withDrift, [NotNullWhen(true)] out EarlierReadiness? earlier, [NotNullWhen(false)] out string? error)
    {
        earlier = null;
        var content = OrdinaryFile.Read(path, OrdinaryFile.MostMade);
        if (!content.IsRead)
        {
            error = $"{path} {(content.Refusal ?? Refusals.Missing).What}";
            return false;
        }

        error = FaultOf(path, JsonReader.Read(content.Bytes, path, DocumentLimits.Large), out var document, out var at);
        if (error is not null) return false;
        var read = new EarlierReadiness(document, at);
        if (read.WithDrift != withDrift)
        {
            error = read.WithDrift
                ? $"{path} was made with drift, and is compared with what is asked with drift only; add --drift (-IncludeDrift)"
                : $"{path} was made without drift, and cannot be compared with a document made with drift; leave out --drift (-IncludeDrift), or make the file again with it";
            return false;
        }

        earlier = read;
        return true;
    }

    /// <summary>Why it cannot be compared with what a root says now: none of its modules is there, so that it is of another fleet. Null where it can.</summary>
    /// <param name="path">The file, for the sentence.</param>
    /// <param name="root">The root.</param>
    public string? FaultIn(string path, PlatformRoot root)
    {
        var there = ModuleFolder.AllOf(root).Select(folder => folder.Name).ToHashSet(StringComparer.Ordinal);
        return Modules.Count == 0 || Modules.Keys.Any(there.Contains) ? null
            : string.Create(CultureInfo.InvariantCulture, $"{path} is of another fleet: none of its {Modules.Count} modules is in {root}; name a document that was made of this root");
    }

    private static string? FaultOf(string path, YamlDocument document, out YamlNode root, out DateTimeOffset at)
    {
        root = document.Root;
        at = default;
        const string Wanted = $"a document of 'platformctl readiness --json' ({SchemaName}) is wanted";
        if (document.Diagnostics is [var fault, ..]) return $"{path}:{fault.Position}: {fault.Message}; {Wanted}";
        var schema = root["schema"];
        if (schema.GetString() is not { } name) return $"{path}:{root.Position}: it has no 'schema'; {Wanted}";
        if (OtherVersion.Of(root, SchemaName) is { } other) return $"{path}:{schema.Position}: it {other}; make it again with 'platformctl readiness --json'";
        if (name != SchemaName) return $"{path}:{schema.Position}: it is {TerminalText.Clean(name, 80)}; {Wanted}";
        if (ShippedSchemas.Readiness.Evaluate(root).Errors is [var error, ..]) return $"{path}:{error.Position}: {error.Message}; {Wanted}";
        // RFC 3339 has times that the calendar of .NET lacks: a leap second, the year 0.
        return DateTimeOffset.TryParse(root["at"].Text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out at)
            ? null
            : $"{path}:{root["at"].Position}: 'at' is no time that can be compared with; {Wanted}";
    }
}

/// <summary>What an earlier document says of one module.</summary>
/// <param name="Wave">Its wave; null for an external one.</param>
/// <param name="Blockers">What blocked it.</param>
internal sealed record EarlierModule(int? Wave, IReadOnlyList<string> Blockers)
{
    public static EarlierModule Of(ModuleReadiness module) => new(module.Wave, [.. module.Blockers.Select(b => b.Kind).Distinct().Select(ReadinessBlocker.NameOf)]);

    public static EarlierModule Of(YamlNode module)
    {
        List<string> kinds = [];
        foreach (var blocker in module["blockers"].Items) kinds.Add(blocker["kind"].Text);
        return new EarlierModule(module["wave"].TryGetInt32(out var wave) ? wave : null, [.. kinds.Distinct(StringComparer.Ordinal)]);
    }
}
