using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Calendar;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.Holdings;
using Vault.Core.People;
using Vault.Core.Reviews;
using Vault.Core.Rotations;
using Vault.Web.SignIn;

namespace Vault.Web.Pages.Home;

/// <summary>What the reader has to do, by what he is; for an administrator the short way to his accounts.</summary>
public sealed class IndexModel(
    VaultDb db,
    ListProposals proposals,
    SearchAccounts accounts,
    ListCheckouts checkouts,
    ListBreakGlassReviews reviews,
    ReadCalendar calendar,
    ListDueHoldings holdings,
    ListRotations rotations,
    ListHandovers handovers,
    ListReviews logReviews,
    CurrentActor current,
    PlatformList platforms,
    TimeProvider clock
) : PageModel
{
    private HashSet<AccountId> _usable = [];
    private HashSet<AccountId> _withPassword = [];

    public string Name => current.Person.DisplayName;

    /// <summary>Proposals that await the reader's decision; null for who decides none.</summary>
    public ProposalPage? Awaiting { get; private set; }

    /// <summary>Checkouts that await the reader's decision.</summary>
    public CheckoutPage ToDecide { get; private set; } = null!;

    /// <summary>What was taken in an emergency and waits for its review, where it is the reader's business.</summary>
    public IReadOnlyList<UnreviewedBreakGlass> Reviews { get; private set; } = [];

    /// <summary>What the reader has checked out.</summary>
    public CheckoutPage Held { get; private set; } = null!;

    /// <summary>What ends soon on the platforms, of the accounts the reader keeps.</summary>
    public DueHoldings Due { get; private set; } = null!;

    /// <summary>What the reader has to change, as the custodian of its account.</summary>
    public ChangePage Owed { get; private set; } = null!;

    /// <summary>In which it is the reader's turn.</summary>
    public IReadOnlyList<HandoverFile> Handovers { get; private set; } = [];

    /// <summary>So many of what is due; all are on their own page.</summary>
    public const int DueShown = 5;

    /// <summary>Founders who have not signed in yet.</summary>
    public IReadOnlyList<Person> Missing { get; private set; } = [];

    /// <summary>Accounts nobody answers for; null for who does not keep the register.</summary>
    public AccountPage? Alone { get; private set; }

    /// <summary>The year whose holidays ought to be in the calendar by now; null for who does not keep it.</summary>
    public int? CalendarMissing { get; private set; }

    /// <summary>The accounts the reader is appointed to.</summary>
    public AccountPage? Mine { get; private set; }

    public bool IsReviewer => current.Has(OfficeRole.Reviewer);

    public bool IsRegistrar => current.Has(OfficeRole.Registrar);

    public bool HasNothing =>
        Mine is not { Total: > 0 }
        && Awaiting is not { Total: > 0 }
        && ToDecide.Total == 0
        && Held.Total == 0
        && Reviews.Count == 0
        && Due.Total == 0
        && Owed.Total == 0
        && Handovers.Count == 0
        && Alone is not { Total: > 0 }
        && CalendarMissing is null
        && LateReviews == 0
        && Missing.Count == 0;

    /// <summary>Where the reader gets the password in one step; null where he may not, or where there is none.</summary>
    public string? QuickWay(Account account) =>
        _usable.Contains(account.Id)
        && (platforms.Of(account).Has(Component.Password) || _withPassword.Contains(account.Id))
            ? $"/accounts/{account.Id}/secrets/{Component.Password.Slug()}"
            : null;

    /// <summary>Months of which the log should have been reviewed by now; none for who holds no office.</summary>
    public int LateReviews { get; private set; }

    public async Task OnGetAsync()
    {
        var me = current.Standing();
        ToDecide = await checkouts.Run(me.Id, CheckoutView.ToDecide, 1);
        Held = await checkouts.Run(me.Id, CheckoutView.Held, 1);
        Reviews = await reviews.Run(me);
        Due = await holdings.Run(me, 1);
        Owed = await rotations.Run(me, 1, RotationView.Mine);
        Handovers = [.. (await handovers.Running(me)).Where(f => f.Waiting.Any())];
        if (await logReviews.Run(me) is { } board)
            LateReviews = board.Coverage.Owed.Count(m => m.IsOverdue);
        if (GrantRules.MayDecide(me))
        {
            Awaiting = await proposals.Run(me, ProposalView.ToDecide, 1);
            Missing = Founders.WhoNeverCame(db);
        }
        if (IsRegistrar)
            CalendarMissing = calendar.Run().Missing;
        if (IsRegistrar)
            Alone = await accounts.Run(me, new AccountQuery(WithoutCustodian: true));
        else
            await ReadMine(me);
    }

    private async Task ReadMine(Standing me)
    {
        Mine = await accounts.Run(me, new AccountQuery());
        var (id, now) = (me.Id, clock.GetUtcNow());
        var appointments = await db.Set<Appointment>().Where(a => a.Person == id).ToListAsync();
        _usable = [.. appointments.Where(a => a.MayReveal && a.IsLive(now)).Select(a => a.Account!.Value)];
        // A platform may have lost its password on the list; what is in custody is used all the same.
        var shown = Mine.Lines.Select(l => l.Account.Id).ToList();
        var held = db.Set<SecretVersion>().Where(v => v.Component == Component.Password && shown.Contains(v.Account));
        _withPassword = [.. await held.Select(v => v.Account).Distinct().ToListAsync()];
    }
}
