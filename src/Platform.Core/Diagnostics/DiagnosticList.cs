using Platform.Schema;
using Platform.Yaml;

namespace Platform.Diagnostics;

/// <summary>Collects what is wrong with one file.</summary>
/// <param name="file">The file as messages show it.</param>
/// <param name="module">The module it belongs to; null for none.</param>
internal sealed class DiagnosticList(string file, string? module)
{
    private List<Diagnostic>? _items;

    public string File => file;

    public bool HasErrors { get; private set; }

    public IReadOnlyList<Diagnostic> Items => _items ?? (IReadOnlyList<Diagnostic>)[];

    public void Error(string code, YamlNode at, string pointer, string message) => Error(code, at.Position, pointer, message);

    public void Error(string code, TextPosition at, string pointer, string message) =>
        Add(code, DiagnosticSeverity.Error, at, pointer, message);

    public void Warn(string code, YamlNode at, string pointer, string message) =>
        Add(code, DiagnosticSeverity.Warning, at.Position, pointer, message);

    public void Add(IEnumerable<YamlDiagnostic> diagnostics)
    {
        foreach (var d in diagnostics) Add(d.Code, DiagnosticSeverity.Error, d.Position, "", d.Message);
    }

    public void Add(IEnumerable<SchemaError> errors)
    {
        foreach (var e in errors)
            Add(SchemaErrorCode.Of(e), DiagnosticSeverity.Error, e.Position, e.InstancePointer, e.Message);
    }

    private void Add(string code, DiagnosticSeverity severity, TextPosition position, string pointer, string message)
    {
        HasErrors |= severity is DiagnosticSeverity.Error;
        (_items ??= []).Add(new Diagnostic
        {
            Code = code,
            Severity = severity,
            Message = message,
            File = File,
            Line = position.Line,
            Column = position.Column,
            Pointer = pointer,
            Module = module,
        });
    }
}
