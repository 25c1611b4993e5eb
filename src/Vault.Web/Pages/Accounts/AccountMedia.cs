using Microsoft.EntityFrameworkCore;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.People;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Accounts;

/// <summary>A phone or mailbox an account is bound to, masked.</summary>
public sealed record MaskedMedium(BoundMediumKind Kind, string Masked, DateTimeOffset From);

/// <summary>What an account is bound to on its platform, as one reader may see it.</summary>
/// <param name="MayOpen">He may have it shown in clear; decided again where it is.</param>
/// <param name="MayBind">He keeps the register.</param>
public sealed record AccountMedia(AccountId Account, IReadOnlyList<MaskedMedium> Live, bool MayOpen, bool MayBind)
{
    public MaskedMedium? Of(BoundMediumKind kind) => Live.FirstOrDefault(m => m.Kind == kind);

    public string Address(string rest = "") => $"/accounts/{Account}/media{rest}";

    internal static async Task<AccountMedia> Of(
        VaultDb db,
        FieldSealer fields,
        SeenAccount seen,
        CurrentActor current,
        DateTimeOffset now
    )
    {
        var id = seen.Account.Id;
        var all = await db.AllOf(id.Value, db.Set<BoundMedium>().Where(m => m.Account == id));
        var live = all.Where(m => m.IsLive(now))
            .OrderBy(m => m.Kind)
            .Select(m => new MaskedMedium(m.Kind, Contacts.Masked(fields.OpenMedium(m))!, m.From));
        var mayBind = current.Has(OfficeRole.Registrar);
        var mayOpen =
            mayBind || seen.Appointments.Any(a => a.Person == current.Person.Id && a.MayReveal && a.IsLive(now));
        return new(id, [.. live], mayOpen, mayBind);
    }
}
