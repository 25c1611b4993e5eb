using Vault.Core.Accounts;
using Vault.Core.Calendar;
using Vault.Core.Checkouts;
using Vault.Core.Holdings;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.Tests.Calendar;
using Vault.Core.Tests.Checkouts;
using Vault.Core.Tests.Holdings;
using Vault.TestKit;

namespace Vault.Core.Tests.Notices;

/// <summary>The scene of checkouts, with holdings, verifications and a calendar, over which time passes.</summary>
internal sealed class ReminderScene(CheckoutScene checkouts) : IAsyncDisposable
{
    public CheckoutScene Checkouts => checkouts;

    public TestVault Vault => checkouts.Vault;

    public Office Office => checkouts.Office;

    public DateTimeOffset Now => Vault.Clock.Now;

    public static async Task<ReminderScene> Set(CheckoutTerms? terms = null)
    {
        var scene = new ReminderScene(await CheckoutScene.Set(terms));
        await scene.Vault.FileEverything();
        await scene.Vault.ReviewEverything();
        await scene.Vault.Forget();
        return scene;
    }

    public Task<int> Pass() => Vault.Get<Remind>().Run();

    public Task Different(IEnumerable<DateOnly> days) => Vault.Different(days);

    public async Task<Holding> Holding(DateOnly until, Account? account = null) =>
        HoldingScene.Done(
            await Vault
                .Get<RecordHolding>()
                .Run(
                    await Office.As(Office.Registrar),
                    (account ?? checkouts.Account).Id,
                    HoldingScene.Of(HoldingKind.ShortTermOperator, Office.Li) with
                    {
                        Since = OrganisationTime.DayOf(Now),
                        Until = until,
                    }
                )
        );

    /// <summary>The register learns when the account's verification was given, and when it ends if somebody knows.</summary>
    public Task Verified(Account account, DateOnly? on, DateOnly? until) =>
        Vault.Write(scope =>
        {
            var row = scope.Db.Set<Account>().Single(a => a.Id == account.Id);
            var facts = AccountFacts.Of(row, AccountDetails.None) with
            {
                IsVerified = true,
                VerifiedOn = on,
                VerifiedUntil = until,
            };
            row.Change(facts, null);
            scope.Append(new AccountFactChanged(account.Id, AccountFact.VerifiedUntil, null, null));
        });

    /// <summary>Turns the clock to a time of a day of the organisation.</summary>
    public void TurnTo(DateOnly day, int hour = 9) =>
        Vault.Clock.Turn(OrganisationTime.StartOf(day).AddHours(hour) - Now);

    public ValueTask DisposeAsync() => checkouts.DisposeAsync();
}
