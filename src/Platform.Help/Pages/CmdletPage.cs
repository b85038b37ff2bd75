namespace Platform.Help.Pages;

/// <summary>What a page of <c>docs/cmdlets</c> says of a cmdlet, in the order of PlatyPS's schema 2.0.0.</summary>
internal sealed record CmdletPage
{
    public required string Name { get; init; }

    /// <summary>The file that <c>Get-Help</c> looks for: the name of the cmdlets' assembly, with <c>-Help.xml</c>.</summary>
    public required string HelpFile { get; init; }

    public required IReadOnlyList<string> Synopsis { get; init; }

    public required IReadOnlyList<string> Description { get; init; }

    /// <summary>Names of the parameter sets; empty where the cmdlet has one alone.</summary>
    public required IReadOnlyList<string> ParameterSets { get; init; }

    public required IReadOnlyList<ExampleText> Examples { get; init; }

    public required IReadOnlyList<ParameterText> Parameters { get; init; }

    public required IReadOnlyList<TypeText> Inputs { get; init; }

    public required IReadOnlyList<TypeText> Outputs { get; init; }

    public required IReadOnlyList<string> Notes { get; init; }

    public required IReadOnlyList<LinkText> Links { get; init; }
}

/// <summary>An example: commands with what they print, and what there is to say about it.</summary>
internal sealed record ExampleText(string Title, string Code, IReadOnlyList<string> Remarks);

/// <summary>A type of objects that a cmdlet takes or gives.</summary>
internal sealed record TypeText(string Name, IReadOnlyList<string> Description);

/// <summary>A related page.</summary>
internal sealed record LinkText(string Text, string Uri);
