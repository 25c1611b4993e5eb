using Vault.Core.Accounts;
using Vault.Core.Holdings;
using Vault.Core.People;
using Xunit;

namespace Vault.Core.Tests.Holdings;

/// <summary>More than a platform allows is warned of, from the first that is too many, and never refused.</summary>
public sealed class HoldingLimitTests : IAsyncLifetime
{
    private HoldingScene _scene = null!;

    public async Task InitializeAsync() => _scene = await HoldingScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData(HoldingKind.ScanningAdministrator, HoldingLimit.ScanningAdministrators, 1)]
    [InlineData(HoldingKind.LongTermOperator, HoldingLimit.LongTermOperators, 5)]
    [InlineData(HoldingKind.ShortTermOperator, HoldingLimit.ShortTermOperators, 20)]
    [InlineData(HoldingKind.ThirdPartyGrant, HoldingLimit.ThirdPartyGrants, 15)]
    public async Task One_more_than_the_platform_allows_is_warned_of(HoldingKind kind, HoldingLimit limit, int most)
    {
        Holding? last = null;
        for (var i = 0; i < most; i++)
            last = await Another(kind);
        Assert.Empty(await _scene.Warnings());

        await Another(kind);
        Assert.Equal([new(limit, most + 1, most, null)], await _scene.Warnings());

        await _scene.End(_scene.Office.Registrar, last!);
        Assert.Empty(await _scene.Warnings());
    }

    [Fact]
    public async Task One_person_operates_five_accounts_of_the_platform_and_the_sixth_is_warned_of_on_each()
    {
        var person = await _scene.Somebody();
        var first = _scene.Account;
        await Operates(person, HoldingKind.LongTermOperator);
        // As both on one account he operates one account.
        await Operates(person, HoldingKind.ShortTermOperator);
        for (var i = 2; i <= 5; i++)
        {
            await _scene.Turn($"示例号{i}");
            await Operates(person, i % 2 == 0 ? HoldingKind.LongTermOperator : HoldingKind.ShortTermOperator);
        }
        await _scene.Turn("示例微博", "weibo");
        await Operates(person, HoldingKind.LongTermOperator);
        await _scene.Turn("别人的示例号");
        await Operates(await _scene.Somebody(), HoldingKind.LongTermOperator);
        Assert.Empty(await _scene.Warnings());

        await _scene.Turn("示例号6");
        Assert.Empty(await _scene.Warnings());
        var sixth = await Operates(person, HoldingKind.LongTermOperator);
        await AssertTooMany(person, _scene.Account.Id);
        await AssertTooMany(person, first.Id);

        await Cancel(_scene.Account);
        Assert.Empty((await Read(first.Id)).Warnings);
        await _scene.End(_scene.Office.Registrar, sixth);
    }

    [Fact]
    public async Task A_short_term_operator_past_his_last_day_counts_no_more_and_one_who_stays_does()
    {
        for (var i = 0; i < 20; i++)
            await Another(HoldingKind.ShortTermOperator);
        _scene.Vault.Clock.Turn(TimeSpan.FromDays(20));
        await Another(HoldingKind.ShortTermOperator);
        Assert.Single(await _scene.Warnings());

        _scene.Vault.Clock.Turn(TimeSpan.FromDays(20));
        Assert.Empty(await _scene.Warnings());
        Assert.Equal(21, (await _scene.Read(_scene.Office.Registrar))!.Running.Count);
    }

    [Fact]
    public async Task Of_other_platforms_no_limit_is_known()
    {
        await _scene.Turn("示例微博", "weibo");
        for (var i = 0; i < 7; i++)
            await Another(HoldingKind.LongTermOperator);
        await Another(HoldingKind.ScanningAdministrator);
        await Another(HoldingKind.ScanningAdministrator);

        Assert.Empty(await _scene.Warnings());
    }

    private async Task<Holding> Another(HoldingKind kind) =>
        kind == HoldingKind.ThirdPartyGrant
            ? await _scene.Recorded(HoldingScene.Outside(kind, "示例排版助手"))
            : await Operates(await _scene.Somebody(), kind);

    private Task<Holding> Operates(Person person, HoldingKind kind) =>
        _scene.Recorded(HoldingScene.Of(kind, person) with { Since = _scene.Today });

    private async Task AssertTooMany(Person person, AccountId account)
    {
        var warning = Assert.Single((await Read(account)).Warnings);
        Assert.Equal((HoldingLimit.AccountsOfOperator, 6, 5), (warning.Limit, warning.Count, warning.Most));
        Assert.Equal(person.Id, warning.Operator!.Id);
    }

    private async Task<AccountHoldings> Read(AccountId account) =>
        (await _scene.Vault.Get<ReadAccountHoldings>().Run(_scene.Standing(_scene.Office.Registrar), account))!;

    private async Task Cancel(Account account)
    {
        var entry = new AccountEntry(account.Platform, account.Name, null, account.Unit)
        {
            Status = AccountStatus.Cancelled,
        };
        var actor = await _scene.Office.As(_scene.Office.Registrar);
        Assert.IsType<ChangeOutcome.Changed>(
            await _scene.Vault.Get<ChangeAccount>().Run(actor, account.Id, account.Revision, entry)
        );
    }
}
