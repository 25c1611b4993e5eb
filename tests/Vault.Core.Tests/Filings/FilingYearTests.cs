using Vault.Core.Accounts;
using Vault.Core.Filings;
using Vault.Core.People;
using Vault.Core.Tests.Calendar;
using Vault.Core.Tests.Notices;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Filings;

/// <summary>
/// A year of changes at odd times over several accounts, filed in time, late or never, with holidays and make-up days. On
/// every few days what is overdue is compared with what follows from the changes alone.
/// </summary>
[Trait("R", "R50")]
public sealed class FilingYearTests : IAsyncLifetime
{
    private const int Days = 3;

    private readonly List<Account> _accounts = [];
    private FilingScene _scene = null!;

    /// <summary>For each account when what is not filed yet was changed, the earliest first.</summary>
    private readonly Dictionary<AccountId, List<DateOnly>> _waiting = [];

    public async Task InitializeAsync()
    {
        _scene = await FilingScene.Set();
        for (var i = 0; i < 4; i++)
        {
            var account = await _scene.Vault.AddAccount($"示例学院{i + 1}号");
            _accounts.Add(account);
            _waiting[account.Id] = [];
        }
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task What_is_overdue_follows_from_the_changes_alone(int seed)
    {
        var random = new Random(seed);
        var calendar = new NaiveCalendar(seed);
        await _scene.Vault.Different(calendar.Different);
        var (end, compared, overdue) = (_scene.Now.AddDays(365), 0, 0);
        while (_scene.Now < end)
        {
            _scene.Vault.Clock.Turn(TimeSpan.FromHours(random.Next(1, 60)));
            var account = _accounts[random.Next(_accounts.Count)];
            if (random.Next(3) > 0)
                await Change(random, account);
            else if (_waiting[account.Id].Count > 0)
                await File(account);
            var expected = _accounts.Where(a => IsOverdue(a, calendar)).Select(a => a.Name).Order().ToList();
            Assert.Equal(expected, (await Overdue()).Order());
            (compared, overdue) = (compared + 1, overdue + expected.Count);
        }
        Assert.True(compared > 200, $"{compared} moments");
        Assert.True(overdue > 50, $"{overdue} overdue");
    }

    /// <summary>The earliest change has been waiting for longer than its days.</summary>
    private bool IsOverdue(Account account, NaiveCalendar calendar) =>
        _waiting[account.Id] is [var first, ..] && calendar.After(first, Days) < _scene.Today;

    private async Task<IReadOnlyList<string>> Overdue()
    {
        using var db = _scene.Vault.Read();
        var office = Standing.Read(db, _scene.Office.Registrar.Id, _scene.Now)!;
        var open = await new ListFilings(db, _scene.Vault.Clock).Open(office);
        Assert.All(open, l => Assert.True(l.IsOverdue || l.DaysLeft >= 0));
        return [.. open.Where(l => l.IsOverdue).Select(l => l.Account.Name)];
    }

    private async Task Change(Random random, Account account)
    {
        var fact = random.Next(2) == 0 ? AccountFact.Name : AccountFact.VerifiedOn;
        await _scene.Vault.Write(scope => scope.Append(new AccountFactChanged(account.Id, fact, null, null)));
        _waiting[account.Id].Add(_scene.Today);
    }

    private async Task File(Account account)
    {
        var filing = _scene.Open(account);
        await _scene.Printed(filing, _scene.Office.Registrar);
        FilingScene.Done(await _scene.Submit(_scene.Office.Registrar, filing));
        FilingScene.Done(await _scene.Accept(_scene.Office.OtherRegistrar, filing));
        _waiting[account.Id].Clear();
    }
}
