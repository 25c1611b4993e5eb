using System.Reflection;
using Vault.Core;
using Vault.Core.Audit;

namespace Vault.Web.Tests.Log;

/// <summary>One event of every kind, with a value in every property, made as the codec would read it.</summary>
internal static class SampleEvents
{
    public static readonly DateTimeOffset At = new(2026, 3, 1, 2, 3, 4, TimeSpan.Zero);

    private const bool Holds = true;

    public static IEnumerable<Type> Kinds => EventCodec.EventTypes.OrderBy(t => t.Name, StringComparer.Ordinal);

    /// <summary>Every enumeration that occurs in an event.</summary>
    public static IEnumerable<Type> Enumerations =>
        Kinds
            .SelectMany(k => k.GetProperties())
            .Select(p => Nullable.GetUnderlyingType(p.PropertyType) ?? p.PropertyType)
            .Where(t => t.IsEnum)
            .Distinct();

    /// <param name="text">What stands in every text somebody typed.</param>
    public static LogEntry Entry(Type kind, string text = "张三写的", bool sparse = false)
    {
        var constructor = kind.GetConstructors()
            .Single(c => c.GetParameters().Length > 0 || kind.GetProperties().Length == 1);
        var happened = (AuditEvent)
            constructor.Invoke([.. constructor.GetParameters().Select(p => Value(p, text, sparse))]);
        var details = EventCodec
            .PrivateFieldsOf(happened)
            .Select(f => new LogDetail(f.Field, DetailState.Open, f.Text));
        var leaf = EventCodec.Write(7, At, Core.People.Actor.System, null, happened, []);
        var stored = new AuditEntry
        {
            Sequence = 7,
            At = At.ToUnixTimeMilliseconds(),
            Kind = kind.Name,
            Outcome = happened.Outcome,
            Leaf = leaf,
            LeafHash = MerkleTree.LeafHash(leaf),
        };
        return new LogEntry(stored, EntryState.Sound, EventCodec.Read(leaf), happened, [.. details]);
    }

    private static object? Value(ParameterInfo parameter, string text, bool sparse)
    {
        var type = Nullable.GetUnderlyingType(parameter.ParameterType);
        var isOptional =
            type is not null || new NullabilityInfoContext().Create(parameter).WriteState == NullabilityState.Nullable;
        return sparse && isOptional ? null : Value(type ?? parameter.ParameterType, text);
    }

    private static object Value(Type type, string text) =>
        type == typeof(string) ? "weibo"
        : type == typeof(PrivateText) ? PrivateText.Of(text)
        : type == typeof(byte[]) ? new byte[32]
        : type == typeof(bool) ? Holds
        : type == typeof(int) ? 4711
        : type == typeof(long) ? 4711L
        : type == typeof(Guid) ? Guid.NewGuid()
        : type == typeof(DateTimeOffset) ? At
        : type == typeof(DateOnly) ? DateOnly.FromDateTime(At.UtcDateTime)
        : type.IsEnum ? Enum.GetValues(type).GetValue(0)!
        : type.GetMethod("New", BindingFlags.Public | BindingFlags.Static) is { } id ? id.Invoke(null, null)!
        : throw new NotSupportedException($"An event has a property of type {type}; give it a sample and a rendering.");
}
