using System.Text.Json;
using System.Text;
using Platform.Text;
using Platform.Yaml;

namespace Platform.Snapshots;

/// <summary>A container as <c>docker ps</c> lists it: what is known of one that nobody inspected.</summary>
/// <param name="Id">64 hex digits.</param>
/// <param name="Name">Its own name, where others link to it under further ones.</param>
/// <param name="Project">The <c>com.docker.compose.project</c> label; null where it has none.</param>
/// <param name="Service">The <c>com.docker.compose.service</c> label; null where it has none.</param>
/// <param name="Image">The reference that it was created from.</param>
internal sealed record ListedContainer(string Id, string Name, string? Project, string? Service, string Image)
{
    private const char Record = '\u001e';
    private const char Field = '\u001f';

    /// <summary>Reads what the script prints of them: fields parted by US, containers by RS, labels as JSON strings.</summary>
    /// <exception cref="JsonException">A label is no JSON string.</exception>
    /// <exception cref="UnexpectedContentException">A container has other fields.</exception>
    public static IEnumerable<ListedContainer> Read(ReadOnlySpan<byte> text)
    {
        List<ListedContainer> containers = [];
        foreach (var record in Encoding.UTF8.GetString(text).TrimEnd('\n').Split(Record, StringSplitOptions.RemoveEmptyEntries))
        {
            if (record.Split(Field) is not [var id, var names, var project, var service, var image]) throw new UnexpectedContentException("a listed container with other fields than were asked for");
            var name = names.Split(',').FirstOrDefault(n => !n.Contains('/', StringComparison.Ordinal)) ?? names;
            containers.Add(new ListedContainer(id, name, Label(project), Label(service), image));
        }

        return containers.OrderBy(c => c.Name, StringComparer.Ordinal);
    }

    private static string? Label(string json) => JsonReader.Read(Encoding.UTF8.GetBytes(json)) is { IsValid: true } document && document.Root.GetString() is { } text
        ? (text.Length == 0 ? null : text)
        : throw new JsonException("a label that is no JSON string");
}
