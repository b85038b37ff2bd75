using Platform.Processes;

namespace Platform.Tests.Processes;

/// <summary>A name stands for a program of PATH's absolute folders, and for no other.</summary>
public sealed class ProgramPathTests : IDisposable
{
    private readonly string _first = Directory.CreateTempSubdirectory("platform-path-").FullName;
    private readonly string _second = Directory.CreateTempSubdirectory("platform-path-").FullName;

    [Fact]
    public void The_first_folder_that_has_it_wins()
    {
        var expected = Program(_first, "tool");
        Program(_second, "tool");
        Assert.Equal(expected, ProgramPath.Find("tool", $"{_first}:{_second}"));
    }

    [Fact]
    public void What_cannot_be_executed_is_passed_over()
    {
        File.WriteAllText(Path.Combine(_first, "tool"), "");
        Directory.CreateDirectory(Path.Combine(_first, "folder"));
        var expected = Program(_second, "tool");
        Assert.Equal(expected, ProgramPath.Find("tool", $"{_first}:{_second}"));
        Assert.Null(ProgramPath.Find("folder", _first));
    }

    [Fact]
    public void An_absolute_path_is_taken_as_it_is()
    {
        var program = Program(_first, "tool");
        Assert.Equal(program, ProgramPath.Find(program, searchPath: null));
        Assert.Null(ProgramPath.Find(program + "-missing", searchPath: null));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("./tool")]
    [InlineData("../tool")]
    [InlineData("folder/tool")]
    [InlineData("tool\0")]
    public void A_relative_path_is_never_found(string program)
    {
        Program(_first, "tool");
        Assert.Null(ProgramPath.Find(program, _first));
    }

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData(".")]
    [InlineData(".:bin")]
    [InlineData("::./bin:../bin:~/bin")]
    [InlineData(null)]
    public void Relative_and_empty_entries_of_PATH_are_not_searched(string? searchPath)
    {
        // The test's own folder has programs: ls of it would be found through any of these entries.
        var name = Path.GetRelativePath(Environment.CurrentDirectory, Program(_first, "tool"));
        Assert.Null(ProgramPath.Find(Path.GetFileName(name), searchPath));
        Assert.Null(ProgramPath.Find(name, searchPath));
        Assert.Equal("", ProgramPath.Trusted(searchPath));
    }

    [Fact]
    public void A_child_gets_the_absolute_entries_in_their_order() =>
        Assert.Equal("/usr/bin:/bin", ProgramPath.Trusted(":/usr/bin:.::bin:/bin:"));

    public void Dispose()
    {
        Directory.Delete(_first, recursive: true);
        Directory.Delete(_second, recursive: true);
    }

    private static string Program(string folder, string name)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, "#!/bin/sh\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
