using Platform.Yaml;

namespace Platform.Access.Catalog;

/// <summary>Who acts on a fleet, as <c>policies/actors.yaml</c> says it.</summary>
/// <param name="Actors">Agents and jobs.</param>
/// <param name="Operators">The principals of the file of operators that count for this root; null where all of them do.</param>
public sealed record ActorDirectory(IReadOnlyList<Actor> Actors, IReadOnlyList<string>? Operators)
{
    /// <summary>Where it lies, relative to the root.</summary>
    public const string RelativePath = "policies/actors.yaml";

    /// <summary>Of a root without the file: nobody can ask for anything.</summary>
    public static ActorDirectory Nobody { get; } = new([], null);

    public Actor? Find(string name) => Actors.FirstOrDefault(actor => actor.Name == name);

    /// <summary>Whether the name is an operator's.</summary>
    public bool IsOperator(string name) => Operators?.Contains(name, StringComparer.Ordinal) is true;

    internal static ActorDirectory Of(YamlNode file)
    {
        List<Actor> actors = [];
        foreach (var item in file["actors"].Items) actors.Add(new Actor(item["name"].Text, item["user"].GetString()));
        if (!file["operators"].Exists) return new ActorDirectory(actors, null);
        List<string> operators = [];
        foreach (var item in file["operators"].Items) operators.Add(item.Text);
        return new ActorDirectory(actors, operators);
    }
}

/// <summary>An agent or a job.</summary>
/// <param name="Name">What it is called.</param>
/// <param name="User">The account of the system by which a broker knows it; null where it has none of its own.</param>
public sealed record Actor(string Name, string? User)
{
    public override string ToString() => Name;
}
