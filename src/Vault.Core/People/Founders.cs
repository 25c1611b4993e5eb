using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.SignIns;

namespace Vault.Core.People;

/// <summary>The first persons, as the leaves say it; nobody becomes one by a row.</summary>
public static class Founders
{
    /// <summary>Founders who may sign in but have never followed an invitation.</summary>
    public static IReadOnlyList<Person> WhoNeverCame(VaultDb db) =>
        [
            .. Named(db)
                .Select(id => SignInRows.PersonOf(db, id))
                .OfType<Person>()
                .Where(p => SignInRows.CredentialOf(db, p.Id) is null),
        ];

    /// <summary>Who was named for what.</summary>
    internal static IReadOnlyList<(PersonId Person, OfficeRole Role)> Seats(VaultDb db) =>
        [.. Lines(db).Select(e => (e.Person, e.Role))];

    private static IEnumerable<PersonId> Named(VaultDb db) => Lines(db).Select(e => e.Person).Distinct();

    private static List<FounderNamed> Lines(VaultDb db) =>
        [
            .. db
                .AuditEntries.Where(e => e.Kind == nameof(FounderNamed))
                .OrderBy(e => e.Sequence)
                .Select(e => e.Leaf)
                .AsEnumerable()
                .Select(leaf => EventCodec.Read(leaf).Event)
                .OfType<FounderNamed>(),
        ];
}
