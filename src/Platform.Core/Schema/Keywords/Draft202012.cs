using System.Text.Json;
using Json.Schema;
using Platform.Schema.Values;
using Library = Json.Schema.Keywords;

namespace Platform.Schema.Keywords;

/// <summary>
/// The keywords of draft 2020-12 that can make a value invalid: the library's, and ours where the library's are wrong,
/// can be made to hang, or say in words what nobody reads.
/// </summary>
internal static class Draft202012
{
    public static Dialect Dialect { get; } = new([.. Ours(), .. Theirs()]) { AllowUnknownKeywords = false };

    private static IEnumerable<IKeywordHandler> Ours() =>
    [
        new RefKeyword(),
        new DynamicRefKeyword(),
        new PropertiesKeyword(),
        new PatternPropertiesKeyword(),
        new AdditionalPropertiesKeyword(),
        new Assertion<InstanceTypes>("type", ValueKeywords.ReadTypes, (value, types) => ValueKeywords.TypeOf(value).Overlaps(types)),
        new Assertion<JsonElement>("const", keyword => keyword, JsonElement.DeepEquals),
        new Assertion<JsonElement[]>("enum", ValueKeywords.ReadList, ValueKeywords.IsAny),
        new Assertion<bool>("uniqueItems", keyword => keyword.GetBoolean(), (value, unique) => !unique || ValueKeywords.AreUnique(value)),
        new Assertion<Patterns.SchemaPattern>("pattern", TextKeywords.ReadPattern, TextKeywords.Matches),
        new Assertion<Formats.SchemaFormat>("format", TextKeywords.ReadFormat, TextKeywords.HasFormat),
        new Assertion<int>("minLength", TextKeywords.ReadCount, TextKeywords.IsLongEnough),
        new Assertion<int>("maxLength", TextKeywords.ReadCount, TextKeywords.IsShortEnough),
    ];

    private static IEnumerable<IKeywordHandler> Theirs() =>
    [
        Library.IdKeyword.Instance,
        Library.DefsKeyword.Instance,
        Library.AllOfKeyword.Instance,
        Library.AnyOfKeyword.Instance,
        Library.OneOfKeyword.Instance,
        Library.NotKeyword.Instance,
        Library.IfKeyword.Instance,
        Library.ThenKeyword.Instance,
        Library.ElseKeyword.Instance,
        Library.RequiredKeyword.Instance,
        Library.DependentRequiredKeyword.Instance,
        Library.DependentSchemasKeyword.Instance,
        Library.Draft06.DependenciesKeyword.Instance,
        Library.PropertyNamesKeyword.Instance,
        Library.MinPropertiesKeyword.Instance,
        Library.MaxPropertiesKeyword.Instance,
        Library.PrefixItemsKeyword.Instance,
        Library.ItemsKeyword.Instance,
        Library.ContainsKeyword.Instance,
        Library.MinContainsKeyword.Instance,
        Library.MaxContainsKeyword.Instance,
        Library.MinItemsKeyword.Instance,
        Library.MaxItemsKeyword.Instance,
        Library.MinimumKeyword.Instance,
        Library.MaximumKeyword.Instance,
        Library.ExclusiveMinimumKeyword.Instance,
        Library.ExclusiveMaximumKeyword.Instance,
        Library.MultipleOfKeyword.Instance,
        Library.UnevaluatedItemsKeyword.Instance,
        Library.UnevaluatedPropertiesKeyword.Instance,
    ];
}
