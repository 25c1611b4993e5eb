using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.SignIns;

namespace Vault.Core.People;

/// <summary>
/// Changes facts of a person; each that differs is a line of its own. How to reach him is named, not told, in the log.
/// </summary>
public sealed class ChangePerson(VaultInstance vault, FieldSealer fields)
{
    /// <param name="revision">The one the registrar saw; if it is no longer the newest, nothing is changed.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<ChangeOutcome> Run(Actor actor, PersonId id, int revision, PersonEntry entry) =>
        vault.Writer.Write<ChangeOutcome>(
            actor,
            scope =>
            {
                if (!Registrar.Acts(scope, nameof(ChangePerson)))
                    return new ChangeOutcome.NotYourRole();
                if (scope.Db.OneOfNow(scope.Db.Set<Person>().Where(p => p.Id == id), id.ToString()) is not { } person)
                    return new ChangeOutcome.NotFound();
                if (person.Revision != revision)
                    return new ChangeOutcome.ChangedMeanwhile();
                var faults = new List<RegisterFault>();
                var next = PersonFacts.Read(scope.Db, entry, person, faults);
                if (next is not null && person.UserName != next.UserName && SignsIn(scope.Db, person))
                    faults.Add(new(RegisterField.UserName, RegisterProblem.InUse));
                return faults.Count > 0
                    ? new ChangeOutcome.Faulty(faults)
                    : new ChangeOutcome.Changed(Change(scope, fields, person, next!));
            }
        );

    /// <returns>How many facts differ.</returns>
    internal static int Change(WriteScope scope, FieldSealer fields, Person person, PersonFacts next)
    {
        var former = PersonFacts.Of(person, fields.OpenContact(person));
        var changes = former.ChangesTo(next).ToList();
        if (changes.Count == 0)
            return 0;
        var contact =
            former.Contact == next.Contact ? person.SealedContact : fields.SealContact(person.Id, next.Contact);
        person.Change(next, contact);
        foreach (var fact in changes)
            scope.Append(
                fact >= PersonFact.OfficePhone
                    ? new PersonFactChanged(person.Id, fact, null, null)
                    : new PersonFactChanged(
                        person.Id,
                        fact,
                        Say(scope.Db, person.Id, fact, former[fact]),
                        Say(scope.Db, person.Id, fact, next[fact])
                    )
            );
        return changes.Count;
    }

    private static PrivateText? Say(VaultDb db, PersonId about, PersonFact fact, string? value) =>
        value is null ? null
        : fact == PersonFact.Unit ? PrivateText.Of(Units.NameOf(db, value), about)
        : PrivateText.Of(value, about);

    // The name is bound into what he signs in with on his devices; a new one would leave him outside unasked.
    private static bool SignsIn(VaultDb db, Person person) => SignInRows.CredentialOf(db, person.Id) is not null;
}
