using System.Globalization;
using System.Text;
using Platform.Yaml;

namespace Platform.Schema.Explaining;

/// <summary>The way from the root to the value being explained.</summary>
internal sealed class InstancePath
{
    private readonly List<string> _steps = [];
    private readonly List<bool> _isIndex = [];

    public void Push(string key) => Push(key, isIndex: false);

    public void Push(int index) => Push(index.ToString(CultureInfo.InvariantCulture), isIndex: true);

    public void Pop()
    {
        _steps.RemoveAt(_steps.Count - 1);
        _isIndex.RemoveAt(_isIndex.Count - 1);
    }

    /// <summary>The value as the subject of a sentence: <c>`host`</c>, <c>Item 2 of `refs`</c>.</summary>
    public string Subject
    {
        get
        {
            var last = _steps.Count - 1;
            if (last < 0) return "The document";
            if (!_isIndex[last]) return $"`{TextExcerpt.Of(_steps[last])}`";
            var item = "Item " + (int.Parse(_steps[last], CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);
            while (--last >= 0)
            {
                if (!_isIndex[last]) return $"{item} of `{TextExcerpt.Of(_steps[last])}`";
            }

            return item;
        }
    }

    /// <summary>The JSON Pointer (RFC 6901) of the value, or of a key in it.</summary>
    public string ToPointer(string? key = null)
    {
        var text = new StringBuilder();
        foreach (var step in _steps) text.Append('/').Append(JsonPointer.Escape(step));
        if (key is not null) text.Append('/').Append(JsonPointer.Escape(key));
        return text.ToString();
    }

    private void Push(string step, bool isIndex)
    {
        _steps.Add(step);
        _isIndex.Add(isIndex);
    }
}
