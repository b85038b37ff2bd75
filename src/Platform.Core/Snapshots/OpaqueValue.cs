namespace Platform.Snapshots;

/// <summary>
/// A value that may be compared and never shown: an environment value, a label, an argument. In a snapshot file it is a
/// keyed fingerprint whose key is thrown away, so that equal values can be told and none can be guessed.
/// </summary>
public sealed class OpaqueValue : IEquatable<OpaqueValue>
{
    private readonly string _value;

    internal OpaqueValue(string value) => _value = value;

    /// <summary>Equal values, or equal fingerprints of one file.</summary>
    public bool Equals(OpaqueValue? other) => other is not null && string.Equals(_value, other._value, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as OpaqueValue);

    public override int GetHashCode() => _value.GetHashCode(StringComparison.Ordinal);

    /// <summary>Never the value.</summary>
    public override string ToString() => "…";

    /// <summary>The value, for the fingerprint alone.</summary>
    internal string Reveal() => _value;
}
