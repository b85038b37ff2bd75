using System.Text.Json.Serialization;

namespace Platform.Manifests.Reviewers;

/// <summary>In which role somebody reviews a change (R7.1).</summary>
public enum ReviewHat
{
    /// <summary>Whether it works, and what it breaks.</summary>
    [JsonStringEnumMemberName("tech")]
    Tech,

    /// <summary>Whether it is what the platform's users need.</summary>
    [JsonStringEnumMemberName("product")]
    Product,
}

/// <summary>Hats as words.</summary>
public static class ReviewHats
{
    public static IReadOnlyList<ReviewHat> All { get; } = [ReviewHat.Tech, ReviewHat.Product];

    /// <summary>As files and messages have it: <c>tech</c>.</summary>
    public static string WordOf(ReviewHat hat) => hat is ReviewHat.Tech ? "tech" : "product";

    /// <summary>Of a word that a schema has let in.</summary>
    internal static ReviewHat Of(string word) => word == "product" ? ReviewHat.Product : ReviewHat.Tech;
}
