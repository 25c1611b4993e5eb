using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Filings;

/// <summary>Whose form names somebody appointed over a unit: accounts that have nobody nearer in that role.</summary>
internal sealed class UnitReach(VaultDb db, DateTimeOffset now)
{
    private readonly List<Unit> _units = db.EveryNow<Unit>();

    /// <summary>Of the unit and those below it, without those whose own people or whose nearer unit come first.</summary>
    public IReadOnlyList<AccountId> AccountsOf(UnitId unit, AppointmentRole role)
    {
        var below = UnitTree.Below(_units, unit);
        var live = db.Set<Appointment>()
            .Where(a => a.Role == role && a.ActingFor == null && a.From <= now && (a.Until == null || now < a.Until))
            .Select(a => new { a.Account, a.Unit })
            .ToList();
        var own = live.Where(a => a.Account is not null).Select(a => a.Account!.Value).ToHashSet();
        var covered = live.Where(a => a.Unit is { } other && other != unit && below.Contains(other))
            .SelectMany(a => UnitTree.Below(_units, a.Unit!.Value))
            .ToHashSet();
        var open = below.Except(covered).ToList();
        return
        [
            .. db.Set<Account>()
                .Where(a => open.Contains(a.Unit))
                .OrderBy(a => a.Id)
                .Select(a => a.Id)
                .AsEnumerable()
                .Where(a => !own.Contains(a)),
        ];
    }
}
