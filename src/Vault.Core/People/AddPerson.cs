using Vault.Core.Audit;

namespace Vault.Core.People;

/// <summary>
/// Enters a natural person. That alone gives him nothing: the way in is an invitation, proposed by one and confirmed by
/// another.
/// </summary>
public sealed class AddPerson(VaultInstance vault, FieldSealer fields)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<RegisterOutcome<PersonId>> Run(Actor actor, PersonEntry entry) =>
        vault.Writer.Write<RegisterOutcome<PersonId>>(
            actor,
            scope =>
            {
                if (!Registrar.Acts(scope, nameof(AddPerson)))
                    return new RegisterOutcome<PersonId>.NotYourRole();
                var faults = new List<RegisterFault>();
                return PersonFacts.Read(scope.Db, entry, null, faults) is { } facts
                    ? new RegisterOutcome<PersonId>.Entered(Enter(scope, fields, facts))
                    : new RegisterOutcome<PersonId>.Faulty(faults);
            }
        );

    internal static PersonId Enter(WriteScope scope, FieldSealer fields, PersonFacts facts) =>
        Enter(scope, fields, facts, PersonId.New());

    internal static PersonId Enter(WriteScope scope, FieldSealer fields, PersonFacts facts, PersonId id)
    {
        scope.Db.Add(Person.Of(facts, fields.SealContact(id, facts.Contact), id));
        scope.Append(
            new PersonAdded(
                id,
                PrivateText.Of(facts.Name, id),
                facts.UserName is { } userName ? PrivateText.Of(userName, id) : null,
                facts.Unit,
                facts.IsStudent
            )
        );
        return id;
    }
}
