using Vault.Core.Audit;

namespace Vault.Core.People;

/// <summary>Puts a confirmed appointment into effect.</summary>
internal static class Appoint
{
    /// <param name="ofTarget">Everybody ever appointed to the account or over the unit.</param>
    public static void Run(WriteScope scope, IReadOnlyList<Appointment> ofTarget, Proposal grant)
    {
        var (target, role) = (grant.Target!.Value, grant.AppointmentRole!.Value);
        var from = grant.From is { } later && later > scope.Now ? later : scope.Now;
        // Whoever stands in for somebody who stays longer stands in for him all the same.
        if (AppointmentRules.Held(ofTarget, grant, scope.Now) is { } extended)
            EndOne(scope, extended);
        if (role == AppointmentRole.Custodian && grant.ActingFor is null)
            EndFormerCustodians(scope, ofTarget);
        Enter(scope, Appointment.Of(target, grant.Beneficiary, role, from, grant.Until, grant.ActingFor, grant.Id));
        // Who follows is entered now: there is no moment at its end in which somebody would still have to act.
        if (grant.Fallback is { } fallback)
            Enter(scope, Appointment.Of(target, fallback, role, grant.Until!.Value, null, null, grant.Id));
    }

    public static void Enter(WriteScope scope, Appointment appointment)
    {
        scope.Db.Add(appointment);
        var (person, role, until) = (appointment.Person, appointment.Role, appointment.Until);
        DateTimeOffset? from = appointment.From > scope.Now ? appointment.From : null;
        if (appointment.Account is { } account)
            scope.Append(new PersonAppointed(account, person, role, from, until, appointment.ActingFor));
        else
            scope.Append(
                new PersonAppointedOverUnit(appointment.Unit!.Value, person, role, from, until, appointment.ActingFor)
            );
    }

    /// <summary>Ends an appointment now, and with it the time of whoever stands in for its holder.</summary>
    public static void End(WriteScope scope, IEnumerable<Appointment> ofTarget, Appointment appointment)
    {
        EndOne(scope, appointment);
        if (appointment.ActingFor is not null)
            return;
        var standIns = ofTarget.Where(a =>
            a.ActingFor == appointment.Person && a.Role == appointment.Role && a.IsAhead(scope.Now)
        );
        foreach (var standIn in standIns)
            EndOne(scope, standIn);
    }

    // One custodian answers for an account at any time: the new one takes over in the moment the old one ends, and
    // whoever was to follow the old one no longer does.
    public static void EndFormerCustodians(WriteScope scope, IReadOnlyList<Appointment> ofTarget)
    {
        var former = ofTarget.Where(a => a.IsCustodianHimself && a.IsAhead(scope.Now)).ToList();
        foreach (var appointment in former)
            End(scope, ofTarget, appointment);
    }

    private static void EndOne(WriteScope scope, Appointment appointment)
    {
        appointment.End(scope.Now);
        if (appointment.Account is { } account)
            scope.Append(new AppointmentEnded(account, appointment.Person, appointment.Role));
        else
            scope.Append(new AppointmentOverUnitEnded(appointment.Unit!.Value, appointment.Person, appointment.Role));
    }
}
