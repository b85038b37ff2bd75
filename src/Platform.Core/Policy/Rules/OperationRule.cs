using Platform.Policy.Facts;

namespace Platform.Policy.Rules;

/// <summary>What the rules about files of <c>spec.operations</c> share.</summary>
internal static class OperationRule
{
    public static IEnumerable<RuleMatch> Check(RuleInput input, string key, string what, OperationFile file)
    {
        var message = file.State switch
        {
            OperationFileState.Good => null,
            OperationFileState.NotDeclared => $"no {what} is declared; write one, and name it in spec.operations.{key}",
            OperationFileState.Missing => $"the {what} {file.Path} is declared, and not written",
            OperationFileState.Empty => $"the {what} {file.Path} is empty; write it",
            OperationFileState.NotExecutable => $"the {what} {file.Path} is not executable; chmod +x it",
            _ => $"the {what} {file.Path} {file.Why}",
        };
        if (message is null) yield break;
        var weighs = input.Tier == 0 || input.IsExposed || input.IsStateful;
        yield return new RuleMatch(key, message, input.Module.Places.Of("spec", "operations", key)) { Severity = weighs ? PolicySeverity.Medium : null };
    }
}
