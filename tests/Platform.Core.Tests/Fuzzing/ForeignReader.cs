namespace Platform.Tests.Fuzzing;

/// <summary>A reader of bytes that somebody else wrote, and what it may do with them.</summary>
/// <param name="Name">For the test's name.</param>
/// <param name="Covers">The methods that are fuzzed by it, each as <c>Type.Method</c>.</param>
/// <param name="Samples">What it reads when all is well.</param>
/// <param name="Read">Reads.</param>
internal sealed record ForeignReader(string Name, string[] Covers, byte[][] Samples, Action<byte[]> Read)
{
    /// <summary>The exceptions with which it refuses; none where it has other words for that.</summary>
    public Type[] Refusals { get; init; } = [];

    /// <summary>Bytes of memory that it may allocate for each byte it is given.</summary>
    public int MemoryFactor { get; init; } = 200;

    /// <summary>Bytes of memory that it may allocate whatever it is given.</summary>
    public int Memory { get; init; } = 4 << 20;

    /// <summary>How many inputs are made up.</summary>
    public int Inputs { get; init; } = 1500;

    public override string ToString() => Name;
}
