using System.Text.Json.Serialization;

namespace Vault.Core.Audit;

/// <summary>How an attempt ended. A refusal is logged like a deed.</summary>
public enum AuditOutcome
{
    Done,
    Refused,
    Failed,
}

/// <summary>
/// Something that happened, in the past tense. The type's name is the event's kind in the leaf and is never reused
/// for another meaning. Properties are written into the leaf as they are: identifiers, numbers, enumerations and
/// <see cref="PrivateText"/>; never a secret, a code, a token, or an unsalted hash of one.
/// </summary>
public abstract record AuditEvent
{
    [JsonIgnore]
    public virtual AuditOutcome Outcome => AuditOutcome.Done;
}

/// <summary>The event concerns one account; the log can be filtered by it.</summary>
public interface IAboutAccount
{
    AccountId Account { get; }
}

/// <summary>The event concerns a person other than as its author; the log can be filtered by him.</summary>
public interface IAboutPerson
{
    PersonId Person { get; }
}
