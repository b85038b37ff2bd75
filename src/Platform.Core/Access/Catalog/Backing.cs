namespace Platform.Access.Catalog;

/// <summary>Where a capability's credential comes from, as the catalog declares it.</summary>
/// <param name="Type">The word of <c>backing.type</c>: <c>ssh-agent</c>.</param>
public abstract record Backing(string Type)
{
    public sealed override string ToString() => Type;
}
