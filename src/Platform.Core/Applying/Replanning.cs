using System.Text.Json;
using Platform.Drift;
using Platform.Json;
using Platform.Planning;
using Platform.Text;

namespace Platform.Applying;

/// <summary>
/// Plans a host again from what was just seen of it, and says where a plan that claims to come from the same inputs differs.
/// A plan that was written by hand is worth nothing, as only the one that would be made now is applied. Pure.
/// </summary>
internal static class Replanning
{
    private const int LongestValue = 200;

    private static readonly Dictionary<string, string> Nothing = [];

    /// <param name="work">The host, its part of the plan, and the root.</param>
    /// <param name="look">What was just seen.</param>
    /// <returns>A sentence for each unit that planning does not give, or gives otherwise. Empty for a plan of ours.</returns>
    public static IReadOnlyList<string> Differences(HostWork work, HostLook look)
    {
        // A unit that was started has changed what planning would start from. Its targets were checked against the root.
        var units = work.Changes.GroupBy(c => c.Unit).Where(unit => !unit.Any(c => look.Record.HasBegun(c.Number))).Select(unit => unit.ToArray()).ToArray();
        if (units.Length == 0) return [];
        var anew = Plan(work, look, units);
        var given = anew.Changes.GroupBy(c => c.Unit).ToDictionary(unit => KeyOf(unit), unit => unit.ToArray(), StringComparer.Ordinal);
        return [.. units.SelectMany(unit => Compare(unit, given.GetValueOrDefault(KeyOf(unit)), anew))];
    }

    private static PlatformPlan Plan(HostWork work, HostLook look, PlanChange[][] units)
    {
        var ids = units.SelectMany(unit => unit).Select(c => c.Module).OfType<string>().ToHashSet(StringComparer.Ordinal);
        // Modules that share a compose file stand in one unit, though the file's change is one module's alone.
        var modules = work.Modules.Where(m => ids.Contains(m.Key)).ToDictionary(StringComparer.Ordinal);
        var orphans = work.Changes.Any(c => c.Module is null) ? Orphans.Find(look.Observation, work.Fleet, work.Time.GetUtcNow()) : [];
        ModuleDrift[] drifts = [.. modules.Keys.Select(id => look.Modules[id]), .. orphans];
        var input = new PlanInput
        {
            Hosts = [new HostDrift(work.Host, look.Observation, drifts)],
            Modules = modules,
            InvalidModules = [],
            Inventory = work.Inventory,
            ComposeFileOf = m => work.ContentOf(m.Runtime.ComposeFile ?? ""),
            IsWholeFleet = work.Scope.WholeFleet,
            Prune = work.Scope.Prune,
            ValidFor = TimeSpan.Zero,
            Now = work.Time.GetUtcNow(),
        };
        return PlanBuilder.Build(input, _ => new PlanRoot(null, null, Nothing, Nothing));
    }

    /// <summary>What a unit is of: its modules, or the container that is removed.</summary>
    private static string KeyOf(IEnumerable<PlanChange> unit) =>
        string.Join(' ', unit.Select(c => c.Module ?? "/" + c.Target.Container).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Compare(PlanChange[] planned, PlanChange[]? anew, PlatformPlan plan)
    {
        var name = planned[0].Module ?? planned[0].Target.Container;
        if (anew is null)
        {
            var why = plan.Blocked.FirstOrDefault(b => planned.Any(c => c.Module == b.Module))?.Message;
            yield return $"for {TerminalText.Clean(name ?? "")} planning gives no change{(why is null ? "" : $" ({TerminalText.Clean(why, LongestValue)})")}";
            yield break;
        }

        for (var i = 0; i < Math.Max(planned.Length, anew.Length); i++)
        {
            var mine = planned.ElementAtOrDefault(i);
            var theirs = anew.ElementAtOrDefault(i);
            if (mine is null) yield return $"for {name} planning also gives {theirs!.Action}, which the plan lacks";
            else if (theirs is null) yield return $"change {mine.Number} ({mine.Action}) is not what planning gives";
            else if (DifferenceOf(mine, theirs) is { } what) yield return $"change {mine.Number} ({mine.Module ?? name}): {what}";
        }
    }

    /// <summary>The first part of two changes that differs. Numbers are aside, and so are codes that come and go by themselves.</summary>
    private static string? DifferenceOf(PlanChange mine, PlanChange theirs)
    {
        var (left, right) = (Parts(mine), Parts(theirs));
        foreach (var name in left.Keys.Union(right.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal))
        {
            var (says, gives) = (left.GetValueOrDefault(name, "nothing"), right.GetValueOrDefault(name, "nothing"));
            if (says != gives) return $"{name} is {TerminalText.Clean(says, LongestValue)}, and planning gives {TerminalText.Clean(gives, LongestValue)}";
        }

        return null;
    }

    private static Dictionary<string, string> Parts(PlanChange change)
    {
        var bare = change with { Number = 0, Unit = 0, Reasons = [.. change.Reasons.Where(code => !FindingKind.IsPassing(code)).Order(StringComparer.Ordinal)] };
        var json = JsonSerializer.SerializeToElement(bare, PlanDocument.Context.PlanChange);
        Dictionary<string, string> parts = new(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            if (member.Name == "target")
                foreach (var part in member.Value.EnumerateObject()) parts["target." + part.Name] = Text(part.Value);
            else if (member.Value.ValueKind is not JsonValueKind.Null) parts[member.Name] = Text(member.Value);
        }

        return parts;
    }

    private static string Text(JsonElement value) =>
        value.ValueKind is JsonValueKind.String ? value.GetString()! : System.Text.Encoding.UTF8.GetString(CanonicalJson.Write(value));
}
