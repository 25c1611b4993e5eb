using System.Buffers;
using System.Collections.Frozen;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Vault.Core.People;

namespace Vault.Core.Audit;

/// <summary>The envelope of a leaf as it was read: everything the log says without the sealed details.</summary>
public sealed record LeafContent(
    long Sequence,
    DateTimeOffset At,
    PersonId? Actor,
    PrivateText? ActorName,
    SessionId? Session,
    string? Address,
    AuditOutcome Outcome,
    AuditEvent Event,
    IReadOnlyList<RowChange> Rows
);

/// <summary>What a leaf attests of one row with power: its hash after the change.</summary>
public sealed record RowChange(RowKey Row, Guid Owner, byte[] Hash);

/// <summary>
/// Leaf bytes, format 1: UTF-8 JSON with the members v, seq, at, actor, actorName, session, from, kind, outcome, event,
/// rows in this order. Written once; reading is for people and for the map of attested rows. `Audit/README.md` holds
/// the layout.
/// </summary>
public static class EventCodec
{
    public const int Version = 1;

    private static readonly FrozenDictionary<string, Type> Kinds = typeof(AuditEvent)
        .Assembly.GetTypes()
        .Where(t => t.IsSubclassOf(typeof(AuditEvent)) && !t.IsAbstract)
        .ToFrozenDictionary(t => t.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<Type, PropertyInfo[]> PrivateFields = Kinds.Values.ToFrozenDictionary(
        t => t,
        t => t.GetProperties().Where(p => p.PropertyType == typeof(PrivateText)).ToArray()
    );

    private static readonly JsonSerializerOptions Json = new()
    {
        Encoder = JavaScriptEncoder.Default,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(), new VaultIdJsonConverter(), new PrivateTextJsonConverter() },
        // The outcome stands in the envelope; an event that overrides it would write it a second time.
        TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { LeaveOutOutcome } },
    };

    /// <summary>Every kind of event there is, for the filter of the log page and for the tests of completeness.</summary>
    public static IReadOnlyCollection<Type> EventTypes => Kinds.Values;

    public static byte[] Write(
        long sequence,
        DateTimeOffset at,
        Actor actor,
        PrivateText? actorName,
        AuditEvent happened,
        IReadOnlyList<RowChange> rows
    )
    {
        var buffer = new ArrayBufferWriter<byte>(512);
        using (var w = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.Default }))
        {
            w.WriteStartObject();
            w.WriteNumber("v", Version);
            w.WriteNumber("seq", sequence);
            w.WriteString("at", Timestamp.Write(at));
            if (actor.Person is { } person)
                w.WriteString("actor", person.ToString());
            if (actorName is not null)
                w.WriteString("actorName", PrivateTextJsonConverter.Mark(actorName));
            if (actor.Session is { } session)
                w.WriteString("session", session.ToString());
            if (actor.Address is { } address)
                w.WriteString("from", address);
            w.WriteString("kind", happened.GetType().Name);
            w.WriteString("outcome", happened.Outcome.ToString());
            w.WritePropertyName("event");
            JsonSerializer.Serialize(w, happened, happened.GetType(), Json);
            WriteRows(w, rows);
            w.WriteEndObject();
        }
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>Reads a leaf, without its sealed details.</summary>
    /// <exception cref="FormatException">Not a leaf of a known version and kind.</exception>
    public static LeafContent Read(ReadOnlyMemory<byte> leaf)
    {
        try
        {
            using var document = JsonDocument.Parse(leaf);
            var root = document.RootElement;
            if (root.GetProperty("v").GetInt32() != Version)
                throw new FormatException("Unknown version of a leaf.");
            var type = Kinds[root.GetProperty("kind").GetString()!];
            return new LeafContent(
                root.GetProperty("seq").GetInt64(),
                Timestamp.Read(root.GetProperty("at").GetString()!),
                Optional(root, "actor", s => PersonId.Parse(s, null)),
                root.TryGetProperty("actorName", out var name)
                    ? PrivateTextJsonConverter.Unmark(name.GetString()!)
                    : null,
                Optional(root, "session", s => SessionId.Parse(s, null)),
                root.TryGetProperty("from", out var from) ? from.GetString() : null,
                Enum.Parse<AuditOutcome>(root.GetProperty("outcome").GetString()!),
                (AuditEvent)root.GetProperty("event").Deserialize(type, Json)!,
                Rows(root)
            );
        }
        catch (Exception e)
            when (e is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            throw new FormatException("Not a leaf of this log.", e);
        }
    }

    /// <summary>The rows a leaf attests, without its event.</summary>
    /// <exception cref="FormatException">Not a leaf.</exception>
    internal static IReadOnlyList<RowChange> ReadRows(ReadOnlyMemory<byte> leaf)
    {
        try
        {
            using var document = JsonDocument.Parse(leaf);
            return Rows(document.RootElement);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw new FormatException("Not a leaf of this log.", e);
        }
    }

    /// <summary>Whether events of a kind concern an account or a person; of an unknown kind, neither.</summary>
    internal static (bool Account, bool Person) SubjectsOf(string kind) =>
        Kinds.TryGetValue(kind, out var type)
            ? (type.IsAssignableTo(typeof(IAboutAccount)), type.IsAssignableTo(typeof(IAboutPerson)))
            : default;

    /// <summary>The private fields of an event by their name in the leaf.</summary>
    public static IEnumerable<(string Field, PrivateText Text)> PrivateFieldsOf(AuditEvent happened)
    {
        foreach (var property in PrivateFields[happened.GetType()])
        {
            if (property.GetValue(happened) is PrivateText text)
                yield return (JsonNamingPolicy.CamelCase.ConvertName(property.Name), text);
        }
    }

    /// <summary>The same event with its private fields opened, for showing.</summary>
    public static AuditEvent WithDetails(AuditEvent happened, IReadOnlyDictionary<string, PrivateText> details)
    {
        var copy = happened with { };
        foreach (var property in PrivateFields[happened.GetType()])
        {
            if (details.TryGetValue(JsonNamingPolicy.CamelCase.ConvertName(property.Name), out var text))
                property.SetValue(copy, text);
        }
        return copy;
    }

    private static void LeaveOutOutcome(JsonTypeInfo type)
    {
        if (!type.Type.IsAssignableTo(typeof(AuditEvent)))
            return;
        foreach (var outcome in type.Properties.Where(p => p.PropertyType == typeof(AuditOutcome)).ToList())
            type.Properties.Remove(outcome);
    }

    private static void WriteRows(Utf8JsonWriter w, IReadOnlyList<RowChange> rows)
    {
        if (rows.Count == 0)
            return;
        w.WriteStartArray("rows");
        foreach (var row in rows)
        {
            w.WriteStartObject();
            w.WriteString("t", row.Row.Table);
            w.WriteString("id", row.Row.Id);
            if (row.Owner != Guid.Empty)
                w.WriteString("o", row.Owner);
            w.WriteBase64String("h", row.Hash);
            w.WriteEndObject();
        }
        w.WriteEndArray();
    }

    private static List<RowChange> Rows(JsonElement root)
    {
        var rows = new List<RowChange>();
        if (!root.TryGetProperty("rows", out var array))
            return rows;
        foreach (var row in array.EnumerateArray())
        {
            // The few names of tables are kept once, not once for each row the log knows.
            var table = string.Intern(row.GetProperty("t").GetString()!);
            var key = new RowKey(table, row.GetProperty("id").GetString()!);
            var owner = row.TryGetProperty("o", out var o) ? o.GetGuid() : Guid.Empty;
            rows.Add(new RowChange(key, owner, row.GetProperty("h").GetBytesFromBase64()));
        }
        return rows;
    }

    private static T? Optional<T>(JsonElement root, string name, Func<string, T> read)
        where T : struct => root.TryGetProperty(name, out var value) ? read(value.GetString()!) : null;
}
