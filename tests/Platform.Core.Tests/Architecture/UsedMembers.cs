using System.Reflection;
using System.Reflection.Emit;

namespace Platform.Tests.Architecture;

/// <summary>What the code of a type names: the members its methods call, and the types of its own assembly that it uses.</summary>
internal static class UsedMembers
{
    private const BindingFlags Everything =
        BindingFlags.Instance | BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    private static readonly Dictionary<short, OpCode> OpCodesByValue = typeof(OpCodes).GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => (OpCode)field.GetValue(null)!) // all fields are static opcodes
        .ToDictionary(code => code.Value);

    /// <summary>The members that a type's own methods name; those of the types nested in it are not its own.</summary>
    public static IEnumerable<MemberInfo> Of(Type type) => MethodsOf(type).SelectMany(Of);

    /// <summary>The types of the same assembly that a type names anywhere: in its shape and in its code.</summary>
    public static IEnumerable<Type> TypesOf(Type type)
    {
        IEnumerable<Type?> shape =
        [
            type.BaseType, .. type.GetInterfaces(), .. type.GetFields(Everything).Select(f => f.FieldType),
            .. MethodsOf(type).SelectMany(m => m.GetParameters().Select(p => p.ParameterType).Append((m as MethodInfo)?.ReturnType ?? typeof(void))),
        ];
        var code = Of(type).SelectMany(member => (Type?[])[member as Type, member.DeclaringType, .. member is MethodBase { IsGenericMethod: true } method ? method.GetGenericArguments() : []]);
        return shape.Concat(code).OfType<Type>().SelectMany(Parts).Where(t => t.Assembly == type.Assembly).Distinct();
    }

    private static IEnumerable<MethodBase> MethodsOf(Type type) => [.. type.GetMethods(Everything), .. type.GetConstructors(Everything)];

    private static IEnumerable<Type> Parts(Type type) => type switch
    {
        { HasElementType: true } => Parts(type.GetElementType()!), // as it says
        { IsGenericType: true } => type.GetGenericArguments().SelectMany(Parts).Prepend(type.GetGenericTypeDefinition()),
        _ => [type],
    };

    private static IEnumerable<MemberInfo> Of(MethodBase method)
    {
        if (method.GetMethodBody()?.GetILAsByteArray() is not { } code) yield break;
        var typeArguments = method.DeclaringType is { IsGenericType: true } type ? type.GetGenericArguments() : null;
        var methodArguments = method.IsGenericMethod ? method.GetGenericArguments() : null;
        for (var at = 0; at < code.Length;)
        {
            var value = code[at] == 0xFE ? unchecked((short)(0xFE00 | code[++at])) : code[at];
            at++;
            var opCode = OpCodesByValue[value];
            if (opCode.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                yield return method.Module.ResolveMember(BitConverter.ToInt32(code, at), typeArguments, methodArguments)!; // a token of this module is one
            at += opCode.OperandType switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + (4 * BitConverter.ToInt32(code, at)),
                _ => 4,
            };
        }
    }
}
