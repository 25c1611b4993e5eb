using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;

namespace Vault.Core.People;

/// <summary>What came of dissolving a unit.</summary>
public abstract record DissolveOutcome
{
    private DissolveOutcome() { }

    public sealed record Dissolved : DissolveOutcome;

    /// <summary>Something still belongs to it, and has to go elsewhere first.</summary>
    public sealed record StillInUse(int Accounts, int Persons, int Units) : DissolveOutcome;

    /// <summary>The organisation itself is not dissolved.</summary>
    public sealed record IsRoot : DissolveOutcome;

    /// <summary>The register is the registrar's. Refused, and logged as refused.</summary>
    public sealed record NotYourRole : DissolveOutcome;

    public sealed record NotFound : DissolveOutcome;
}

/// <summary>
/// Ends a unit that no longer exists. It stays in the register for its history; nothing may belong to it any more but
/// cancelled accounts and disabled persons.
/// </summary>
public sealed class DissolveUnit(VaultInstance vault)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<DissolveOutcome> Run(Actor actor, UnitId id) =>
        vault.Writer.Write<DissolveOutcome>(
            actor,
            scope =>
            {
                if (!Registrar.Acts(scope, nameof(DissolveUnit)))
                    return new DissolveOutcome.NotYourRole();
                var row = scope.Db.Set<Unit>().Where(u => u.Id == id);
                if (scope.Db.OneOfNow(row, id.ToString()) is not { DissolvedAt: null } unit)
                    return new DissolveOutcome.NotFound();
                if (unit.Parent is null)
                    return new DissolveOutcome.IsRoot();
                if (UseOf(scope.Db, id) is { } use)
                    return use;
                unit.Dissolve(scope.Now);
                scope.Append(new UnitDissolved(id));
                return new DissolveOutcome.Dissolved();
            }
        );

    private static DissolveOutcome.StillInUse? UseOf(VaultDb db, UnitId id)
    {
        var accounts = db.Set<Account>().Count(a => a.Unit == id && a.Status != AccountStatus.Cancelled);
        var persons = db.Set<Person>().Count(p => p.Unit == id && p.DisabledAt == null);
        var units = db.Set<Unit>().Count(u => u.Parent == id && u.DissolvedAt == null);
        return accounts + persons + units > 0 ? new(accounts, persons, units) : null;
    }
}
