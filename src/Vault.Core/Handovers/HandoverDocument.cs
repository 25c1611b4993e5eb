using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Vault.Core.Holdings;
using Vault.Core.People;

namespace Vault.Core.Handovers;

/// <summary>
/// What is approved and what is signed, in one form only: UTF-8 JSON in a fixed order, format <c>vault-handover/1</c>; its
/// hash is SHA-256 over the salt of the handover and those bytes. Specified in the README beside this.
/// </summary>
internal static class HandoverDocument
{
    private const string Format = "vault-handover/1";

    /// <summary>The list alone, as the witness approves it.</summary>
    public static byte[] HashOfList(FieldSealer fields, HandoverFacts facts, HandoverPart part) =>
        Hash(
            facts.Handover,
            json =>
            {
                WriteHead(json, facts, part);
                json.WriteStartArray("items");
                foreach (var item in facts.ItemsOf(part))
                    WriteItem(json, fields, item, withSteps: false);
                json.WriteEndArray();
            }
        );

    /// <summary>The whole: the list, what became of each line, what was changed, cleared and waived.</summary>
    public static byte[] HashOf(
        FieldSealer fields,
        HandoverFacts facts,
        HandoverPart part,
        IReadOnlyList<KnownComponent> known,
        IReadOnlyList<Holding> holdings
    ) =>
        Hash(
            facts.Handover,
            json =>
            {
                WriteHead(json, facts, part);
                WriteText(json, "reason", HandoverText.Reason(fields, facts.Handover));
                WriteHash(json, "list", part.ListHash);
                json.WriteStartArray("items");
                foreach (var item in facts.ItemsOf(part))
                    WriteItem(json, fields, item, withSteps: true);
                json.WriteEndArray();
                WriteChanges(json, fields, known);
                WriteHoldings(json, facts, holdings);
            }
        );

    private static byte[] Hash(Handover handover, Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        stream.Write(handover.Salt);
        using (var json = new Utf8JsonWriter(stream))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            write(json);
            json.WriteEndObject();
        }
        return SHA256.HashData(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    private static void WriteHead(Utf8JsonWriter json, HandoverFacts facts, HandoverPart part)
    {
        var handover = facts.Handover;
        json.WriteString("handover", handover.Id.ToString());
        json.WriteString("account", part.Account.ToString());
        json.WriteString("leaver", handover.Leaver.ToString());
        WriteText(json, "inHisPlace", handover.TakenOverBy?.ToString());
        json.WriteString("successor", part.Successor.ToString());
        WriteText(json, "witness", part.Witness?.ToString());
        WriteText(json, "role", part.Role?.ToString());
        json.WriteString("cause", handover.Cause.ToString());
        json.WriteString("effectiveOn", handover.EffectiveOn.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        WriteTime(json, "openedAt", handover.OpenedAt);
        json.WriteStartArray("duties");
        foreach (var duty in facts.Duties)
        {
            json.WriteStartObject();
            json.WriteString("unit", duty.Unit.ToString());
            json.WriteString("role", duty.Role.ToString());
            WriteText(json, "successor", duty.Successor?.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteItem(Utf8JsonWriter json, FieldSealer fields, HandoverItem item, bool withSteps)
    {
        json.WriteStartObject();
        json.WriteString("id", item.Id.ToString());
        json.WriteString("kind", item.Kind.ToString());
        WriteText(json, "role", item.Role?.ToString());
        WriteText(json, "component", item.Component?.ToString());
        WriteText(json, "holding", item.Holding?.ToString());
        WriteText(json, "checkout", item.Checkout?.ToString());
        WriteText(json, "text", HandoverText.Item(fields, item));
        if (withSteps)
        {
            WriteTime(json, "handedAt", item.HandedAt);
            WriteTime(json, "countedInAt", item.CountedInAt);
            WriteTime(json, "discrepancyAt", item.DiscrepancyAt);
            WriteTime(json, "notApplicableAt", item.NotApplicableAt);
            WriteText(json, "remark", HandoverText.Remark(fields, item));
        }
        json.WriteEndObject();
    }

    private static void WriteChanges(Utf8JsonWriter json, FieldSealer fields, IReadOnlyList<KnownComponent> known)
    {
        json.WriteStartArray("changes");
        foreach (var component in known)
        {
            json.WriteStartObject();
            json.WriteString("component", component.Component.ToString());
            json.WriteNumber("known", component.Version);
            if (component.Current is { } current)
            {
                json.WriteNumber("current", current.Version);
                json.WriteString("setBy", current.SetBy.ToString());
                WriteTime(json, "verifiedAt", current.VerifiedAt);
            }
            if (component.Waiver is { } waiver)
            {
                json.WriteString("waiver", waiver.Id.ToString());
                WriteText(json, "why", HandoverText.Waiver(fields, waiver));
            }
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    /// <summary>What was bound to the leaver when the list was made, and what is now.</summary>
    private static void WriteHoldings(Utf8JsonWriter json, HandoverFacts facts, IReadOnlyList<Holding> holdings)
    {
        json.WriteStartArray("holdings");
        foreach (var holding in holdings.Where(h => h.Holder == facts.Handover.Leaver).OrderBy(h => h.Id.Value))
        {
            json.WriteStartObject();
            json.WriteString("id", holding.Id.ToString());
            json.WriteString("kind", holding.Kind.ToString());
            WriteTime(json, "endedAt", holding.EndedAt);
            WriteText(json, "endedBy", holding.EndedBy?.ToString());
            json.WriteEndObject();
        }
        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
            json.WriteString(name, value);
    }

    private static void WriteHash(Utf8JsonWriter json, string name, byte[]? value)
    {
        if (value is not null)
            json.WriteString(name, Convert.ToHexStringLower(value));
    }

    private static void WriteTime(Utf8JsonWriter json, string name, DateTimeOffset? value)
    {
        if (value is { } at)
            json.WriteNumber(name, at.ToUnixTimeMilliseconds());
    }
}
