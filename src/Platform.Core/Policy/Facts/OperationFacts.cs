using Platform.Files;
using Platform.Manifests;

namespace Platform.Policy.Facts;

/// <summary>What became of the files that <c>spec.operations</c> names.</summary>
/// <param name="Runbook">The runbook.</param>
/// <param name="SmokeTest">The smoke test.</param>
internal sealed record OperationFacts(OperationFile Runbook, OperationFile SmokeTest)
{
    /// <summary>Looks at the files, within the root.</summary>
    public static OperationFacts Of(PlatformModule module, FileFence fence)
    {
        var folder = Path.GetDirectoryName(module.Path)!; // a manifest lies in a folder
        return new OperationFacts(Look(module.Operations?.Runbook, isProgram: false), Look(module.Operations?.SmokeTest, isProgram: true));

        OperationFile Look(string? path, bool isProgram)
        {
            if (path is null) return new OperationFile(null, OperationFileState.NotDeclared);
            if (OrdinaryFile.Open(Path.Combine(folder, path), forWriting: false, fence, out var opened) is { } refusal)
                return new OperationFile(path, refusal.IsMissing ? OperationFileState.Missing : OperationFileState.Unreadable) { Why = refusal.What };
            var mode = opened.Facts.Mode;
            var content = OrdinaryFile.Read(opened, OrdinaryFile.MostWritten);
            if (content.Refusal is { } unread) return new OperationFile(path, OperationFileState.Unreadable) { Why = unread.What };
            if (IsEmpty(content.Bytes!, isProgram)) return new OperationFile(path, OperationFileState.Empty); // read, so there are bytes
            var isExecutable = OperatingSystem.IsWindows() || (mode & (UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute)) != UnixFileMode.None;
            return new OperationFile(path, isProgram && !isExecutable ? OperationFileState.NotExecutable : OperationFileState.Good);
        }
    }

    /// <summary>Whether a file says nothing: of a script, comments are nothing.</summary>
    private static bool IsEmpty(ReadOnlySpan<byte> content, bool isProgram)
    {
        foreach (var line in content.Split((byte)'\n'))
        {
            var text = content[line].Trim(" \t\r\uFEFF"u8);
            if (!text.IsEmpty && !(isProgram && text[0] == (byte)'#')) return false;
        }

        return true;
    }
}

/// <summary>A file that a manifest names.</summary>
/// <param name="Path">Relative to the module's folder; null where none is named.</param>
/// <param name="State">What became of it.</param>
internal sealed record OperationFile(string? Path, OperationFileState State)
{
    /// <summary>Why it cannot be read, to be put behind its name.</summary>
    public string? Why { get; init; }
}

internal enum OperationFileState
{
    Good,
    NotDeclared,
    Missing,

    /// <summary>Nothing, or nothing but comments.</summary>
    Empty,
    NotExecutable,
    Unreadable,
}
