using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;

namespace Vault.Core.People;

/// <summary>A proposal as one reader may see it, with what he can do about it.</summary>
/// <param name="Unit">The beneficiary's.</param>
/// <param name="FormerCustodian">Who answers for the account now and ends with the confirmation.</param>
/// <param name="Barred">Why the reader neither confirms nor refuses it; null if he may.</param>
/// <param name="Deciders">Everybody who could decide it now, by name.</param>
/// <param name="Why">What the decider gave as his reason for refusing; null unless refused, or once destroyed.</param>
/// <param name="Link">Why the reader issues no link; null if he may now.</param>
/// <param name="Reason">Why somebody is to stand in; null unless somebody is.</param>
public sealed record ProposalFile(
    ProposalLine Line,
    Unit Unit,
    Person? FormerCustodian,
    GrantRefusal? Barred,
    IReadOnlyList<Person> Deciders,
    string? Why,
    LinkRefusal? Link,
    string? Reason
)
{
    public Proposal Proposal => Line.Proposal;
}

/// <summary>One proposal, for those whose business it is, see <see cref="GrantRules.MaySee"/>.</summary>
public sealed class ReadProposal(VaultDb db, VaultInstance vault, FieldSealer fields)
{
    /// <exception cref="TamperedRowException">A row it shows is not the attested one, or was removed.</exception>
    public async Task<ProposalFile?> Run(Standing reader, ProposalId id)
    {
        var now = vault.Clock.GetUtcNow();
        var row = await db.OneOf(db.Set<Proposal>().Where(p => p.Id == id), id.ToString());
        if (row is not { } proposal || !GrantRules.MaySee(reader, proposal))
            return null;
        var line = (await ProposalLine.Of(db, [proposal]))[0];
        var unit = await db.Set<Unit>().SingleAsync(u => u.Id == line.Beneficiary.Unit);
        var beneficiary = Standing.Read(db, proposal.Beneficiary, now)!;
        return new(
            line,
            unit,
            await FormerCustodian(proposal, now),
            GrantRules.Decide(reader, proposal),
            proposal.IsOpen ? await DecidersOf(proposal, now) : [],
            proposal.Decision == ProposalDecision.Refused ? await ReasonOf(proposal) : null,
            IssueLink.Guard(reader, proposal) ?? IssueLink.Obstacle(db, proposal, beneficiary, now),
            fields.OpenReason(proposal)
        );
    }

    private async Task<Person?> FormerCustodian(Proposal proposal, DateTimeOffset now)
    {
        if (
            proposal
            is not { IsOpen: true, Account: { } account, AppointmentRole: AppointmentRole.Custodian, ActingFor: null }
        )
            return null;
        var appointments = await db.AllOf(account.Value, db.Set<Appointment>().Where(a => a.Account == account));
        var live = appointments.Find(a => a.IsCustodianHimself && a.IsLive(now));
        // Whose own time is extended does not end with it.
        return live is null || live.Person == proposal.Beneficiary
            ? null
            : await db.Set<Person>().SingleAsync(p => p.Id == live.Person);
    }

    private Task<string?> ReasonOf(Proposal refused) =>
        new LoggedText(db, vault).Of<GrantRefused>(
            refused.Beneficiary,
            refused.DecidedAt!.Value,
            e => e.Proposal == refused.Id,
            e => e.Why
        );

    private async Task<IReadOnlyList<Person>> DecidersOf(Proposal proposal, DateTimeOffset now)
    {
        var grants = await db.Set<RoleGrant>()
            .Where(g => g.Role == OfficeRole.Registrar || g.Role == OfficeRole.SecurityAdministrator)
            .ToListAsync();
        var holders = grants
            .Where(g => g.IsLive(now))
            .Select(g => g.Person)
            .Where(p => p != proposal.ProposedBy && !proposal.Benefits(p))
            .ToList();
        return await db.Set<Person>()
            .Where(p => holders.Contains(p.Id) && p.DisabledAt == null)
            .OrderBy(p => p.DisplayName)
            .ToListAsync();
    }
}
