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
    /// Puts the texts back beside their commitments. A text that was destroyed, does not open, or does not match its
    /// commitment is left out.
    /// </summary>
    public IReadOnlyDictionary<string, PrivateText> Open(LeafContent leaf, IEnumerable<AuditDetail> details)
    {
        var commitments = EventCodec
            .PrivateFieldsOf(leaf.Event)
            .ToDictionary(f => f.Field, f => f.Text, StringComparer.Ordinal);
        if (leaf.ActorName is not null)
            commitments[ActorName] = leaf.ActorName;
        var opened = new Dictionary<string, PrivateText>(StringComparer.Ordinal);
        foreach (var (field, opening) in details.SelectMany(Openings))
        {
            if (
                commitments.TryGetValue(field, out var sealedText)
                && sealedText.Opened(opening.Salt, opening.Text) is { } text
            )
                opened[field] = text;
        }
        return opened;
    }

    private Dictionary<string, Opening> Openings(AuditDetail detail)
    {
        if (detail.Sealed is null)
            return [];
        try
        {
            var json = For(detail.Sequence, detail.Ordinal).Unprotect(detail.Sealed);
            return JsonSerializer.Deserialize<Dictionary<string, Opening>>(json) ?? [];
        }
        catch (Exception e) when (e is CryptographicException or JsonException)
        {
            return [];
        }
    }

    private IDataProtector For(long sequence, int ordinal) =>
        _protector.CreateProtector(string.Create(CultureInfo.InvariantCulture, $"{sequence}/{ordinal}"));

    private sealed record Opening(byte[] Salt, string Text);
}
