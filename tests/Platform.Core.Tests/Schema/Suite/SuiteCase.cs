using Platform.Schema;
using Platform.Yaml;

namespace Platform.Tests.Schema.Suite;

/// <summary>One case: a value, and whether the group's schema accepts it.</summary>
internal sealed record SuiteCase(string File, YamlNode Group, YamlNode Test)
{
    public string Name => $"{File} / {Group["description"].Text} / {Test["description"].Text}";

    public bool ExpectedValid => Test["valid"].TryGetBoolean(out var valid) && valid;

    /// <param name="assertFormat">Whether formats count.</param>
    /// <param name="expected">What to expect: the suite's own word, but for the cases that are known to be missed.</param>
    public void Run(bool assertFormat, bool expected)
    {
        var compilation = JsonSchema.Compile(Group["schema"], TestSuite.Options(assertFormat));
        Assert.Empty(compilation.Errors);
        var schema = compilation.GetSchema();
        var result = schema.Evaluate(Test["data"]);
        Assert.Equal(expected, schema.IsValid(Test["data"]));
        Assert.Equal(expected, result.IsValid);
        Assert.All(result.Errors, AssertSentence);
    }

    /// <summary>Every error the suite provokes has to be one a person can read.</summary>
    private static void AssertSentence(SchemaError error)
    {
        Assert.Contains(error.Message[^1], ".?");
        Assert.DoesNotContain("System.", error.Message, StringComparison.Ordinal);
        Assert.True(error.Position.Line >= 1 && error.Position.Column >= 1);
    }
}
