using Microsoft.EntityFrameworkCore;

namespace Vault.Core.People;

/// <summary>Ends an appointment now. A custodian's ends only by the appointment of the next.</summary>
public sealed class EndAppointment(VaultInstance vault)
{
    /// <param name="proof">A second factor fresh for <see cref="ProofPurpose.Administer"/> with the appointment as subject.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<EndOutcome> Run(Actor actor, FreshProof? proof, AppointmentId id)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<EndOutcome>(
            actor,
            scope =>
            {
                var row = scope.Db.Set<Appointment>().Where(a => a.Id == id);
                if (scope.Db.OneOfNow(row, id.ToString()) is not { } appointment)
                    return new EndOutcome.NotFound();
                if (Guard(Standing.Read(scope.Db, by, scope.Now), appointment, scope.Now) is { } refusal)
                    return EndRights.Refuse(scope, appointment.Person, refusal);
                if (EndRights.Prove(scope, proof, id.Value) is { } unproven)
                    return EndRights.Refuse(scope, appointment.Person, unproven);
                Appoint.End(scope, OfTarget(scope.Db, appointment), appointment);
                return new EndOutcome.Ended();
            }
        );
    }

    private static List<Appointment> OfTarget(VaultDb db, Appointment ended) =>
        db.AllOfNow(
            ended.RowOwner,
            db.Set<Appointment>().Where(a => a.Account == ended.Account && a.Unit == ended.Unit)
        );

    private static EndRefusal? Guard(Standing? by, Appointment appointment, DateTimeOffset now)
    {
        if (by?.Holds(OfficeRole.Registrar) != true)
            return EndRefusal.NotYourRole;
        if (!appointment.IsAhead(now))
            return EndRefusal.EndedBefore;
        return appointment.IsCustodianHimself ? EndRefusal.CustodianNeedsSuccessor : null;
    }
}
