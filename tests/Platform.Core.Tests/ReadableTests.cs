using System.Runtime.CompilerServices;
using Platform.Applying;
using Platform.Applying.Journal;
using Platform.Diagnostics;
using Platform.Drift;
using Platform.Hosts;
using Platform.Manifests;
using Platform.Planning;
using Platform.Readiness;
using Platform.Registries;

namespace Platform.Tests;

/// <summary>What a user meets in a list or a message reads as words, and not as a type with its members: <c>PlanSummary { Modules = 1 … }</c>.</summary>
public sealed class ReadableTests
{
    private static readonly Type[] Results =
        [typeof(PlatformModule), typeof(HostDefinition), typeof(ModuleDrift), typeof(PlatformPlan), typeof(SavedPlan), typeof(ChangeResult), typeof(JournalEntry), typeof(Diagnostic), typeof(RootTrust), typeof(FleetReadiness), typeof(ReadinessChange), typeof(ImageResolution)];

    [Fact]
    public void All_that_a_result_consists_of_has_words_of_its_own()
    {
        HashSet<Type> seen = [];
        foreach (var type in Results) Collect(type, seen);
        Assert.Contains(typeof(PlanTarget), seen);
        Assert.DoesNotContain(seen, type => type.GetMethod(nameof(ToString), [])!.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false));
    }

    private static void Collect(Type type, HashSet<Type> seen)
    {
        if (type.Assembly != typeof(PlatformModule).Assembly || type.IsEnum || !seen.Add(type)) return;
        foreach (var property in type.GetProperties())
        {
            Collect(property.PropertyType, seen);
            foreach (var argument in property.PropertyType.GenericTypeArguments) Collect(argument, seen);
        }
    }
}
