using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;

namespace Vault.Core.People;

/// <summary>
/// Shows how to reach a person, after the log has it: to the registrar, and to the person himself. Elsewhere they stand
/// masked.
/// </summary>
public sealed class OpenContact(VaultInstance vault, FieldSealer fields)
{
    /// <returns>Null if the person does not exist or is none of the reader's business, which is logged.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line: nothing is shown.</exception>
    public Task<Contact?> Run(Actor actor, PersonId id)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write(
            actor,
            scope =>
            {
                var reader = Standing.Read(scope.Db, by, scope.Now);
                if (reader is null || !IsFor(reader, id))
                {
                    scope.Append(new AccessRefused(nameof(OpenContact), id.ToString()));
                    return null;
                }
                if (scope.Db.OneOfNow(scope.Db.Set<Person>().Where(p => p.Id == id), id.ToString()) is not { } person)
                    return null;
                scope.Append(new ContactOpened(id));
                return fields.OpenContact(person);
            }
        );
    }

    internal static bool IsFor(Standing reader, PersonId id) =>
        reader.Holds(OfficeRole.Registrar) || (reader.IsActive && reader.Id == id);
}
