namespace Platform.Diagnostics;

/// <summary>Something that is wrong, or doubtful, in a file of the platform root.</summary>
public sealed record Diagnostic
{
    /// <summary>A stable code: <c>YAML_…</c>, <c>SCHEMA_…</c>, or one of a room above, such as <c>COMPOSE_FILE_MISSING</c>.</summary>
    public required string Code { get; init; }

    public required DiagnosticSeverity Severity { get; init; }

    /// <summary>One sentence: what is wrong and the way out.</summary>
    public required string Message { get; init; }

    /// <summary>Path of the file, relative to the platform root where it lies below it, with forward slashes.</summary>
    public required string File { get; init; }

    /// <summary>From 1.</summary>
    public int Line { get; init; } = 1;

    /// <summary>From 1, in UTF-16 code units.</summary>
    public int Column { get; init; } = 1;

    /// <summary>JSON Pointer (RFC 6901) to the value in the file; empty for the whole of it.</summary>
    public string Pointer { get; init; } = "";

    /// <summary>Id of the module, or the name of its folder; null for files of no module.</summary>
    public string? Module { get; init; }

    /// <summary>The form compilers use: <c>file:line:column: severity CODE: message</c>.</summary>
    public override string ToString() =>
        $"{File}:{Line}:{Column}: {Severity.ToString().ToLowerInvariant()} {Code}: {Message}";
}
