using System.Text.Json;

namespace Platform.Docker;

/// <summary>Lists of an answer. JSON can put a null into each, and no type of .NET can forbid it.</summary>
internal static class AnswerList
{
    /// <summary>The items; none for no list.</summary>
    /// <exception cref="JsonException">One of them is null, which neither Docker nor Compose ever writes.</exception>
    public static IEnumerable<T> Present<T>(this IEnumerable<T?>? items) where T : class =>
        (items ?? []).Select(item => item ?? throw new JsonException("a list has a null in it"));
}
