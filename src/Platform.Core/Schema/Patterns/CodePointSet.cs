using System.Globalization;

namespace Platform.Schema.Patterns;

/// <summary>
/// A set of Unicode code points: sorted ranges, and whole general categories, which no list of ranges could hold in
/// reasonable space.
/// </summary>
internal sealed class CodePointSet
{
    public const int MaxCodePoint = 0x10FFFF;

    private readonly (int First, int Last)[] _ranges;
    private readonly uint _categories;
    private readonly bool _isNegated;
    private readonly ulong _low;
    private readonly ulong _high;

    public CodePointSet(IEnumerable<(int First, int Last)> ranges, uint categories = 0, bool isNegated = false)
    {
        _ranges = Merge(ranges);
        _categories = categories;
        _isNegated = isNegated;
        if (isNegated && categories == 0)
        {
            _ranges = Complement(_ranges);
            _isNegated = false;
        }

        for (var i = 0; i < 64; i++)
        {
            if (Search(i)) _low |= 1UL << i;
            if (Search(i + 64)) _high |= 1UL << i;
        }
    }

    public IReadOnlyList<(int First, int Last)> Ranges => _ranges;

    public uint Categories => _categories;

    public static CodePointSet Of(int codePoint) => new([(codePoint, codePoint)]);

    public static uint MaskOf(params ReadOnlySpan<UnicodeCategory> categories)
    {
        var mask = 0u;
        foreach (var category in categories) mask |= 1u << (int)category;
        return mask;
    }

    public bool Contains(int codePoint)
    {
        if (codePoint < 64) return (_low >> codePoint & 1) != 0;
        if (codePoint < 128) return (_high >> (codePoint - 64) & 1) != 0;
        return Search(codePoint);
    }

    /// <summary>Whether no code point is in both, as far as that can be told cheaply; false is always safe.</summary>
    public bool IsDisjointFrom(CodePointSet other)
    {
        if ((_categories | other._categories) != 0) return false;
        foreach (var (first, last) in _ranges)
        {
            foreach (var (otherFirst, otherLast) in other._ranges)
            {
                if (first <= otherLast && otherFirst <= last) return false;
            }
        }

        return true;
    }

    private bool Search(int codePoint) => (InRanges(codePoint) || InCategories(codePoint)) != _isNegated;

    private bool InCategories(int codePoint) =>
        _categories != 0 && (_categories >> (int)CharUnicodeInfo.GetUnicodeCategory(codePoint) & 1) != 0;

    private bool InRanges(int codePoint)
    {
        var low = 0;
        var high = _ranges.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codePoint < _ranges[middle].First) high = middle - 1;
            else if (codePoint > _ranges[middle].Last) low = middle + 1;
            else return true;
        }

        return false;
    }

    private static (int First, int Last)[] Merge(IEnumerable<(int First, int Last)> ranges)
    {
        var sorted = ranges.ToArray();
        Array.Sort(sorted, (left, right) => left.First.CompareTo(right.First));
        var count = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (count > 0 && sorted[i].First <= sorted[count - 1].Last + 1)
                sorted[count - 1].Last = Math.Max(sorted[count - 1].Last, sorted[i].Last);
            else
                sorted[count++] = sorted[i];
        }

        return sorted[..count];
    }

    private static (int First, int Last)[] Complement((int First, int Last)[] ranges)
    {
        var complement = new List<(int First, int Last)>();
        var next = 0;
        foreach (var (first, last) in ranges)
        {
            if (first > next) complement.Add((next, first - 1));
            next = last + 1;
        }

        if (next <= MaxCodePoint) complement.Add((next, MaxCodePoint));
        return [.. complement];
    }
}
