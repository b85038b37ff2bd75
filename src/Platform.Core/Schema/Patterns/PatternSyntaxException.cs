namespace Platform.Schema.Patterns;

/// <summary>
/// Leaves the recursive parser at the first error; never leaves <see cref="SchemaPattern.TryParse"/>.
/// </summary>
/// <param name="reason">What is wrong, to stand behind a colon.</param>
internal sealed class PatternSyntaxException(string reason) : Exception(reason);
