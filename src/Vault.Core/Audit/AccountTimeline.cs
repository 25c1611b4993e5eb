using Vault.Core.Accounts;
using Vault.Core.People;

namespace Vault.Core.Audit;

/// <summary>
/// The newest entries of an account beside its page: who did what and when. The sealed texts, reasons among them, stay
/// sealed, so this is a part of the account's page and not a reading of the log; <see cref="ReadAccountLog"/> is one.
/// </summary>
public sealed class AccountTimeline(VaultDb db, VaultInstance vault)
{
    public const int Length = 8;

    /// <returns>Null if this person may not see the account or there is none.</returns>
    public async Task<LogPage?> Run(Actor actor, AccountId account) =>
        await MayRead(db, vault, actor, account)
            ? await new LogReader(db, vault).Page(
                LogFilter.All with
                {
                    Account = account,
                },
                LogPosition.Newest,
                Length,
                withDetails: false
            )
            : null;

    internal static async Task<bool> MayRead(VaultDb db, VaultInstance vault, Actor actor, AccountId account)
    {
        var now = vault.Clock.GetUtcNow();
        return Standing.Read(db, actor.RequirePerson(), now) is { } who
            && await AccountAccess.Find(db, account, who, now) is not null;
    }
}
