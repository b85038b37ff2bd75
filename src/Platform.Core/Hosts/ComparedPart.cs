namespace Platform.Hosts;

/// <summary>What of a module a look at its host is to compare, where it may come to nothing.</summary>
public enum ComparedPart
{
    /// <summary>The container's settings against its compose files.</summary>
    Configuration,

    /// <summary>Whether there is a container at all.</summary>
    Container,

    /// <summary>Anything of the host.</summary>
    Host,
}
