namespace Platform.Drift;

/// <summary>What a finding is about, as far as something follows from it for a plan.</summary>
public enum FindingConcern
{
    /// <summary>What was not seen, is not proven, or is worth knowing: nothing is planned for it.</summary>
    Knowledge,

    /// <summary>Which container is meant.</summary>
    Identity,

    /// <summary>What the container is called.</summary>
    Name,

    /// <summary>Whether there is a container, and how many there are.</summary>
    Number,

    /// <summary>Whether it runs. It comes and goes by itself.</summary>
    State,

    /// <summary>Whether it does its work, however it is set up. It comes and goes by itself.</summary>
    Work,

    /// <summary>Which image it runs.</summary>
    Image,

    /// <summary>That manifest and compose file contradict each other.</summary>
    Contradiction,

    /// <summary>The compose file itself.</summary>
    ComposeFile,

    /// <summary>How the container is set up: another one in its place would be as declared.</summary>
    SetUp,
}
