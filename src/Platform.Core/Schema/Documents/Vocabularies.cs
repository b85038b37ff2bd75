namespace Platform.Schema.Documents;

/// <summary>
/// The vocabularies of draft 2020-12 that make a difference to validity; core cannot be switched off.
/// </summary>
[Flags]
internal enum Vocabularies
{
    None = 0,
    Applicator = 1,
    Unevaluated = 2,
    Validation = 4,
    FormatAssertion = 8,

    /// <summary>What the standard metaschema switches on: format is an annotation there.</summary>
    Default = Applicator | Unevaluated | Validation,
}
