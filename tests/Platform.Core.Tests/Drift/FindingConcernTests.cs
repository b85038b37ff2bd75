using System.Reflection;
using Platform.Drift;

namespace Platform.Tests.Drift;

/// <summary>No code without a concern: a plan would pass it over.</summary>
public sealed class FindingConcernTests
{
    public static TheoryData<string> Codes =>
        [.. typeof(FindingCode).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)]; // they are constants

    [Theory]
    [MemberData(nameof(Codes))]
    public void Each_code_has_one(string code) => Assert.NotNull(FindingConcerns.Of(code));

    [Fact]
    public void What_is_no_code_has_none() => Assert.Null(FindingConcerns.Of("DEPENDENCY_REPLACED"));
}
