using Vault.Core.Audit;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Core.Custody;

/// <summary>
/// Whether a value is a new one for an account: none that any component of it ever had (a password that was its recovery
/// code is no new value), and none that somebody knows who has left, wherever he knows it from.
/// </summary>
/// <param name="fingerprint">Of the value; the value itself stays outside the writer.</param>
internal sealed class NewValue(EqualValues equal, string fingerprint)
{
    /// <summary>Has the fingerprints of the vault ready.</summary>
    public void Warm(VaultDb db) => equal.Having(db, fingerprint);

    /// <exception cref="TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public bool IsNew(VaultDb db, CustodyFacts facts, DateTimeOffset now)
    {
        var same = equal.Having(db, fingerprint);
        if (same.Count == 0)
            return true;
        if (facts.EveryVersion.Any(v => same.Contains(v.Id)))
            return false;
        var knowers = Knowledge.OfVersions(db, same).Select(k => k.Person).ToHashSet();
        var active = SignInRows.PersonsOf(db, knowers).Select(p => p.Id).ToHashSet();
        return !knowers.Any(p =>
            Leavers.HasLeft(p, active.Contains(p), facts.Appointments, now)
            || HandoverFacts.IsLeaver(db, p, facts.Account.Id)
        );
    }
}

/// <summary>Who has left, as far as the values of one account are concerned. Pure.</summary>
internal static class Leavers
{
    /// <summary>He was disabled, or was appointed to the account and no longer is.</summary>
    /// <param name="isActive">He may sign in.</param>
    /// <param name="appointments">All that were ever made to the account.</param>
    public static bool HasLeft(
        PersonId person,
        bool isActive,
        IEnumerable<Appointment> appointments,
        DateTimeOffset now
    )
    {
        var his = appointments.Where(a => a.Person == person).ToList();
        return !isActive || (his.Exists(a => a.From <= now) && !his.Exists(a => a.IsLive(now)));
    }
}
