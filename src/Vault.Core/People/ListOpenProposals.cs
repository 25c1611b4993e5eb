using Microsoft.EntityFrameworkCore;

namespace Vault.Core.People;

/// <summary>What is proposed for an account and not decided yet, for the account's page.</summary>
public sealed class ListOpenProposals(VaultDb db)
{
    /// <exception cref="Audit.TamperedRowException">A row is not the attested one.</exception>
    public async Task<IReadOnlyList<ProposalLine>> Run(AccountId account) =>
        await ProposalLine.Of(
            db,
            await db.Set<Proposal>().Where(p => p.Account == account && p.Decision == null).ToListAsync()
        );
}
