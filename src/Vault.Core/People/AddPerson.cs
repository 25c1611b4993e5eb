using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.SignIns;
using Vault.Core.Text;

namespace Vault.Core.People;

/// <summary>
/// Enters a natural person. That alone gives him nothing: the way in is an invitation, proposed by one and confirmed by
/// another.
/// </summary>
public sealed class AddPerson(VaultInstance vault)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<RegisterOutcome<PersonId>> Run(Actor actor, string? name, string? userName, UnitId? unit) =>
        vault.Writer.Write<RegisterOutcome<PersonId>>(
            actor,
            scope =>
            {
                if (!Registrar.Acts(scope, nameof(AddPerson)))
                    return new RegisterOutcome<PersonId>.NotYourRole();
                var faults = new List<RegisterFault>();
                if (!NameText.TryParse(name, Person.NameLimit, out var parsed, out var fault))
                    faults.Add(RegisterFault.Of(RegisterField.Name, fault.Value));
                if (FaultOf(scope.Db, userName, out var account) is { } wrong)
                    faults.Add(new(RegisterField.UserName, wrong));
                if (!Units.Exists(scope.Db, unit))
                    faults.Add(Units.Fault(unit));
                return faults.Count > 0
                    ? new RegisterOutcome<PersonId>.Faulty(faults)
                    : new RegisterOutcome<PersonId>.Entered(Enter(scope, account, parsed!, unit!.Value));
            }
        );

    internal static PersonId Enter(WriteScope scope, UserName userName, string name, UnitId unit)
    {
        var person = Person.Of(PersonId.New(), userName, name, unit);
        scope.Db.Add(person);
        scope.Append(
            new PersonAdded(person.Id, PrivateText.Of(name, person.Id), PrivateText.Of(userName.Text, person.Id), unit)
        );
        return person.Id;
    }

    private static RegisterProblem? FaultOf(VaultDb db, string? typed, out UserName userName)
    {
        if (!UserName.TryParse(typed, out userName))
            return string.IsNullOrWhiteSpace(typed) ? RegisterProblem.Missing : RegisterProblem.NotAUserName;
        var text = userName.Text;
        return db.Set<Person>().Any(p => p.UserName == text) ? RegisterProblem.Taken : null;
    }
}
