using System.Security.Cryptography;
using System.Text.Json;

namespace Platform.EndToEnd.Applying;

/// <summary>A plan that <c>platformctl plan</c> wrote, as a reviewer gets it.</summary>
internal sealed record PlanFile(int ExitCode, string Path)
{
    /// <summary>What <c>sha256sum</c> says of the file: no code of the product has a part in it.</summary>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(Path)));

    public JsonElement Json => JsonDocument.Parse(File.ReadAllBytes(Path)).RootElement;

    /// <summary>The changes, as <c>module Action</c>.</summary>
    public IEnumerable<string> Changes => Json.GetProperty("changes").EnumerateArray()
        .Select(c => $"{(c.GetProperty("module").GetString() is { } module ? module + " " : "")}{c.GetProperty("action").GetString()}");

    /// <summary>Why nothing is planned for a module.</summary>
    public string? BlockedOf(string module) => Json.GetProperty("blocked").EnumerateArray()
        .Single(b => b.GetProperty("module").GetString() == module).GetProperty("message").GetString();

    /// <summary>Writes it with other bytes; text that is not there would leave them the same by mistake.</summary>
    public PlanFile With(string old, string replacement)
    {
        var text = File.ReadAllText(Path);
        Assert.Contains(old, text, StringComparison.Ordinal);
        var other = Path + ".other";
        File.WriteAllText(other, text.Replace(old, replacement, StringComparison.Ordinal));
        return this with { Path = other };
    }
}

/// <summary>What <c>platformctl apply --json</c> said.</summary>
internal sealed record ApplyOutcome(int ExitCode, JsonElement? Json, CommandResult Result)
{
    public static ApplyOutcome Of(CommandResult result) => new(
        result.ExitCode, result.Output.Length > 0 ? JsonDocument.Parse(result.Output).RootElement : null, result);

    /// <summary>What became of the changes, in their order.</summary>
    private IEnumerable<string?> Statuses => Changes.Select(c => c.GetProperty("status").GetString());

    /// <summary>Everything it said on standard error and of its changes.</summary>
    public string Said => Result.Error + string.Join('\n', Changes.Select(c => c.GetProperty("message").ToString()));

    private IEnumerable<JsonElement> Changes => Json?.GetProperty("changes").EnumerateArray() ?? [];

    public void AssertStatuses(params string[] expected) => Assert.True(Statuses.SequenceEqual(expected), Result.ToString());

    public void AssertExit(int expected) => Assert.True(ExitCode == expected, $"expected {expected}: {Result}");
}
