using System.Diagnostics;
using System.Reflection;
using System.Runtime.CompilerServices;
using Platform.Yaml;

namespace Platform.Tests.Fuzzing;

/// <summary>
/// No bytes make a reader throw anything but its refusal, take memory out of proportion, or go on for ever. The bytes are the
/// same in each run.
/// </summary>
public sealed class FuzzTests
{
    private const int Seed = 20261127;

    /// <summary>For one input of up to 64 KiB: a hundred times what any takes on an idle machine, and nothing to what a reader that explodes would.</summary>
    private static readonly TimeSpan LongestInput = TimeSpan.FromSeconds(20);

    /// <summary>For all inputs of one reader.</summary>
    private static readonly TimeSpan LongestRun = TimeSpan.FromMinutes(5);

    /// <summary>Readers that are not to be fuzzed by themselves, and why.</summary>
    private static readonly Dictionary<string, string> Elsewhere = new(StringComparer.Ordinal)
    {
        ["YamlReader.ReadFile"] = "opens a file, and reads it as YamlReader.Read does",
        ["JsonReader.ReadFile"] = "opens a file, and reads it as JsonReader.Read does",
        ["FileValidator.Read"] = "chooses between the two above",
        ["OrdinaryFile.Read"] = "gives bytes as they are",
        ["OrdinaryFile.ReadInto"] = "gives bytes as they are",
        ["PlanDocument.ReadBytes"] = "gives bytes as they are",
        ["SignatureFile.Read"] = "gives a text as it is",
        ["ComposeText.Read"] = "opens a file, and reads it as YamlReader.Read does",
        ["TrustedRoots.Parse"] = "reads a variable of the user's own, which is no foreign text",
        ["RootCommit.ReadAsync"] = "runs git, and reads its answers as GitTree.Read and GitAttributes.Read do",
        ["ExactNumber.TryParse"] = "part of evaluating a schema",
        ["InstanceType.Parse"] = "part of compiling a schema",
        ["SavedPlan.ReadAsync"] = "opens a file, and reads it as PlanDocument.Read does",
    };

    public static TheoryData<string> Names => [.. ForeignReaders.All.Select(r => r.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Foreign_bytes_are_read_or_refused_within_time_and_memory(string name)
    {
        var reader = ForeignReaders.All.Single(r => r.Name == name);
        foreach (var sample in reader.Samples) Read(reader, sample, out _); // what is made once, such as compiled schemas, counts for no input
        Exception? failure = null;
        var current = Array.Empty<byte>();
        var watch = Stopwatch.StartNew();
        // On a thread of its own: one that never ends is found out about, too.
        var run = new Thread(() =>
        {
            try
            {
                var mutation = new Mutation(Seed, reader.Samples);
                for (var i = 0; i < reader.Inputs; i++)
                {
                    Volatile.Write(ref current, mutation.Next());
                    Check(reader, current, i);
                }
            }
            catch (Exception exception)
            {
                failure = exception;
            }
        }) { IsBackground = true };
        run.Start();
        Assert.True(run.Join(LongestRun), $"{name} did not end within {watch.Elapsed}; it was at {Convert.ToBase64String(Volatile.Read(ref current))}");
        Assert.Null(failure);
    }

    [Fact]
    public void No_reader_of_foreign_bytes_is_missing()
    {
        var covered = ForeignReaders.All.SelectMany(r => r.Covers).Concat(Elsewhere.Keys).ToHashSet(StringComparer.Ordinal);
        string[] missing =
        [
            .. typeof(YamlReader).Assembly.GetTypes()
                .Where(t => t.Namespace?.StartsWith("Platform", StringComparison.Ordinal) == true && !t.IsDefined(typeof(CompilerGeneratedAttribute)))
                .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                .Where(m => !m.IsPrivate && ReadsForeignBytes(m))
                .Select(m => $"{m.DeclaringType!.Name}.{m.Name}") // a method has a type
                .Distinct().Where(m => !covered.Contains(m)).Order(StringComparer.Ordinal),
        ];
        Assert.True(missing.Length == 0, $"add to {nameof(ForeignReaders)}, with a sample of what it reads: {string.Join(", ", missing)}");
    }

    [Fact]
    public void A_reader_that_throws_takes_too_much_or_never_ends_would_be_noticed()
    {
        var sample = new byte[] { 1 };
        Assert.ThrowsAny<Exception>(() => Check(new ForeignReader("throws", [], [sample], _ => throw new InvalidOperationException("no")), sample, 0));
        Assert.ThrowsAny<Exception>(() => Check(new ForeignReader("takes", [], [sample], _ => GC.KeepAlive(new byte[64 << 20])), sample, 0));
        Check(new ForeignReader("refuses", [], [sample], _ => throw new FormatException("no")) { Refusals = [typeof(FormatException)] }, sample, 0);
    }

    /// <summary>By its name, and by what it takes first: bytes, or a text.</summary>
    private static bool ReadsForeignBytes(MethodInfo method)
    {
        if (method.GetParameters() is not [var first, ..]) return false;
        var type = first.ParameterType;
        var isBytes = type == typeof(byte[]) || type == typeof(ReadOnlySpan<byte>) || type == typeof(ReadOnlyMemory<byte>) || typeof(Stream).IsAssignableFrom(type);
        var isRead = method.Name.StartsWith("Read", StringComparison.Ordinal) || method.Name.StartsWith("Parse", StringComparison.Ordinal) ||
            method.Name.StartsWith("TryParse", StringComparison.Ordinal) || method.Name is "Canonicalize" or "Check";
        return isRead && (isBytes || type == typeof(string));
    }

    private static void Check(ForeignReader reader, byte[] bytes, int number)
    {
        var watch = Stopwatch.StartNew();
        var refusal = Read(reader, bytes, out var allocated);
        var input = $"{reader.Name}, input {number} of seed {Seed}, {bytes.Length} bytes: {Convert.ToBase64String(bytes.AsSpan(0, Math.Min(bytes.Length, 4096)))}";
        Assert.True(refusal is null || reader.Refusals.Any(type => type.IsInstanceOfType(refusal)), $"{refusal}\n{input}");
        Assert.True(allocated <= reader.Memory + ((long)reader.MemoryFactor * bytes.Length), $"{allocated} bytes were allocated for {input}");
        Assert.True(watch.Elapsed < LongestInput, $"{watch.Elapsed} for {input}");
    }

    private static Exception? Read(ForeignReader reader, byte[] bytes, out long allocated)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Exception? refusal = null;
        try
        {
            reader.Read(bytes);
        }
        catch (Exception exception)
        {
            refusal = exception;
        }

        allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        return refusal;
    }
}
