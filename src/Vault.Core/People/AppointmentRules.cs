namespace Vault.Core.People;

/// <summary>The rules of appointments, pure: what stands in the way of one taking effect now.</summary>
internal static class AppointmentRules
{
    /// <summary>Null if nothing does.</summary>
    public static GrantRefusal? Obstacle(GrantFacts facts, Proposal grant, DateTimeOffset now)
    {
        var role = grant.AppointmentRole!.Value;
        if (facts.HandsOver)
            return GrantRefusal.HandsOver;
        if (grant.Unit is not null && !role.MayBeOverUnit())
            return GrantRefusal.NotOverUnit;
        if (role.LeadsToSecrets() && Unfit(facts, facts.Beneficiary) is { } unfit)
            return unfit;
        if (grant.Until <= now || grant.Until <= grant.From)
            return GrantRefusal.UntilPassed;
        if (grant.ActingFor is { } absent)
            return ObstacleToActing(facts, grant, absent, now);
        if (Held(facts.OfTarget, grant, now) is { } held && !Extends(grant, held))
            return GrantRefusal.AlreadyHeld;
        return ObstacleToFallback(facts, grant, role);
    }

    /// <summary>What the beneficiary himself holds now of what is to be granted; null if nothing.</summary>
    public static Appointment? Held(IEnumerable<Appointment> ofTarget, Proposal grant, DateTimeOffset now) =>
        grant.ActingFor is not null
            ? null
            : ofTarget.FirstOrDefault(a =>
                a.Person == grant.Beneficiary && a.Role == grant.AppointmentRole && IsOwn(a) && a.IsLive(now)
            );

    /// <summary>Somebody stays longer than he was to. Shorter is no grant: an appointment is ended when it ends.</summary>
    private static bool Extends(Proposal grant, Appointment held) =>
        held.Until is { } end && (grant.Until is null || end < grant.Until);

    private static GrantRefusal? Unfit(GrantFacts facts, Standing who)
    {
        if (who.HoldsOffice)
            return GrantRefusal.OfficeHolderMayNotReveal;
        return facts.Policy.LetsReveal(who.Person) ? null : GrantRefusal.StudentsBarred;
    }

    // An account is never without a custodian: whoever holds it for a time has somebody who takes over at its end.
    private static GrantRefusal? ObstacleToFallback(GrantFacts facts, Proposal grant, AppointmentRole role)
    {
        var ends = role == AppointmentRole.Custodian && grant.Until is not null;
        if (role == AppointmentRole.Custodian && !ends && facts.Beneficiary.Person.IsStudent)
            return GrantRefusal.StudentNeedsEnd;
        if (ends != grant.Fallback is not null)
            return GrantRefusal.FallbackNeeded;
        if (facts.Fallback is not { } next)
            return null;
        var fit = next.IsActive && next.Id != grant.Beneficiary && !next.Person.IsStudent && Unfit(facts, next) is null;
        return fit ? null : GrantRefusal.FallbackUnfit;
    }

    private static GrantRefusal? ObstacleToActing(GrantFacts facts, Proposal grant, PersonId absent, DateTimeOffset now)
    {
        if (absent == grant.Beneficiary)
            return GrantRefusal.ActingForOneself;
        var from = grant.From is { } later && later > now ? later : now;
        var covered = facts.OfTarget.Any(a =>
            a.Person == absent
            && a.Role == grant.AppointmentRole
            && IsOwn(a)
            && a.From <= from
            && (a.Until is null || grant.Until <= a.Until)
        );
        if (!covered)
            return GrantRefusal.NothingToActFor;
        var held = facts.OfTarget.Any(a =>
            a.Person == grant.Beneficiary
            && a.Role == grant.AppointmentRole
            && a.From < grant.Until
            && (a.Until is null || from < a.Until)
        );
        return held ? GrantRefusal.AlreadyHeld : null;
    }

    private static bool IsOwn(Appointment appointment) => appointment.ActingFor is null;
}
