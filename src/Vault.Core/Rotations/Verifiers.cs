using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.Core.SignIns;

namespace Vault.Core.Rotations;

/// <summary>What the question who may attest a sign-in rests on.</summary>
/// <param name="Levels">
/// Appointments to the account itself, then over its unit, then over the unit above, and so on; ended ones may be among
/// them.
/// </param>
/// <param name="Office">Who holds the registrar's role.</param>
/// <param name="Eligible">Who of them all may act, and is no student that is let only assist.</param>
/// <param name="Witnesses">Of open handovers of the account; where there are any, nobody else's word counts.</param>
internal sealed record VerifierSources(
    IReadOnlyList<IReadOnlyList<Appointment>> Levels,
    IReadOnlySet<PersonId> Office,
    IReadOnlySet<PersonId> Eligible,
    IReadOnlySet<PersonId> Witnesses
)
{
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public static VerifierSources Read(VaultDb db, Account account, DateTimeOffset now)
    {
        var id = account.Id;
        var levels = new List<IReadOnlyList<Appointment>>
        {
            db.AllOfNow(id.Value, db.Set<Appointment>().Where(a => a.Account == id)),
        };
        // Every unit, so that one removed past the vault does not hide the leaders above it.
        foreach (var unit in UnitTree.Above(db.EveryNow<Unit>(), account.Unit))
            levels.Add(db.AllOfNow(unit.Value, db.Set<Appointment>().Where(a => a.Unit == unit)));
        var office = db.EveryNow<RoleGrant>()
            .Where(g => g.Role == OfficeRole.Registrar && g.IsLive(now))
            .Select(g => g.Person)
            .ToHashSet();
        var asked = levels.SelectMany(l => l).Where(a => a.IsLive(now)).Select(a => a.Person).Concat(office);
        var policy = RegisterPolicy.Read(db);
        var eligible = SignInRows.PersonsOf(db, asked.ToHashSet()).Where(policy.LetsReveal).Select(p => p.Id);
        return new(levels, office, eligible.ToHashSet(), HandoverFacts.WitnessesOf(db, id));
    }
}

/// <summary>Who may attest that the setter of a value signed in with it. Pure; the one place that says so.</summary>
internal static class Verifiers
{
    /// <summary>Null if the person may attest a sign-in with this version now.</summary>
    public static VerificationRefusal? Refusal(
        VerifierSources sources,
        SecretVersion version,
        PersonId person,
        DateTimeOffset now
    )
    {
        if (!Of(sources, version.SetBy, now).Contains(person))
            return IsAnyone(sources, person, now) ? VerificationRefusal.OwnChange : VerificationRefusal.NotYours;
        if (sources.Witnesses.Count > 0 && !sources.Witnesses.Contains(person))
            return VerificationRefusal.WitnessOnly;
        if (version.State != VersionState.Pending)
            return VerificationRefusal.TooLate;
        if (version.AppliedAt is null)
            return VerificationRefusal.NotApplied;
        return CustodyRules.MayUse(sources.Levels[0], version.SetBy, now) ? null : VerificationRefusal.SetterGone;
    }

    /// <summary>Somebody whose word would count had he not set the value, or stood in for who did.</summary>
    private static bool IsAnyone(VerifierSources sources, PersonId person, DateTimeOffset now) =>
        sources.Eligible.Contains(person) && Of(sources, setter: null, now).Contains(person);

    /// <summary>
    /// Whoever may use the account, its supervising leader and its responsible person (of the account, or of the nearest
    /// unit above that has one), and the office; never the setter in any guise: not as himself, nor whoever stands in for
    /// him, nor whom he stands in for.
    /// </summary>
    /// <param name="setter">Null: whoever it was, nobody is excluded.</param>
    public static IReadOnlySet<PersonId> Of(VerifierSources sources, PersonId? setter, DateTimeOffset now)
    {
        var excluded = setter is { } he ? ApproverLine.Guises(sources.Levels, he, now) : [];
        var users = sources.Levels[0].Where(a => a.MayReveal && a.IsLive(now)).Select(a => a.Person);
        return users
            .Where(p => sources.Eligible.Contains(p) && !excluded.Contains(p))
            .Concat(Overseers(sources, excluded, now))
            .ToHashSet();
    }

    /// <summary>
    /// Who oversees the account: its supervising leader and its responsible person (of the account, or of the nearest unit
    /// above that has one), and the office.
    /// </summary>
    /// <param name="excluded">Whose word does not count here: as if they were not appointed.</param>
    public static IReadOnlySet<PersonId> Overseers(
        VerifierSources sources,
        IReadOnlySet<PersonId> excluded,
        DateTimeOffset now
    )
    {
        return Nearest(AppointmentRole.SupervisingLeader)
            .Concat(Nearest(AppointmentRole.ResponsiblePerson))
            .Concat(sources.Office)
            .Where(Counts)
            .ToHashSet();

        IEnumerable<PersonId> Nearest(AppointmentRole role) =>
            sources
                .Levels.Select(level => level.Where(a => a.Role == role && a.IsLive(now)).Select(a => a.Person))
                .Select(level => level.Where(Counts).ToList())
                .FirstOrDefault(level => level.Count > 0, []);

        bool Counts(PersonId person) => sources.Eligible.Contains(person) && !excluded.Contains(person);
    }
}
