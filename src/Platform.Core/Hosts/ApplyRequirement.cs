using Platform.Yaml;

namespace Platform.Hosts;

/// <summary>What applying a plan can be made to take beside the plan.</summary>
public enum ApplyRequirement
{
    /// <summary>An operator's signature over the plan.</summary>
    Signature,

    /// <summary>A review of the plan that came to CLEAR.</summary>
    Review,
}

/// <summary>Reads <c>require</c>, which is valid by its schema.</summary>
internal static class ApplyRequirements
{
    public static IReadOnlyList<ApplyRequirement> Of(YamlNode require)
    {
        List<ApplyRequirement> requirements = [];
        foreach (var item in require.Items) requirements.Add(item.Text == "review" ? ApplyRequirement.Review : ApplyRequirement.Signature);
        return requirements;
    }
}
