using System.Diagnostics;
using System.Reflection;
using Platform.Hosts;
using Platform.Planning;
using Platform.Shell;

namespace Platform.Tests.Architecture;

/// <summary>
/// What only one place may do, and which folder may use which. <c>src/BannedSymbols.txt</c> holds the first of it while code is
/// compiled; this looks at what was compiled, so that nothing that switched the analyser off goes unseen.
/// </summary>
public sealed class ArchitectureTests
{
    /// <summary>The floors of the library, from the ground up; a folder uses folders of lower floors, or of its own floor without a circle.</summary>
    private static readonly string[][] Floors =
    [
        ["Text", "Json", "Files", "Processes", "Shell"], ["Yaml"], ["Schema"], ["Diagnostics", "Root", "Docker"], ["Compose", "Hosts", "Registries", "Journals"],
        ["Manifests", "Snapshots"], ["Drift", "Policy", "Readiness", "Editing"], ["Planning", "Adopting", "Access"], ["Applying", "Review"], ["Reporting"],
    ];

    private static readonly Type[] Library = typeof(PlatformPlan).Assembly.GetTypes();

    private static readonly string[] Opening =
    [
        "Open", "OpenRead", "OpenWrite", "OpenText", "OpenHandle", "ReadAllBytes", "ReadAllText", "ReadAllLines", "ReadLines", "ReadAllBytesAsync", "ReadAllTextAsync",
        "ReadAllLinesAsync", "ReadLinesAsync", "WriteAllBytes", "WriteAllText", "WriteAllLines", "WriteAllBytesAsync", "WriteAllTextAsync", "WriteAllLinesAsync",
        "AppendAllText", "AppendAllLines", "AppendAllBytes", "AppendText", "Create", "CreateText", "Copy", "Move", "Replace",
    ];

    [Fact]
    public void Only_the_folder_Processes_starts_programs()
    {
        Assert.Equal(["Processes"], FoldersThat(IsStart));
        static bool IsStart(MemberInfo member) =>
            (member.DeclaringType == typeof(Process) && member.Name is "Start") || member.DeclaringType == typeof(ProcessStartInfo);
    }

    [Fact]
    public void Only_the_folder_Files_opens_files()
    {
        Assert.Equal(["Files"], FoldersThat(IsOpening));
        static bool IsOpening(MemberInfo member) =>
            ((member.DeclaringType == typeof(File) || member.DeclaringType == typeof(FileInfo)) && Opening.Contains(member.Name, StringComparer.Ordinal)) ||
            (member is ConstructorInfo && (member.DeclaringType == typeof(FileStream) ||
                ((member.DeclaringType == typeof(StreamReader) || member.DeclaringType == typeof(StreamWriter)) && ((ConstructorInfo)member).GetParameters()[0].ParameterType == typeof(string))));
    }

    /// <summary>SSH.NET trusts every host key where nobody asks; that place asks.</summary>
    [Fact]
    public void Only_one_place_makes_connections_with_SSH_NET() =>
        Assert.Equal(["SshNetConnection"], TypesThat(member => member is ConstructorInfo && typeof(Renci.SshNet.IBaseClient).IsAssignableFrom(member.DeclaringType)));

    [Fact]
    public void Only_the_writer_of_a_kind_of_script_makes_one()
    {
        Assert.Equal(["ApplyScript"], TypesThat(Makes(typeof(ChangeScript))));
        // The rehearsal sends nothing: it needs a mark to read a made-up answer by.
        Assert.Equal(["SnapshotScript"], TypesThat(Makes(typeof(ReadOnlyScript))));
        static Func<MemberInfo, bool> Makes(Type type) => member => member is ConstructorInfo && member.DeclaringType == type;
    }

    [Fact]
    public void Nothing_but_checked_words_and_parts_of_scripts_fits_into_a_script()
    {
        var holes = typeof(ShellText).GetMethods().Where(m => m.Name == "AppendFormatted").Select(m => m.GetParameters().Single().ParameterType);
        Assert.Equal([typeof(ShellText), typeof(ShellWord)], holes.OrderBy(t => t.Name, StringComparer.Ordinal));
        Assert.All(typeof(ShellWord).GetConstructors(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic), c => Assert.True(c.IsPrivate));
    }

    [Fact]
    public void No_folder_uses_one_of_a_higher_floor()
    {
        var floorOf = Floors.SelectMany((folders, floor) => folders.Select(folder => (folder, floor))).ToDictionary(p => p.folder, p => p.floor, StringComparer.Ordinal);
        string[] upward =
        [
            .. Uses().Where(use => floorOf.TryGetValue(use.From, out var floor) && (!floorOf.TryGetValue(use.To, out var other) || other > floor))
                .Select(use => $"{use.From} uses {use.To}: {use.Type.Name}").Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal),
        ];
        Assert.True(upward.Length == 0, string.Join('\n', upward));
        Assert.Contains(Uses(), use => (use.From, use.To) == ("Hosts", "Processes")); // uses are found at all
    }

    [Fact]
    public void Every_folder_has_its_floor() =>
        Assert.Empty(Library.Select(FolderOf).OfType<string>().Distinct(StringComparer.Ordinal).Except(Floors.SelectMany(folders => folders), StringComparer.Ordinal));

    [Fact]
    public void No_circle_is_between_folders()
    {
        var uses = Uses().Select(use => (use.From, use.To)).Distinct().ToLookup(use => use.From, use => use.To, StringComparer.Ordinal);
        foreach (var folder in Floors.SelectMany(f => f))
        {
            HashSet<string> reached = new(StringComparer.Ordinal);
            Stack<string> open = new(uses[folder]);
            while (open.TryPop(out var next))
                if (reached.Add(next)) foreach (var further in uses[next]) open.Push(further);
            Assert.DoesNotContain(folder, reached);
        }
    }

    private static IEnumerable<(string From, string To, Type Type)> Uses() =>
        from type in Library
        let mine = FolderOf(type)
        where mine is not null
        from used in UsedMembers.TypesOf(type)
        let theirs = FolderOf(used)
        where theirs is not null && theirs != mine
        select (mine, theirs, type);

    private static string[] FoldersThat(Func<MemberInfo, bool> does) =>
        [.. Library.Where(type => UsedMembers.Of(type).Any(does)).Select(FolderOf).OfType<string>().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    private static string[] TypesThat(Func<MemberInfo, bool> does) =>
        [.. Library.Where(type => UsedMembers.Of(type).Any(does)).Select(type => Outermost(type).Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The folder a type lies in: the second part of its namespace; null for what the compiler adds by itself.</summary>
    private static string? FolderOf(Type type) => Outermost(type).Namespace?.Split('.') is ["Platform", var folder, ..] ? folder : null;

    private static Type Outermost(Type type) => type.DeclaringType is { } outer ? Outermost(outer) : type;
}
