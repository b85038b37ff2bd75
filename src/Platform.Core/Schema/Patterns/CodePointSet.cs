using System.Globalization;

namespace Platform.Schema.Patterns;

/// <summary>
/// A set of Unicode code points: sorted ranges, and whole general categories, which no list of ranges could hold in
/// reasonable space.
/// </summary>
internal sealed class CodePointSet
{
    public const int MaxCodePoint = 0x10FFFF;

    /// <summary>First, last, first, last … in ascending order.</summary>
    private readonly int[] _ranges;
    private readonly bool _isNegated;
    private readonly ulong _low;
    private readonly ulong _high;

    /// <param name="ranges">Pairs of first and last code points, in any order.</param>
    /// <param name="categories">One bit for each general category, in .NET's order.</param>
    /// <param name="isNegated">Whether the set is all that is in neither.</param>
    public CodePointSet(IReadOnlyList<int> ranges, uint categories = 0, bool isNegated = false)
    {
        _ranges = Merge(ranges);
        Categories = categories;
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

    public IReadOnlyList<int> Ranges => _ranges;

    public uint Categories { get; }

    /// <summary>The one code point of a set of one; -1 for any other set.</summary>
    public int Single => Categories == 0 && _ranges.Length == 2 && _ranges[0] == _ranges[1] ? _ranges[0] : -1;

    public static CodePointSet Of(int codePoint) => new([codePoint, codePoint]);

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
        if ((Categories | other.Categories) != 0) return false;
        for (var i = 0; i < _ranges.Length; i += 2)
        {
            for (var j = 0; j < other._ranges.Length; j += 2)
            {
                if (_ranges[i] <= other._ranges[j + 1] && other._ranges[j] <= _ranges[i + 1]) return false;
            }
        }

        return true;
    }

    private bool Search(int codePoint) => (InRanges(codePoint) || InCategories(codePoint)) != _isNegated;

    private bool InCategories(int codePoint) =>
        Categories != 0 && (Categories >> (int)CharUnicodeInfo.GetUnicodeCategory(codePoint) & 1) != 0;

    private bool InRanges(int codePoint)
    {
        var low = 0;
        var high = (_ranges.Length / 2) - 1;
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (codePoint < _ranges[2 * middle]) high = middle - 1;
            else if (codePoint > _ranges[(2 * middle) + 1]) low = middle + 1;
            else return true;
        }

        return false;
    }

    /// <summary>Sorts the ranges by insertion, since they are few, and joins those that touch.</summary>
    private static int[] Merge(IReadOnlyList<int> ranges)
    {
        var merged = new List<int>(ranges.Count);
        for (var i = 0; i < ranges.Count; i += 2)
        {
            var (first, last) = (ranges[i], ranges[i + 1]);
            var at = 0;
            while (at < merged.Count && merged[at + 1] < first - 1) at += 2;
            while (at < merged.Count && merged[at] <= last + 1)
            {
                first = Math.Min(first, merged[at]);
                last = Math.Max(last, merged[at + 1]);
                merged.RemoveRange(at, 2);
            }

            merged.Insert(at, first);
            merged.Insert(at + 1, last);
        }

        return merged.ToArray();
    }

    private static int[] Complement(int[] ranges)
    {
        var complement = new List<int>();
        var next = 0;
        for (var i = 0; i < ranges.Length; i += 2)
        {
            if (ranges[i] > next)
            {
                complement.Add(next);
                complement.Add(ranges[i] - 1);
            }

            next = ranges[i + 1] + 1;
        }

        if (next <= MaxCodePoint)
        {
            complement.Add(next);
            complement.Add(MaxCodePoint);
        }

        return complement.ToArray();
    }
}
