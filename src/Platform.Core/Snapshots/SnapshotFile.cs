using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Json;
using Platform.Files;
using Platform.Json;
using Platform.Schema;
using Platform.Text;
using Platform.Yaml;

namespace Platform.Snapshots;

/// <summary>Writes <c>platform.snapshot/2</c>, and reads that and <c>platform.snapshot/1</c>.</summary>
public static class SnapshotFile
{
    private const string Earlier = "platform.snapshot/1";

    private static SnapshotFileContext Context => new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        NewLine = "\n",
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        IgnoreReadOnlyProperties = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new UtcTimeConverter(), new OpaqueValueConverter() },
    });

    /// <summary>Indented UTF-8 JSON with a line break at its end.</summary>
    public static byte[] Write(HostSnapshot snapshot) =>
        JsonOutput.Document(JsonSerializer.SerializeToUtf8Bytes(snapshot, Context.HostSnapshot));

    /// <summary>Writes a file beside its place and moves it there, so that no reader ever sees half a snapshot. Its folder is made.</summary>
    /// <param name="snapshot">What was seen.</param>
    /// <param name="path">The file.</param>
    /// <param name="within">A folder that the file has to lie in, wherever links lead; null for wherever the user named it.</param>
    /// <param name="cancellationToken">Asked before anything is written.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">The file may not be written.</exception>
    public static Task SaveAsync(HostSnapshot snapshot, string path, string? within, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        AtomicFile.Write(path, Write(snapshot), within is null ? null : new FileFence(within));
        return Task.CompletedTask;
    }

    /// <exception cref="UnexpectedContentException">It is a snapshot that another version made; the message says which follows the file's path.</exception>
    /// <exception cref="JsonException">The bytes are not a snapshot of this version; the message has the place.</exception>
    public static HostSnapshot Read(ReadOnlySpan<byte> json)
    {
        var document = JsonReader.Read(json, limits: DocumentLimits.Large);
        if (document.Diagnostics is [var fault, ..]) throw new JsonException($"{fault.Position}: {fault.Message}");
        if (OtherVersion.Of(document.Root, Earlier, HostSnapshot.SchemaId) is { } other) throw new UnexpectedContentException(other);
        if (ShippedSchemas.Snapshot.Evaluate(document.Root).Errors is [var error, ..]) throw FaultOf(document.Root, error);
        return JsonSerializer.Deserialize(WithoutMark(json), Context.HostSnapshot) ?? throw new JsonException("the file holds null");
    }

    // The first versions wrote fewer facts under the same name. Their files are whole, and yet nothing can be compared with them.
    private static JsonException FaultOf(YamlNode snapshot, SchemaError error) => snapshot["schema"].GetString() is Earlier && error.Keyword is "required"
        ? new UnexpectedContentException($"is {Earlier}, made by an older version, and lacks what this version compares (at {error.Position})")
        : new JsonException($"{error.Position}: {error.Message}");

    // Editors of some systems put a byte order mark before what they save.
    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> json) => json.StartsWith("\uFEFF"u8) ? json[3..] : json;
}

[JsonSerializable(typeof(HostSnapshot))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class SnapshotFileContext : JsonSerializerContext;
