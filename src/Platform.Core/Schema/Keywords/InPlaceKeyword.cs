using Platform.Schema.Evaluating;

namespace Platform.Schema.Keywords;

/// <summary>A keyword that applies other schemas to the same value.</summary>
internal abstract class InPlaceKeyword : SchemaKeyword
{
    /// <summary>The schemas that every valid value meets.</summary>
    public abstract IEnumerable<SchemaNode> Parts { get; }

    /// <summary>The schemas that a valid value may meet, <see cref="Parts"/> included.</summary>
    public virtual IEnumerable<SchemaNode> Branches => Parts;
}
