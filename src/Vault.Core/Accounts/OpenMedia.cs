using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Accounts;

/// <summary>A bound medium and its value in clear.</summary>
public sealed record OpenedMedium(BoundMediumKind Kind, string Value);

/// <summary>
/// Shows what an account is bound to, after the log has it: to the registrar and to whoever uses the account. Elsewhere
/// it stands masked.
/// </summary>
public sealed class OpenMedia(VaultInstance vault, FieldSealer fields)
{
    /// <returns>Null if the account does not exist or is none of the reader's business, which is logged.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line: nothing is shown.</exception>
    public Task<IReadOnlyList<OpenedMedium>?> Run(Actor actor, AccountId id)
    {
        var by = actor.RequirePerson();
        return vault.Writer.Write<IReadOnlyList<OpenedMedium>?>(
            actor,
            scope =>
            {
                if (!May(scope, by, id))
                {
                    scope.Append(new AccessRefused(nameof(OpenMedia), id.ToString()));
                    return null;
                }
                scope.Append(new MediaOpened(id));
                var media = scope.Db.AllOfNow(id.Value, scope.Db.Set<BoundMedium>().Where(m => m.Account == id));
                return
                [
                    .. media
                        .Where(m => m.IsLive(scope.Now))
                        .OrderBy(m => m.Kind)
                        .Select(m => new OpenedMedium(m.Kind, fields.OpenMedium(m))),
                ];
            }
        );
    }

    private static bool May(WriteScope scope, PersonId by, AccountId id)
    {
        if (Standing.Read(scope.Db, by, scope.Now) is not { IsActive: true } reader)
            return false;
        if (scope.Db.OneOfNow(scope.Db.Set<Account>().Where(a => a.Id == id), id.ToString()) is null)
            return false;
        return reader.Holds(OfficeRole.Registrar)
            || scope
                .Db.AllOfNow(id.Value, scope.Db.Set<Appointment>().Where(a => a.Account == id))
                .Exists(a => a.Person == by && a.MayReveal && a.IsLive(scope.Now));
    }
}
