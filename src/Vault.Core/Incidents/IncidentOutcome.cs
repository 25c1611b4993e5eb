using Vault.Core.Audit;

namespace Vault.Core.Incidents;

/// <summary>What came of reporting a suspicion, or of concluding an incident.</summary>
public abstract record IncidentOutcome
{
    private IncidentOutcome() { }

    public sealed record Done(IncidentId Incident) : IncidentOutcome;

    /// <summary>Refused, and logged as refused.</summary>
    public sealed record Refused(IncidentRefusal Why) : IncidentOutcome;

    /// <summary>No such account or incident, or none of this person's: they look alike.</summary>
    public sealed record NotFound : IncidentOutcome;

    internal static IncidentOutcome Refuse(WriteScope scope, AccountId account, IncidentRefusal why)
    {
        scope.Append(new IncidentStepRefused(account, why));
        return why == IncidentRefusal.NotYours ? new NotFound() : new Refused(why);
    }
}
