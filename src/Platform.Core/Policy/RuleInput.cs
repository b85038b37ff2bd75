using Platform.Manifests;
using Platform.Policy.Facts;

namespace Platform.Policy;

/// <summary>What rules are given of one module.</summary>
internal sealed record RuleInput
{
    public required PlatformModule Module { get; init; }

    /// <summary>Its service in the compose files; null for an external module, or where the files have none.</summary>
    public ServiceFacts? Service { get; init; }

    /// <summary>Its containers, as a host showed them; null where no host was asked.</summary>
    public IReadOnlyList<ServiceFacts>? Live { get; init; }

    public required OperationFacts Operations { get; init; }

    public required PolicyThresholds Thresholds { get; init; }

    /// <summary>The risks that the module acknowledges.</summary>
    public IReadOnlyList<Acknowledgement> Acknowledgements { get; init; } = [];

    /// <summary>Ids of the rules that found something in it so far. Rules about acknowledgements come last.</summary>
    public IReadOnlySet<string> Found { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>Ids of the rules that are turned off.</summary>
    public IReadOnlySet<string> Disabled { get; init; } = new HashSet<string>(StringComparer.Ordinal);

    /// <summary>UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The service and the containers, whichever there are.</summary>
    public IEnumerable<ServiceFacts> Runs => (Service is null ? Enumerable.Empty<ServiceFacts>() : [Service]).Concat(Live ?? []);

    public bool IsStateful => Module.Runtime.Statefulness is Statefulness.Stateful;

    /// <summary>The digit of the tier; the last tier where it has none.</summary>
    public int Tier => ModuleTier.NumberOf(Module.Tier) ?? 9;

    public bool IsExposed => Module.Risk?.InternetExposed == true;
}
