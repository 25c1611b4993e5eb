using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Rotations;

namespace Vault.Core.Incidents;

/// <summary>What a step about an incident rests on, read whole and held against the log.</summary>
/// <param name="Sources">Who answers for the account, and who uses it.</param>
/// <param name="Versions">Of all components of the account.</param>
internal sealed record IncidentFacts(
    Account Account,
    VerifierSources Sources,
    IReadOnlyList<SecretVersion> Versions,
    IReadOnlyList<RotationObligation> Obligations
)
{
    /// <summary>What was suspected and has no newer value yet that was seen to open the account.</summary>
    public IReadOnlyList<Component> Unchanged =>
        [
            .. Obligations
                .Where(o => o.Reason == RotationReason.SuspectedCompromise && o.IsOpen(Versions))
                .Select(o => o.Component)
                .Distinct()
                .Order(),
        ];

    /// <summary>Null if there is no such account.</summary>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public static IncidentFacts? Read(VaultDb db, AccountId id, DateTimeOffset now)
    {
        if (db.OneOfNow(db.Set<Account>().Where(a => a.Id == id), id.ToString()) is not { } account)
            return null;
        return new(
            account,
            VerifierSources.Read(db, account, now),
            db.AllOfNow(id.Value, db.Set<SecretVersion>().Where(v => v.Account == id)),
            db.AllOfNow(id.Value, db.Set<RotationObligation>().Where(o => o.Account == id))
        );
    }
}

/// <summary>Who reports a suspicion and who concludes it, pure. Null: nothing stands in the way.</summary>
internal static class IncidentRules
{
    /// <param name="open">The open incident of the account.</param>
    public static IncidentRefusal? Report(IncidentFacts facts, Incident? open, PersonId person, DateTimeOffset now)
    {
        if (!Answers(facts, person, now))
            return IncidentRefusal.NotYours;
        return open is null ? null : IncidentRefusal.OpenAlready;
    }

    public static IncidentRefusal? Conclude(
        IncidentFacts facts,
        Incident incident,
        IncidentConclusion conclusion,
        PersonId person,
        DateTimeOffset now
    )
    {
        if (ConcludeAtAll(facts, incident, person, now) is { } why)
            return why;
        return conclusion == IncidentConclusion.Changed && facts.Unchanged.Count > 0
            ? IncidentRefusal.NotChanged
            : null;
    }

    /// <summary>The same whatever the conclusion.</summary>
    public static IncidentRefusal? ConcludeAtAll(
        IncidentFacts facts,
        Incident incident,
        PersonId person,
        DateTimeOffset now
    )
    {
        if (!facts.Sources.Office.Contains(person) || !facts.Sources.Eligible.Contains(person))
            return Answers(facts, person, now) ? IncidentRefusal.NotYourRole : IncidentRefusal.NotYours;
        if (!incident.IsOpen)
            return IncidentRefusal.TooLate;
        return IsInvolved(facts.Sources.Levels, incident, person, now) ? IncidentRefusal.Involved : null;
    }

    /// <summary>
    /// Custodian, supervising leader, responsible person (of the account or the nearest unit that has one), office: who
    /// answers for the account, and so is told of what happens to it.
    /// </summary>
    public static bool Answers(IncidentFacts facts, PersonId person, DateTimeOffset now)
    {
        var (sources, custodians) = (facts.Sources, facts.Sources.Levels[0]);
        var isCustodian = sources.Eligible.Contains(person) && CustodyRules.IsCustodian(custodians, person, now);
        return isCustodian || Verifiers.Overseers(sources, new HashSet<PersonId>(), now).Contains(person);
    }

    /// <summary>Nobody judges what he reported himself, nor whether he misused an account that he uses.</summary>
    private static bool IsInvolved(
        IReadOnlyList<IReadOnlyList<Appointment>> levels,
        Incident incident,
        PersonId person,
        DateTimeOffset now
    ) =>
        ApproverLine.Guises(levels, incident.ReportedBy, now).Contains(person)
        || CustodyRules.MayUse(levels[0], person, now);
}
