using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Files;
using Platform.Json;

namespace Platform.Root;

/// <summary>
/// One root and the words it is trusted for. Written as one line of canonical JSON, whose SHA-256 is the file's name: any
/// change of the root's path, the words or their order is another entry.
/// </summary>
/// <param name="Root">Real path of the root.</param>
/// <param name="Words">The program and its leading arguments.</param>
/// <param name="Files">
/// SHA-256 by path of the files of the root that the words name, as far as words show it: a script of the root does
/// something else when it was edited.
/// </param>
internal sealed record TrustEntry(string Root, IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Files)
{
    public const string SchemaId = "platform.trusted-program/1";

    private const int LongestPath = 4096;

    private static readonly TrustEntryContext Context = new(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
    });

    public string Schema { get; } = SchemaId;

    /// <summary>The bytes of its file.</summary>
    public byte[] Content() => [.. CanonicalJson.Write(JsonSerializer.SerializeToElement(this, Context.TrustEntry)), (byte)'\n'];

    /// <summary>Name of its file: 64 lower-case hex digits.</summary>
    public string Name() => Convert.ToHexStringLower(SHA256.HashData(Content()));

    /// <summary>The entry that would let a program run; null where the root's links lead in a circle.</summary>
    public static TrustEntry? Of(RootProgram program) => program.Root is { } root && RealPath.Of(root) is { } real
        ? new TrustEntry(real, program.Words, FilesNamed(real, program.Words))
        : null;

    /// <summary>Null for what is no entry.</summary>
    public static TrustEntry? Parse(ReadOnlySpan<byte> content)
    {
        try
        {
            return JsonSerializer.Deserialize(content, Context.TrustEntry);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static SortedDictionary<string, string> FilesNamed(string root, IReadOnlyList<string> words)
    {
        SortedDictionary<string, string> files = new(StringComparer.Ordinal);
        foreach (var path in words.SelectMany(PathsIn))
        {
            if (path.Length is 0 or > LongestPath || path.Contains('\0', StringComparison.Ordinal)) continue;
            if (RealPath.Of(Path.Combine(root, path)) is not { } file || !TrustedRoots.IsWithin(file, root)) continue;
            if (HashOf(file) is { } hash) files[Path.GetRelativePath(root, file)] = hash;
        }

        return files;
    }

    /// <summary>A word itself, and what may be a path in <c>-Fpath</c> and <c>--option=path</c>.</summary>
    private static IEnumerable<string> PathsIn(string word)
    {
        yield return word;
        if (word is ['-', _, .. var rest]) yield return rest;
        if (word.IndexOf('=', StringComparison.Ordinal) is > 0 and var at) yield return word[(at + 1)..];
    }

    private static string? HashOf(string file)
    {
        if (OrdinaryFile.HashOf(file, out var hash, out var size) is not { } refusal) return size > 0 ? hash : null;
        // Nobody can tell whether it stays the same, and a program that cannot read it does nothing with it.
        return refusal.Reason is FileRefusalReason.NotPermitted or FileRefusalReason.Failed ? "" : null;
    }
}

[JsonSerializable(typeof(TrustEntry))]
internal sealed partial class TrustEntryContext : JsonSerializerContext;
