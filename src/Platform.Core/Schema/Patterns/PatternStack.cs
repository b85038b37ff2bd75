namespace Platform.Schema.Patterns;

/// <summary>
/// Where to go on after a failure: pairs of an instruction and a place, or of a slot and its old value.
/// </summary>
internal sealed class PatternStack
{
    private int[] _values = new int[64];
    private int _top;

    public void Clear() => _top = 0;

    public void Push(int next, int position)
    {
        if (_top + 2 > _values.Length) Array.Resize(ref _values, _values.Length * 2);
        _values[_top++] = next;
        _values[_top++] = position;
    }

    public bool TryPop(out int next, out int position)
    {
        if (_top == 0)
        {
            next = position = 0;
            return false;
        }

        position = _values[--_top];
        next = _values[--_top];
        return true;
    }
}
