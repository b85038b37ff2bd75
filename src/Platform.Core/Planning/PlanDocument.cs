using System.Security.Cryptography;
using System.Text.Json.Serialization;
using System.Text.Json;
using Platform.Files;
using Platform.Json;
using Platform.Schema;
using Platform.Text;
using Platform.Yaml;

namespace Platform.Planning;

/// <summary>
/// Reads and writes <c>platform.plan/2</c>. A file is the canonical bytes and nothing else, so that
/// <c>sha256sum plan.json</c> prints the plan's id.
/// </summary>
public static class PlanDocument
{
    private const string Suffix = ".plan.json";

    internal static PlanContext Context { get; } = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        Converters = { new UtcTimeConverter() },
    });

    /// <summary>The canonical bytes.</summary>
    public static byte[] Write(PlatformPlan plan) =>
        CanonicalJson.Write(JsonSerializer.SerializeToElement(plan, Context.PlatformPlan));

    /// <summary>SHA-256 in 64 lower-case hex digits.</summary>
    public static string IdOf(ReadOnlySpan<byte> canonical) => Convert.ToHexStringLower(SHA256.HashData(canonical));

    /// <summary>The id of what a file holds, whatever that is. A line break at its end, as shells and editors add one, is not counted.</summary>
    public static string IdOfFile(ReadOnlySpan<byte> file) => IdOf(file.EndsWith("\n"u8) ? file[..^1] : file);

    /// <summary>Absolute path of the file that a plan is written to. A folder gets a file named after the plan's id.</summary>
    public static string PathOf(PlatformPlan plan, string path) => Path.GetFullPath(IsFolder(path) ? Path.Combine(path, plan.Id[..12] + Suffix) : path);

    /// <summary>Writes a plan beside its place, which is <see cref="PathOf"/>, and moves it there.</summary>
    /// <returns>Absolute path of the file.</returns>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static Task<string> SaveAsync(PlatformPlan plan, string path, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var file = PathOf(plan, path);
        AtomicFile.Write(file, Write(plan));
        return Task.FromResult(file);
    }

    /// <summary>The bytes of a plan's file: an ordinary one, of 64 MiB at most. Nothing is said yet of what they are.</summary>
    /// <exception cref="IOException">It cannot be read; the message has the path and the reason.</exception>
    public static byte[] ReadBytes(string path) => OrdinaryFile.Read(path, OrdinaryFile.MostMade).OrThrow(path);

    /// <summary>Reads a plan.</summary>
    /// <exception cref="JsonException">It is none, or was altered; the message has the place and what to do.</exception>
    /// <exception cref="PlanException">It is a plan, and none that this version made.</exception>
    public static PlatformPlan Read(ReadOnlySpan<byte> file)
    {
        var document = JsonReader.Read(file, limits: DocumentLimits.Large);
        if (document.Diagnostics is [var fault, ..]) throw new JsonException($"{fault.Position}: {fault.Message}");
        RequireVersion(document.Root);
        if (ShippedSchemas.Plan.Evaluate(document.Root).Errors is [var error, ..]) throw new JsonException($"{error.Position}: {error.Message}");
        var plan = JsonSerializer.Deserialize(file, Context.PlatformPlan) ?? throw new JsonException("the file holds null");
        if (plan.Id != IdOfFile(file)) throw new JsonException("the file is not a plan's canonical bytes: it was altered or formatted; make a new plan");
        return PlanConsistency.FaultOf(plan) is { } inconsistent
            ? throw new PlanException($"{TerminalText.Clean(inconsistent)}: it was made by hand; make a new plan")
            : plan;
    }

    /// <summary>Another version plans otherwise, and its schema is another: its plans are told before they are read.</summary>
    private static void RequireVersion(YamlNode plan)
    {
        if (OtherVersion.Of(plan, PlatformPlan.SchemaId) is { } other) throw new PlanException($"it {other}; make a new plan");
        if (plan["schema"].GetString() is PlatformPlan.SchemaId && plan["madeBy"].GetString() is { } version && version != PlatformPlan.Version)
            throw new PlanException($"it was made by version {TerminalText.Clean(version, 40)}, and this is {PlatformPlan.Version}; make a new plan");
    }

    private static bool IsFolder(string path) => Directory.Exists(path) || Path.EndsInDirectorySeparator(path);
}

[JsonSerializable(typeof(PlatformPlan))]
[JsonSerializable(typeof(IReadOnlyList<SeenModule>))]
[JsonSerializable(typeof(PlanChange))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class PlanContext : JsonSerializerContext;
