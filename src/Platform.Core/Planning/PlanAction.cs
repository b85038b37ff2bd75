namespace Platform.Planning;

/// <summary>What a change does to a host. Nothing is ever deleted but by <see cref="Remove"/>, which has to be asked for.</summary>
public enum PlanAction
{
    /// <summary>Pulls the approved digest and gives it the tag that the compose file names.</summary>
    Pull,

    /// <summary>Puts the root's compose file in its place on the host, at once or not at all; the previous one is kept.</summary>
    PutComposeFile,

    /// <summary>Recreates the container from the compose file, without touching what it depends on.</summary>
    Recreate,

    /// <summary>Makes the container that is missing.</summary>
    Create,

    /// <summary>Makes the containers of a service that are missing, or removes those that are too many, and leaves the others as they are.</summary>
    Scale,

    /// <summary>
    /// Runs a job again whose image or set-up is another: makes its container again and waits for its end. What it did stays, whatever comes
    /// after it.
    /// </summary>
    Run,

    /// <summary>Starts, or unpauses, the container.</summary>
    Start,

    /// <summary>Stops the container, as <c>desired_state</c> says.</summary>
    Stop,

    /// <summary>Gives a container of the right service the name the manifest expects.</summary>
    Adopt,

    /// <summary>Removes a container that no module declares; only where a plan was made with <c>--prune</c>. Volumes stay.</summary>
    Remove,
}
