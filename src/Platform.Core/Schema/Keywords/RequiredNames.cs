namespace Platform.Schema.Keywords;

/// <summary>Which places of a <see cref="PropertyTable"/> a mapping must fill.</summary>
internal sealed class RequiredNames(bool[] required)
{
    public int Count { get; } = required.Count(isRequired => isRequired);

    public bool Contains(int place) => required[place];
}
