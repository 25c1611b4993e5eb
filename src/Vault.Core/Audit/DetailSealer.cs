using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Vault.Core.People;

namespace Vault.Core.Audit;

/// <summary>
/// Seals salt and text of the private fields of an entry, one row for each person concerned, bound to vault, sequence
/// and ordinal so that a detail moved to another entry does not open.
/// </summary>
public sealed class DetailSealer(IDataProtectionProvider secretsRing, VaultId vault)
{
    /// <summary>Name under which the display name of the author stands.</summary>
    public const string ActorName = "actorName";

    private readonly IDataProtector _protector = secretsRing.CreateProtector("audit-detail/1", vault.ToString());

    internal IEnumerable<AuditDetail> Seal(long sequence, Actor actor, PrivateText? actorName, AuditEvent happened)
    {
        var fields = EventCodec.PrivateFieldsOf(happened).ToList();
        if (actorName is not null)
            fields.Add((ActorName, actorName));
        var ordinal = 0;
        foreach (var person in fields.GroupBy(f => f.Text.About ?? actor.Person))
        {
            var content = person.ToDictionary(
                f => f.Field,
                f => new Opening(f.Text.Salt!, f.Text.Text!),
                StringComparer.Ordinal
            );
            yield return new AuditDetail
            {
                Sequence = sequence,
                Ordinal = ordinal,
                About = person.Key,
                Sealed = For(sequence, ordinal).Protect(JsonSerializer.SerializeToUtf8Bytes(content)),
            };
            ordinal++;
        }
    }

    /// <summary>
    /// What became of every private field of a leaf. Which field stood in a destroyed row is not known any more, so a
    /// field counts as destroyed only while every row that is left opens and matches.
    /// </summary>
    public IReadOnlyList<LogDetail> Inspect(LeafContent leaf, IReadOnlyList<AuditDetail> details)
    {
        var openings = new Dictionary<string, Opening>(StringComparer.Ordinal);
        var damaged = false;
        foreach (var detail in details.Where(d => d.Sealed is not null))
        {
            if (Openings(detail) is { } found)
                found.ToList().ForEach(f => openings[f.Key] = f.Value);
            else
                damaged = true;
        }
        var gone = !damaged && details.Any(d => d.Sealed is null) ? DetailState.Destroyed : DetailState.Damaged;
        return [.. Commitments(leaf).Select(c => Inspect(c.Field, c.Text, openings.GetValueOrDefault(c.Field), gone))];
    }

    private static LogDetail Inspect(string field, PrivateText commitment, Opening? opening, DetailState gone)
    {
        if (opening is null)
            return new(field, gone, commitment);
        return commitment.Opened(opening.Salt, opening.Text) is { } text
            ? new(field, DetailState.Open, text)
            : new(field, DetailState.Damaged, commitment);
    }

    private static IEnumerable<(string Field, PrivateText Text)> Commitments(LeafContent leaf)
    {
        foreach (var field in EventCodec.PrivateFieldsOf(leaf.Event))
            yield return field;
        if (leaf.ActorName is not null)
            yield return (ActorName, leaf.ActorName);
    }

    private Dictionary<string, Opening>? Openings(AuditDetail detail)
    {
        try
        {
            var json = For(detail.Sequence, detail.Ordinal).Unprotect(detail.Sealed!);
            return JsonSerializer.Deserialize<Dictionary<string, Opening>>(json);
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return null;
        }
    }

    private IDataProtector For(long sequence, int ordinal) =>
        _protector.CreateProtector(string.Create(CultureInfo.InvariantCulture, $"{sequence}/{ordinal}"));

    private sealed record Opening(byte[] Salt, string Text);
}
