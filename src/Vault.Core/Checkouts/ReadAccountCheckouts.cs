using Microsoft.EntityFrameworkCore;
using Vault.Core.People;

namespace Vault.Core.Checkouts;

/// <summary>How one account stands with its checkouts, for somebody who sees the account.</summary>
/// <param name="Open">Who has it now, by when it is due.</param>
/// <param name="Own">What the reader has asked for or has of it.</param>
/// <param name="Barred">What stands between him and its secrets now; null: nothing.</param>
/// <param name="Held">Whose checkout it is that stands in his way.</param>
/// <param name="BreakGlass">What he has of it by breaking the glass.</param>
/// <param name="IsNamed">He may break it.</param>
/// <param name="IsFrozen">An incident of the account is open: nobody has it, and who changes it needs no checkout.</param>
/// <param name="Until">When he would have to return it, were he to have it from now on.</param>
public sealed record AccountCheckouts(
    CheckoutTerms Terms,
    IReadOnlyList<CheckoutLine> Open,
    CheckoutLine? Own,
    CheckoutRefusal? Barred,
    CheckoutLine? Held,
    CheckoutLine? BreakGlass,
    bool IsNamed,
    bool IsFrozen,
    DateTimeOffset Until
)
{
    /// <summary>He may use its secrets now; if he does not have it, the first use gives it to him.</summary>
    public bool MayUse => Barred is null;

    /// <summary>The first use asks for it and opens it, so that the purpose is chosen with that use.</summary>
    public bool IsOpenedByUse => MayUse && !IsFrozen && Own is null && BreakGlass is null;

    public bool IsHad => Own?.State == CheckoutState.Open || BreakGlass is not null;

    /// <summary>When what he has of it has to be returned, or would have to be.</summary>
    public DateTimeOffset Due => Own?.Checkout.Due ?? BreakGlass?.Checkout.Due ?? Until;
}

/// <summary>Says who has an account and how the reader comes by it. Whether he sees the account is decided before.</summary>
public sealed class ReadAccountCheckouts(VaultDb db, VaultInstance vault)
{
    /// <returns>Null if there is no such account.</returns>
    /// <exception cref="Audit.TamperedRowException">A row it rests on is not the attested one, or was removed.</exception>
    public async Task<AccountCheckouts?> Run(PersonId reader, AccountId account)
    {
        var now = vault.Clock.GetUtcNow();
        if (CheckoutFacts.Read(db, account, now) is not { } facts)
            return null;
        var own = facts.OwnOf(reader, now);
        var isNamed = BreakGlassNaming.IfAny(db, account, reader).AreLive(now);
        var broken = isNamed ? facts.BreakGlassOf(reader, now) : null;
        var barred = broken is null ? CheckoutRules.Have(facts, own, reader, now) : null;
        List<Checkout> open = [.. facts.Running.Where(c => c.StateAt(now) == CheckoutState.Open).OrderBy(c => c.Due)];
        var held = barred is { } why ? AskForCheckout.Held(why, facts, reader) : null;
        List<Checkout> named = [.. open, .. new[] { own }.OfType<Checkout>().Except(open)];
        var lines = (await CheckoutLine.Of(db, named, now)).ToDictionary(l => l.Checkout.Id);
        return new(
            facts.Terms,
            [.. open.Select(c => lines[c.Id])],
            own is null ? null : lines[own.Id],
            barred,
            held is null ? null : lines[held.Id],
            broken is null ? null : lines[broken.Id],
            isNamed,
            facts.Freeze.IsOn,
            facts.UsualEnd(now)
        );
    }
}
