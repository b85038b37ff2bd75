using System.Buffers;
using System.Globalization;
using System.Text.Json;
using Platform.Access.Catalog;
using Platform.Hosts;

namespace Platform.Access.Sessions;

/// <summary>How the hosts of a capability are reached, as a request has it: whoever edits <c>hosts.yaml</c> later leads an approved session nowhere else.</summary>
internal static class RequestedHosts
{
    public static JsonElement Of(Backing backing, HostInventory inventory)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            if (backing is SshAgentBacking ssh)
                foreach (var name in ssh.Hosts.Order(StringComparer.Ordinal)) Write(writer, name, inventory.Find(name));
            writer.WriteEndObject();
        }

        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return document.RootElement.Clone();
    }

    private static void Write(Utf8JsonWriter writer, string name, HostDefinition? host)
    {
        writer.WriteStartObject(name);
        if (host is not null)
        {
            writer.WriteString("transport", host.Transport.ToString().ToLower(CultureInfo.InvariantCulture));
            writer.WriteString("destination", host.Destination);
            if (host.Port is { } port) writer.WriteNumber("port", port);
            writer.WriteStartArray("ssh_command");
            foreach (var word in host.SshCommand) writer.WriteStringValue(word);
            writer.WriteEndArray();
            if (host.KnownHostsFile is { } known) writer.WriteString("known_hosts", known);
        }

        writer.WriteEndObject();
    }
}
