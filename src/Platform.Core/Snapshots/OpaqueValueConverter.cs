using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Platform.Snapshots;

/// <summary>Writes values as fingerprints under its own key, which no file holds.</summary>
internal sealed class OpaqueValueConverter : JsonConverter<OpaqueValue>
{
    private const int FingerprintBytes = 12;

    private readonly byte[] _key = Guid.NewGuid().ToByteArray();

    public override OpaqueValue Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        new(reader.GetString() ?? throw new JsonException("a fingerprint is text"));

    public override void Write(Utf8JsonWriter writer, OpaqueValue value, JsonSerializerOptions options) =>
        writer.WriteStringValue(Convert.ToHexStringLower(
            HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(value.Reveal())).AsSpan(0, FingerprintBytes)));
}
