using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Audit;

/// <summary>The entries of one account, with reasons, for whoever may see the account.</summary>
public sealed class ReadAccountLog(VaultDb db, VaultInstance vault)
{
    /// <returns><see cref="ReadLogOutcome.Refused"/> also where there is no such account: the two look alike.</returns>
    /// <exception cref="VaultUnavailableException">The log took no line: nothing may be shown.</exception>
    public Task<ReadLogOutcome> Run(Actor actor, AccountId account, LogFilter filter, LogPosition position) =>
        db.DecideOver(() => Decide(actor, filter with { Account = account }, position));

    private async Task<ReadLogOutcome> Decide(Actor actor, LogFilter filter, LogPosition position)
    {
        var seen = await AccountTimeline.MayRead(db, vault, actor, filter.Account!.Value);
        var decidedOver = db.RowsRead;
        db.BeginReading();
        var page = seen ? await new LogReader(db, vault).Page(filter, position, ReadLog.PageSize) : null;
        return await vault.Writer.Write<ReadLogOutcome>(
            actor,
            decidedOver,
            scope =>
            {
                if (page is null)
                {
                    scope.Append(new AccessRefused("account log", filter.Account.ToString()));
                    return new ReadLogOutcome.Refused();
                }
                scope.Append(LogRead.Of(LogScope.Account, filter, position, page.Entries.Count));
                return new ReadLogOutcome.Shown(page);
            }
        );
    }
}
