using System.Runtime.CompilerServices;
using Platform.Schema.Compiling;
using Platform.Yaml;

namespace Platform.Schema.Evaluating;

/// <summary>
/// The state of one evaluation: the dynamic scope, the marks, and the bounds that make every evaluation end.
/// Compiled schemas are shared between threads; this is not.
/// </summary>
internal sealed class EvaluationRun
{
    /// <summary>
    /// So many schemas applied to one and the same value, each by the one before, are taken for an endless loop.
    /// People nest a handful.
    /// </summary>
    private const int MaxInPlace = 200;

    private const long BaseSteps = 20_000_000;
    private const long StepsPerNode = 64;

    [ThreadStatic]
    private static EvaluationRun? _kept;

    private SchemaResource[] _scopes = new SchemaResource[16];
    private int _scopeCount;
    private int _inPlace;
    private int _depth;
    private long _steps;

    public MarkStack Marks { get; } = new();

    /// <summary>Why the evaluation was given up; null for one that was not. Its outcome counts as invalid.</summary>
    public string? AbortReason { get; private set; }

    /// <summary>
    /// Whether failed schemas leave their marks too, and evaluation goes on after a failure. Explanations ask for it,
    /// or every key of a value with one error in it would be reported as unevaluated as well.
    /// </summary>
    public bool IsLenient { get; set; }

    public static EvaluationRun Take(YamlNode instance)
    {
        var run = _kept ?? new EvaluationRun();
        _kept = null;
        run._scopeCount = run._inPlace = run._depth = 0;
        run._steps = BaseSteps + (StepsPerNode * (instance.Document?.Records.Length ?? 0));
        run.Marks.Clear();
        run.AbortReason = null;
        run.IsLenient = false;
        return run;
    }

    public void Return() => _kept = this;

    /// <summary>
    /// Enters a schema's dynamic scope; false if the evaluation has to stop. Pairs with <see cref="Leave"/>.
    /// </summary>
    public bool TryEnter(SchemaResource resource, out int scope)
    {
        scope = _scopeCount;
        if (AbortReason is not null) return false;
        if (++_inPlace > MaxInPlace)
            return Abort("the schema refers to itself without end");
        if (--_steps < 0)
            return Abort("the schema takes too many steps; its anyOf, oneOf or $ref multiply");
        if ((++_depth & 15) == 0 && !RuntimeHelpers.TryEnsureSufficientExecutionStack())
            return Abort("the schema and the value are nested too deeply");

        if (scope > 0 && ReferenceEquals(_scopes[scope - 1], resource)) return true;
        if (scope == _scopes.Length) Array.Resize(ref _scopes, scope * 2);
        _scopes[_scopeCount++] = resource;
        return true;
    }

    public void Leave(int scope)
    {
        _scopeCount = scope;
        _inPlace--;
        _depth--;
    }

    /// <summary>Evaluates a part of the value at hand.</summary>
    public bool IsValidChild(SchemaNode schema, YamlNode child)
    {
        var inPlace = BeginChild();
        var valid = schema.IsValid(child, this, MarkStack.None);
        EndChild(inPlace);
        return valid;
    }

    public int BeginChild()
    {
        var inPlace = _inPlace;
        _inPlace = 0;
        return inPlace;
    }

    public void EndChild(int inPlace) => _inPlace = inPlace;

    /// <summary>Evaluates the same value by a schema whose marks count only if it is valid.</summary>
    public bool IsValidBranch(SchemaNode schema, YamlNode instance, int marks)
    {
        if (marks == MarkStack.None) return schema.IsValid(instance, this, MarkStack.None);
        var own = Marks.Push(instance);
        var valid = schema.IsValid(instance, this, own);
        if (valid || IsLenient) Marks.Merge(marks, own, instance);
        Marks.Pop(own);
        return valid;
    }

    /// <summary>The outermost dynamic anchor of that name (draft 2020-12 core, 8.2.3.2).</summary>
    public SchemaNode? FindDynamicAnchor(string name)
    {
        foreach (var resource in _scopes.AsSpan(0, _scopeCount))
        {
            if (resource.DynamicAnchors.TryGetValue(name, out var schema)) return schema;
        }

        return null;
    }

    private bool Abort(string reason)
    {
        AbortReason = reason;
        return false;
    }
}
