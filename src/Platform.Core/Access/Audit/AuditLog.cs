using System.Text.Json;
using System.Text.Json.Serialization;
using Platform.Access.Catalog;
using Platform.Access.Sessions;
using Platform.Files;
using Platform.Json;
using Platform.Journals;

namespace Platform.Access.Audit;

/// <summary>The audit: append-only, hash-chained, on the disk before anything is given. Without it nothing is.</summary>
/// <param name="folder">Absolute path of the folder of access state.</param>
/// <param name="time">The clock of its entries.</param>
public sealed class AuditLog(string folder, TimeProvider time)
{
    private const string Name = "audit.jsonl";

    private static readonly ChainFormat<AuditEntry> Format = new("audit", "platformctl access log --verify", new AuditContext(new JsonSerializerOptions
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new UtcTimeConverter() },
    }).AuditEntry);

    private readonly ChainedFile<AuditEntry> _file = new(new OwnFolder(folder, isPrivate: true), Name, Format);

    /// <summary>Absolute path of the file.</summary>
    public string Path => _file.Path;

    internal string HeadPath => _file.HeadPath;

    /// <summary>Writes down what happened to a session, and returns when the disk has it.</summary>
    /// <param name="session">The session.</param>
    /// <param name="happened">What.</param>
    /// <param name="message">What is to be known besides; never a secret.</param>
    /// <param name="cancellationToken">Ends the waiting for another process that appends.</param>
    /// <exception cref="IOException">It cannot be written: nothing may be given then.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written: nothing may be given then.</exception>
    internal Task AppendAsync(AccessSession session, AuditEvent happened, string? message, CancellationToken cancellationToken) => AppendAsync(
        new AuditEntry
        {
            Time = time.GetUtcNow(),
            Level = LevelOf(session.Tier, happened),
            Event = happened,
            Session = session.Id,
            Capability = session.Capability,
            Tier = session.Tier,
            Actor = session.Request.Actor,
            Operator = session.Approval?.By,
            Key = session.Approval?.Key,
            Message = message,
        },
        cancellationToken);

    /// <summary>Writes down what concerns no session of ours: a request that was refused, a sweep.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be written.</exception>
    internal Task AppendAsync(AuditEntry entry, CancellationToken cancellationToken) => _file.AppendAsync(entry, cancellationToken);

    /// <summary>All entries, and what is wrong with the file. One that does not exist is empty, and whole.</summary>
    /// <exception cref="IOException">It cannot be read, or is not used.</exception>
    public AuditContent Read()
    {
        var content = _file.Read();
        return new AuditContent(content.Entries, content.Faults);
    }

    internal static AuditEntry? Parse(ReadOnlySpan<byte> line) => Format.Parse(line);

    internal static AuditLevel LevelOf(CapabilityTier? tier, AuditEvent happened)
    {
        var level = tier switch
        {
            CapabilityTier.Critical => AuditLevel.Alert,
            CapabilityTier.High => AuditLevel.Warning,
            CapabilityTier.Medium => AuditLevel.Notice,
            _ => AuditLevel.Information,
        };
        return happened switch
        {
            AuditEvent.RevokeFailed => AuditLevel.Alert,
            AuditEvent.Refused when level < AuditLevel.Warning => AuditLevel.Warning,
            _ => level,
        };
    }
}

/// <summary>What the audit holds.</summary>
/// <param name="Entries">Those that can be read, in their order.</param>
/// <param name="Faults">A sentence for each thing that is wrong: altered, missing or added lines. Empty for a whole audit.</param>
public sealed record AuditContent(IReadOnlyList<AuditEntry> Entries, IReadOnlyList<string> Faults);

[JsonSerializable(typeof(AuditEntry))]
[JsonSourceGenerationOptions(UseStringEnumConverter = true)]
internal sealed partial class AuditContext : JsonSerializerContext;
