using Vault.Core.Accounts;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;

namespace Vault.Core.Witnesses;

/// <summary>
/// After entries of the log were lost: of every value that may open an account, whoever may have it shown is presumed to
/// have seen it, and what can be changed has to be.
/// </summary>
internal static class PresumeKnown
{
    /// <summary>So many versions are attested by one line.</summary>
    private const int Portion = 50;

    /// <exception cref="TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public static void All(WriteScope scope)
    {
        var appointed = Appointed(scope);
        var versions = scope
            .Db.EveryNow<SecretVersion>(tracked: false)
            .Where(v => v.IsLive && v.Component.IsShown())
            .OrderBy(v => v.Account.Value)
            .ThenBy(v => v.Component);
        var known = scope
            .Db.EveryNow<Knowledge>(tracked: false)
            .Where(k => k.Source == KnowledgeSource.Presumed)
            .Select(k => k.RowId)
            .ToHashSet(StringComparer.Ordinal);
        foreach (var portion in versions.Chunk(Portion))
        {
            foreach (var version in portion)
                Presume(scope, version, [.. appointed(version.Account).Where(p => MaySee(version, p))], known);
            scope.AttestSoFar();
        }
    }

    private static bool MaySee(SecretVersion version, PersonId person) => !CustodyRules.IsOthers(version, person);

    /// <summary>Whoever may be shown secrets of an account, day by day or in an emergency.</summary>
    private static Func<AccountId, IReadOnlyList<PersonId>> Appointed(WriteScope scope)
    {
        var live = scope
            .Db.EveryNow<Appointment>(tracked: false)
            .Where(a => a.Role.LeadsToSecrets() && a.IsLive(scope.Now))
            .ToLookup(a => a.RowOwner, a => a.Person);
        var units = scope.Db.EveryNow<Unit>(tracked: false);
        var unitOf = scope.Db.EveryNow<Account>(tracked: false).ToDictionary(a => a.Id, a => a.Unit);
        return account =>
            [
                .. live[account.Value]
                    .Concat(UnitTree.Above(units, unitOf[account]).SelectMany(u => live[u.Value]))
                    .Distinct(),
            ];
    }

    private static void Presume(
        WriteScope scope,
        SecretVersion version,
        IReadOnlyList<PersonId> persons,
        HashSet<string> known
    )
    {
        var (account, component, number) = (version.Account, version.Component, version.Version);
        foreach (var person in persons)
        {
            var row = Knowledge.Of(person, version.Id, account, KnowledgeSource.Presumed, scope.Now);
            // Lost a second time: the row of the first says it already.
            if (known.Contains(row.RowId))
                continue;
            scope.Db.Add(row);
            scope.Append(
                new KnowledgePresumed(account, person, version.Id, component, number, KnowledgeSource.Presumed)
            );
        }
        if (persons.Count == 0 || !component.IsRotatable())
            return;
        RotationObligation.Owe(scope, account, component, number, RotationReason.LogLost);
    }
}
