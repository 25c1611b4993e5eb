using Microsoft.EntityFrameworkCore;
using Vault.Core.Accounts;

namespace Vault.Core.People;

/// <summary>A proposal with the names it needs on screen.</summary>
public sealed record ProposalLine(
    Proposal Proposal,
    Person Beneficiary,
    Person ProposedBy,
    Person? DecidedBy,
    Account? Account
)
{
    /// <summary>The unit of an appointment over a unit.</summary>
    public Unit? Unit { get; private init; }

    /// <summary>Who is custodian the moment the proposed one ends.</summary>
    public Person? Fallback { get; private init; }

    /// <summary>Whom the beneficiary would stand in for.</summary>
    public Person? ActingFor { get; private init; }

    /// <summary>The name of the account or unit of an appointment; null if it is none.</summary>
    public string? Target => Account?.Name ?? Unit?.Name;

    internal static async Task<IReadOnlyList<ProposalLine>> Of(VaultDb db, IReadOnlyList<Proposal> proposals)
    {
        var people = proposals
            .SelectMany(p => new[] { p.Beneficiary, p.ProposedBy, p.DecidedBy, p.Fallback, p.ActingFor })
            .OfType<PersonId>()
            .Distinct()
            .ToList();
        var persons = await db.Set<Person>().Where(p => people.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
        var ids = proposals.Where(p => p.Account is not null).Select(p => p.Account!.Value).Distinct().ToList();
        var accounts = await db.Set<Account>().Where(a => ids.Contains(a.Id)).ToDictionaryAsync(a => a.Id);
        var over = proposals.Where(p => p.Unit is not null).Select(p => p.Unit!.Value).Distinct().ToList();
        var units = await db.Set<Unit>().Where(u => over.Contains(u.Id)).ToDictionaryAsync(u => u.Id);
        return
        [
            .. proposals.Select(p => new ProposalLine(
                p,
                persons[p.Beneficiary],
                persons[p.ProposedBy],
                PersonOf(p.DecidedBy),
                p.Account is { } account ? accounts[account] : null
            )
            {
                Unit = p.Unit is { } unit ? units[unit] : null,
                Fallback = PersonOf(p.Fallback),
                ActingFor = PersonOf(p.ActingFor),
            }),
        ];

        Person? PersonOf(PersonId? id) => id is { } known ? persons[known] : null;
    }
}

/// <summary>Which proposals a list shows.</summary>
public enum ProposalView
{
    /// <summary>Open ones the reader can decide, the oldest first.</summary>
    ToDecide,

    /// <summary>Those he proposed, open or not, newest first.</summary>
    Mine,

    /// <summary>Those that were confirmed, refused or withdrawn, the latest decision first.</summary>
    Decided,
}

/// <summary>One page of proposals.</summary>
/// <param name="Page">As shown, from 1; a page beyond the end is the last one.</param>
/// <param name="ToDecide">How many wait for the reader, whatever the view.</param>
/// <param name="InOwnFavour">Open ones the reader would gain by: others decide them.</param>
public sealed record ProposalPage(
    IReadOnlyList<ProposalLine> Lines,
    int Total,
    int Page,
    int Pages,
    int ToDecide,
    IReadOnlyList<ProposalLine> InOwnFavour
);

/// <summary>Lists proposals. Who does not decide grants finds only what he proposed himself.</summary>
public sealed class ListProposals(VaultDb db)
{
    public const int PageSize = 25;

    /// <exception cref="Audit.TamperedRowException">A row of the page is not the attested one.</exception>
    public async Task<ProposalPage> Run(Standing who, ProposalView view, int page)
    {
        var seen = VisibleTo(who);
        var (id, waiting) = (who.Id, seen.Where(p => p.Decision == null && p.ProposedBy != who.Id));
        var toDecide = waiting.Where(p => p.Beneficiary != id && p.Fallback != id);
        var shown = view switch
        {
            ProposalView.Mine => seen.Where(p => p.ProposedBy == id).OrderByDescending(p => p.ProposedAt),
            ProposalView.Decided => seen.Where(p => p.Decision != null).OrderByDescending(p => p.DecidedAt),
            _ => toDecide.OrderBy(p => p.ProposedAt),
        };
        var total = await shown.CountAsync();
        var pages = Math.Max(1, (total + PageSize - 1) / PageSize);
        var number = Math.Clamp(page, 1, pages);
        var rows = await shown.ThenBy(p => p.Id).Skip((number - 1) * PageSize).Take(PageSize).ToListAsync();
        var own = await waiting
            .Where(p => p.Beneficiary == id || p.Fallback == id)
            .OrderBy(p => p.ProposedAt)
            .ToListAsync();
        return new(
            await ProposalLine.Of(db, rows),
            total,
            number,
            pages,
            view == ProposalView.ToDecide ? total : await toDecide.CountAsync(),
            await ProposalLine.Of(db, own)
        );
    }

    private IQueryable<Proposal> VisibleTo(Standing who)
    {
        if (GrantRules.MayDecide(who))
            return db.Set<Proposal>();
        var (id, active) = (who.Id, who.IsActive);
        return db.Set<Proposal>().Where(p => active && p.ProposedBy == id);
    }
}
