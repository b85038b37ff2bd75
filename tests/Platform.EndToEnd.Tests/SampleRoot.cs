namespace Platform.EndToEnd;

/// <summary>A copy of the sample fleet that a test may break.</summary>
internal sealed class SampleRoot : IDisposable
{
    public SampleRoot()
    {
        foreach (var part in (ReadOnlySpan<string>)["modules", "compose", "observations"])
            Copy(new DirectoryInfo(Repository.File(part)), Directory.CreateDirectory(System.IO.Path.Combine(Path, part)));
        File.Copy(Repository.File("hosts.yaml"), System.IO.Path.Combine(Path, "hosts.yaml"));
    }

    public string Path { get; } = Directory.CreateTempSubdirectory("platform-sample-").FullName;

    public string PathOf(string relative) => System.IO.Path.Combine(Path, relative);

    /// <summary>Replaces text that has to be there, so that a test never breaks nothing by mistake.</summary>
    public void Edit(string relative, string old, string replacement)
    {
        var path = PathOf(relative);
        var text = File.ReadAllText(path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        File.WriteAllText(path, text.Replace(old, replacement, StringComparison.Ordinal));
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);

    private static void Copy(DirectoryInfo from, DirectoryInfo to)
    {
        foreach (var file in from.EnumerateFiles()) file.CopyTo(System.IO.Path.Combine(to.FullName, file.Name));
        foreach (var folder in from.EnumerateDirectories()) Copy(folder, to.CreateSubdirectory(folder.Name));
    }
}
