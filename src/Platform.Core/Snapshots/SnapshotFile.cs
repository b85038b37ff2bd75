using System.Text.Encodings.Web;
using System.Text.Json.Serialization;
using System.Text.Json;
using Platform.Files;
using Platform.Json;
using Platform.Schema;
using Platform.Yaml;

namespace Platform.Snapshots;

/// <summary>Writes <c>platform.snapshot/2</c>, and reads that and <c>platform.snapshot/1</c>.</summary>
public static class SnapshotFile
{
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

    /// <summary>Writes a file beside its place and moves it there, so that nobody ever reads half a snapshot. Its folder is made.</summary>
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

    /// <exception cref="JsonException">The bytes are not a snapshot of this version; the message has the place.</exception>
    public static HostSnapshot Read(ReadOnlySpan<byte> json)
    {
        var document = JsonReader.Read(json, limits: DocumentLimits.Large);
        if (document.Diagnostics is [var fault, ..]) throw new JsonException($"{fault.Position}: {fault.Message}");
        if (ShippedSchemas.Snapshot.Evaluate(document.Root).Errors is [var error, ..]) throw new JsonException($"{error.Position}: {error.Message}");
        return JsonSerializer.Deserialize(WithoutMark(json), Context.HostSnapshot) ?? throw new JsonException("the file holds null");
    }

    // Editors of some systems put a byte order mark before what they save.
    private static ReadOnlySpan<byte> WithoutMark(ReadOnlySpan<byte> json) => json.StartsWith("\uFEFF"u8) ? json[3..] : json;
}

[JsonSerializable(typeof(HostSnapshot))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class SnapshotFileContext : JsonSerializerContext;
