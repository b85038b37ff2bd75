namespace Platform.Schema.Keywords;

/// <summary>Which places of a <see cref="PropertyTable"/> a mapping must fill.</summary>
internal sealed class RequiredNames(bool[] required)
{
    public int Count { get; } = CountTrue(required);

    public bool Contains(int place) => required[place];

    private static int CountTrue(bool[] values)
    {
        var count = 0;
        foreach (var value in values)
        {
            if (value) count++;
        }

        return count;
    }
}
