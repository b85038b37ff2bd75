namespace Platform.Diagnostics;

/// <summary>How much a diagnostic weighs.</summary>
public enum DiagnosticSeverity
{
    /// <summary>The file cannot be used for the work asked.</summary>
    Error,

    /// <summary>The file can be used, and something in it is doubtful.</summary>
    Warning,

    /// <summary>Good to know. Nothing is wrong.</summary>
    Information,
}
