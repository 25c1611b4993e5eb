using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.People;

namespace Vault.Core.Accounts;

/// <summary>
/// Keeps which phone and mailbox an account is bound to on its platform. One of each kind at a time: a new one ends the
/// former, an empty value ends it without another. The log names the kind and not the value.
/// </summary>
public sealed class BindMedium(VaultInstance vault, FieldSealer fields)
{
    /// <exception cref="VaultUnavailableException">The log took no line in time; see there what that leaves open.</exception>
    public Task<ChangeOutcome> Run(Actor actor, AccountId account, BoundMediumKind kind, string? value) =>
        vault.Writer.Write<ChangeOutcome>(
            actor,
            scope =>
            {
                if (!Registrar.Acts(scope, nameof(BindMedium)))
                    return new ChangeOutcome.NotYourRole();
                if (scope.Db.OneOfNow(scope.Db.Set<Account>().Where(a => a.Id == account), account.ToString()) is null)
                    return new ChangeOutcome.NotFound();
                var faults = new List<RegisterFault>();
                var contact = Contacts.Read(
                    Contact.None with
                    {
                        Mobile = kind == BoundMediumKind.Phone ? value : null,
                        Mailbox = kind == BoundMediumKind.Mailbox ? value : null,
                    },
                    faults
                );
                return faults.Count > 0
                    ? new ChangeOutcome.Faulty(faults)
                    : new ChangeOutcome.Changed(Bind(scope, fields, account, kind, contact.Mobile ?? contact.Mailbox));
            }
        );

    /// <returns>1 if something changed, else 0.</returns>
    internal static int Bind(
        WriteScope scope,
        FieldSealer fields,
        AccountId account,
        BoundMediumKind kind,
        string? value
    )
    {
        var media = scope.Db.AllOfNow(account.Value, scope.Db.Set<BoundMedium>().Where(m => m.Account == account));
        var former = media.Where(m => m.Kind == kind && m.IsLive(scope.Now)).ToList();
        if (former.Count == 0 ? value is null : former.Exists(m => fields.OpenMedium(m) == value))
            return 0;
        foreach (var medium in former)
        {
            medium.End(scope.Now);
            scope.Append(new MediumUnbound(account, kind));
        }
        if (value is not null)
            Enter(scope, fields, account, kind, value);
        return 1;
    }

    internal static void Enter(
        WriteScope scope,
        FieldSealer fields,
        AccountId account,
        BoundMediumKind kind,
        string value
    )
    {
        var id = BoundMediumId.New();
        scope.Db.Add(BoundMedium.Of(id, account, kind, fields.SealMedium(id, value), scope.Now));
        scope.Append(new MediumBound(account, kind));
    }
}
