using System.Reflection;
using Vault.Core.Audit;

namespace Vault.Core.Tests.Audit;

/// <summary>An instance of any event, built from its type alone, so that an event added tomorrow is tested today.</summary>
internal static class AnyEvent
{
    private static readonly NullabilityInfoContext Nullability = new();

    public static AuditEvent Of(Type type, bool withNulls, Func<string, PrivateText> text)
    {
        var constructor = type.GetConstructors().Single();
        var arguments = constructor
            .GetParameters()
            .Select(p => withNulls && IsNullable(p) ? null : Value(p.ParameterType, text));
        return (AuditEvent)constructor.Invoke([.. arguments]);
    }

    public static bool IsNullable(ParameterInfo parameter) =>
        Nullable.GetUnderlyingType(parameter.ParameterType) is not null
        || (
            !parameter.ParameterType.IsValueType
            && Nullability.Create(parameter).WriteState == NullabilityState.Nullable
        );

    private static object Value(Type type, Func<string, PrivateText> text)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(PrivateText))
            return text("private");
        if (type == typeof(string))
            return "plain \"text\" <&> 文";
        if (type == typeof(byte[]))
            return Guid.NewGuid().ToByteArray();
        if (type == typeof(DateOnly))
            return new DateOnly(2026, 3, 1);
        if (type == typeof(DateTimeOffset))
            return new DateTimeOffset(2026, 3, 1, 2, 3, 4, 567, TimeSpan.Zero);
        if (type == typeof(Guid))
            return Guid.NewGuid();
        if (type == typeof(bool))
            return true;
        if (type == typeof(int) || type == typeof(long))
            return Convert.ChangeType(7, type, System.Globalization.CultureInfo.InvariantCulture);
        if (type.IsEnum)
            return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1)!;
        if (type.IsValueType && type.GetConstructor([typeof(Guid)]) is not null)
            return Activator.CreateInstance(type, Guid.NewGuid())!;
        throw new NotSupportedException($"No sample for {type}: is it a type for a leaf?");
    }
}
