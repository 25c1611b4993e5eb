using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Accounts;

/// <summary>Changes facts of an account; each that differs is a line of its own, with what it was and what it is.</summary>
public sealed class ChangeAccount(VaultInstance vault, FieldSealer fields)
{
    /// <param name="revision">The one the registrar saw; if it is no longer the newest, nothing is changed.</param>
    /// <param name="entry">All facts as they shall be; its platform is not looked at, an account stays on its own.</param>
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<ChangeOutcome> Run(Actor actor, AccountId id, int revision, AccountEntry entry) =>
        vault.Writer.Write<ChangeOutcome>(
            actor,
            scope =>
            {
                if (!Registrar.Acts(scope, nameof(ChangeAccount)))
                    return new ChangeOutcome.NotYourRole();
                if (scope.Db.OneOfNow(scope.Db.Set<Account>().Where(a => a.Id == id), id.ToString()) is not { } account)
                    return new ChangeOutcome.NotFound();
                if (account.Revision != revision)
                    return new ChangeOutcome.ChangedMeanwhile();
                var faults = new List<RegisterFault>();
                var next = new AccountReading(scope.Db, account.Platform, id, faults).Read(entry);
                return next is null
                    ? new ChangeOutcome.Faulty(faults)
                    : new ChangeOutcome.Changed(Change(scope, fields, account, next));
            }
        );

    /// <returns>How many facts differ.</returns>
    internal static int Change(WriteScope scope, FieldSealer fields, Account account, AccountFacts next)
    {
        var former = AccountFacts.Of(account, fields.OpenDetails(account));
        var changes = former.ChangesTo(next).ToList();
        if (changes.Count == 0)
            return 0;
        var details =
            former.Details == next.Details ? account.SealedDetails : fields.SealDetails(account.Id, next.Details);
        account.Change(next, details);
        foreach (var fact in changes)
            scope.Append(
                new AccountFactChanged(
                    account.Id,
                    fact,
                    Say(scope.Db, fact, former[fact]),
                    Say(scope.Db, fact, next[fact])
                )
            );
        return changes.Count;
    }

    /// <summary>As it is called at this moment: a unit may have another name when the log is read.</summary>
    private static PrivateText? Say(VaultDb db, AccountFact fact, string? value) =>
        value is null ? null
        : fact is AccountFact.Unit or AccountFact.SupervisingUnit ? PrivateText.Of(Units.NameOf(db, value))
        : PrivateText.Of(value);
}
