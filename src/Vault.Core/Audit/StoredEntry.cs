using System.Data.Common;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Vault.Core.Custody;

namespace Vault.Core.Audit;

/// <summary>
/// One row of the log as it is stored. Read without mapping: start-up and verification read the whole log, and an object
/// mapper would take most of the time.
/// </summary>
internal sealed record StoredEntry(
    long Sequence,
    long At,
    string Kind,
    string Outcome,
    string? Actor,
    string? Account,
    string? Person,
    byte[] Leaf,
    byte[] LeafHash,
    byte[] Nodes
)
{
    /// <summary>What it says about how much somebody was shown; to be asked once its columns are known to be true.</summary>
    public RecentUses.Use? Use =>
        Actor is not null && RecentUses.Concerns(Kind)
            ? RecentUses.Use.Of(Kind, PersonId.Parse(Actor, null), DateTimeOffset.FromUnixTimeMilliseconds(At))
            : null;

    private const string Columns = "Sequence, At, Kind, Outcome, Actor, Account, Person, Leaf, LeafHash, Nodes";

    /// <summary>The entries from one sequence on and before another, in order; read as they are asked for.</summary>
    public static IEnumerable<StoredEntry> Read(VaultDb db, long from, long before = long.MaxValue)
    {
        db.Database.OpenConnection();
        using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText =
            $"SELECT {Columns} FROM audit_entries WHERE Sequence >= @from AND Sequence < @before ORDER BY Sequence";
        Add(command, "@from", from);
        Add(command, "@before", before);
        using var reader = command.ExecuteReader();
        while (reader.Read())
            yield return Of(reader);
    }

    /// <summary>
    /// Whether the columns repeat what the leaf says. A leaf that is none does not match; which event it holds is not
    /// looked at further.
    /// </summary>
    /// <param name="hasRows">The leaf attests rows.</param>
    /// <exception cref="JsonException">The leaf is not JSON.</exception>
    public bool Matches(out bool hasRows)
    {
        hasRows = false;
        var (seen, nobody) = (0, Actor is null);
        var leaf = new Utf8JsonReader(Leaf);
        leaf.Read();
        while (leaf.Read() && leaf.TokenType == JsonTokenType.PropertyName)
        {
            var member = MemberOf(ref leaf);
            leaf.Read();
            switch (member)
            {
                case Member.Version:
                    seen += leaf.GetInt32() == EventCodec.Version ? 1 : 0;
                    break;
                case Member.Sequence:
                    seen += leaf.GetInt64() == Sequence ? 1 : 0;
                    break;
                case Member.At:
                    seen += Timestamp.IsWritten(At, ref leaf) ? 1 : 0;
                    break;
                case Member.Kind:
                    seen += leaf.ValueTextEquals(Kind) ? 1 : 0;
                    break;
                case Member.Outcome:
                    seen += leaf.ValueTextEquals(Outcome) ? 1 : 0;
                    break;
                case Member.Actor:
                    nobody = Actor is not null && leaf.ValueTextEquals(Actor);
                    break;
                case Member.Event:
                    seen += SubjectsMatch(ref leaf) ? 1 : 0;
                    break;
                default:
                    hasRows |= member == Member.Rows;
                    leaf.Skip();
                    break;
            }
        }
        return seen == 6 && nobody;
    }

    /// <summary>In the order in which they are written; no string is made of a name, a million of which are read at a start.</summary>
    private static Member MemberOf(ref Utf8JsonReader leaf)
    {
        if (leaf.ValueTextEquals("v"u8))
            return Member.Version;
        if (leaf.ValueTextEquals("seq"u8))
            return Member.Sequence;
        if (leaf.ValueTextEquals("at"u8))
            return Member.At;
        if (leaf.ValueTextEquals("actor"u8))
            return Member.Actor;
        if (leaf.ValueTextEquals("kind"u8))
            return Member.Kind;
        if (leaf.ValueTextEquals("outcome"u8))
            return Member.Outcome;
        if (leaf.ValueTextEquals("event"u8))
            return Member.Event;
        return leaf.ValueTextEquals("rows"u8) ? Member.Rows : Member.Other;
    }

    private enum Member
    {
        Other,
        Version,
        Sequence,
        At,
        Actor,
        Kind,
        Outcome,
        Event,
        Rows,
    }

    private bool SubjectsMatch(ref Utf8JsonReader leaf)
    {
        var (hasAccount, hasPerson) = EventCodec.SubjectsOf(Kind);
        var (account, person) = (Account is null, Person is null);
        if (leaf.TokenType != JsonTokenType.StartObject)
            return false;
        while (leaf.Read() && leaf.TokenType == JsonTokenType.PropertyName)
        {
            var isAccount = hasAccount && leaf.ValueTextEquals("account"u8);
            var isPerson = hasPerson && leaf.ValueTextEquals("person"u8);
            leaf.Read();
            if (isAccount)
                account = Account is not null && leaf.ValueTextEquals(Account);
            else if (isPerson)
                person = Person is not null && leaf.ValueTextEquals(Person);
            else
                leaf.Skip();
        }
        return account && person;
    }

    private static StoredEntry Of(DbDataReader row) =>
        new(
            row.GetInt64(0),
            row.GetInt64(1),
            row.GetString(2),
            row.GetString(3),
            Optional(row, 4),
            Optional(row, 5),
            Optional(row, 6),
            row.GetFieldValue<byte[]>(7),
            row.GetFieldValue<byte[]>(8),
            row.GetFieldValue<byte[]>(9)
        );

    /// <summary>What is stored in another type than text is no leaf's value: it reads as one that no leaf has.</summary>
    private static string? Optional(DbDataReader row, int column) =>
        row.GetValue(column) switch
        {
            DBNull => null,
            string text => text,
            _ => "",
        };

    private static void Add(DbCommand command, string name, long value)
    {
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = (name, value);
        command.Parameters.Add(parameter);
    }
}
