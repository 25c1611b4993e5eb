using System.Text;
using Vault.Core.Accounts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Accounts;

/// <summary>The list of platforms is the registrar's: entered, changed, taken off, with a line for each (R21, R23, R48).</summary>
public sealed class PlatformListTests : IAsyncLifetime
{
    private Office _office = null!;

    public async Task InitializeAsync() => _office = await Office.Open();

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_platform_of_the_organisation_is_on_the_list_with_its_mark_rules_and_components()
    {
        var key = await _office.PlatformAdded(PlatformScene.Entry("  小红书 "));

        var platform = _office.Platform(key);
        Assert.Equal(
            ("小红书", "小", PlatformOrigin.Own, true),
            (platform.Name, platform.Letter, platform.Origin, platform.IsOffered)
        );
        Assert.Equal(
            PasswordRules.From(8, 20, "!_", CharacterKinds.Lower | CharacterKinds.Digit, 2),
            platform.PasswordRules
        );
        Assert.Equal([Component.Password, Component.LoginName], platform.Components);
        var line = _office.Vault.Log()[^1];
        var added = Assert.IsType<PlatformAdded>(line.Event);
        Assert.Equal(_office.Registrar.Id, line.Actor);
        Assert.Equal(
            (key, 8, 20, "Lower,Digit", 2),
            (added.Platform, added.MinLength, added.MaxLength, added.Required, added.LeastKinds)
        );
        Assert.Equal("Password,LoginName", added.Components);
    }

    [Fact]
    public async Task Nobody_else_touches_the_list_and_the_attempt_is_a_line()
    {
        foreach (var other in new[] { _office.Security, _office.System, _office.Reviewer, _office.Zhang })
        {
            Assert.IsType<RegisterOutcome<PlatformId>.NotYourRole>(
                await _office.AddPlatform(PlatformScene.Entry(), other)
            );
            Assert.IsType<ChangeOutcome.NotYourRole>(
                await _office.ChangePlatform("weibo", e => e with { IsOffered = false }, other)
            );
            Assert.Equal(
                [nameof(AddPlatform), nameof(ChangePlatform)],
                _office
                    .Vault.Log()
                    .Where(l => l.Actor == other.Id)
                    .Select(l => l.Event)
                    .OfType<AccessRefused>()
                    .Select(e => e.Endpoint)
            );
        }
        Assert.Equal(9, new PlatformList(_office.Vault.Read()).All.Count);
    }

    [Theory]
    [InlineData("微博")]
    [InlineData("WEIBO")]
    [InlineData("ＷｅｉＢｏ")]
    [InlineData("wechat official account")]
    [InlineData("其他")]
    [InlineData("小红书")]
    public async Task A_name_is_taken_once_in_whatever_language_and_width(string name)
    {
        await _office.PlatformAdded(PlatformScene.Entry());

        Assert.Equal(
            [new(RegisterField.Name, RegisterProblem.Taken)],
            Faults(await _office.AddPlatform(PlatformScene.Entry(name)))
        );
        var renamed = await _office.ChangePlatform("douyin", e => e with { Name = name });
        Assert.Equal(
            [new(RegisterField.Name, RegisterProblem.Taken)],
            Assert.IsType<ChangeOutcome.Faulty>(renamed).Faults
        );
    }

    [Theory]
    [InlineData(1, true)]
    [InlineData(40, true)]
    [InlineData(41, false)]
    public async Task A_name_has_up_to_forty_characters(int length, bool taken) =>
        Assert.Equal(taken, await IsTaken(e => e with { Name = new string('号', length) }));

    [Theory]
    [InlineData(0, 20, false)]
    [InlineData(2, 20, true)]
    [InlineData(20, 128, true)]
    [InlineData(20, 129, false)]
    [InlineData(128, 128, true)]
    [InlineData(20, 20, true)]
    [InlineData(21, 20, false)]
    [InlineData(1, 20, false)]
    public async Task A_length_lies_within_what_is_possible(int min, int max, bool taken) =>
        Assert.Equal(taken, await IsTaken(e => e with { MinLength = min, MaxLength = max }));

    [Theory]
    [InlineData(11, true, "", false)]
    [InlineData(12, true, "", true)]
    [InlineData(10, false, "", false)]
    [InlineData(11, false, "", true)]
    [InlineData(11, true, "!#$%*+-=", true)]
    public async Task Rules_under_which_generated_passwords_could_be_guessed_are_refused(
        int max,
        bool readable,
        string symbols,
        bool taken
    )
    {
        PlatformEntry Entry(PlatformEntry e) =>
            e with
            {
                MinLength = 6,
                MaxLength = max,
                Readable = readable,
                Symbols = symbols,
                Required = CharacterKinds.None,
                LeastKinds = 0,
            };

        Assert.Equal(taken, await IsTaken(Entry));
        if (!taken)
            Assert.Equal(
                [new(RegisterField.MaxLength, RegisterProblem.TooWeak)],
                Faults(await _office.AddPlatform(Entry(PlatformScene.Entry("百家号"))))
            );
    }

    [Fact]
    public async Task Every_mistake_is_said_at_once_and_at_its_field()
    {
        var entry = new PlatformEntry(" ")
        {
            MaxLength = 500,
            Symbols = "！中",
            Required = (CharacterKinds)64,
            LeastKinds = 5,
            Components = [],
        };

        Assert.Equal(
            [
                new(RegisterField.Name, RegisterProblem.Missing),
                new(RegisterField.MinLength, RegisterProblem.Missing),
                new(RegisterField.MaxLength, RegisterProblem.OutOfRange),
                new(RegisterField.Symbols, RegisterProblem.CharacterNotAllowed),
                new(RegisterField.Required, RegisterProblem.Unknown),
                new(RegisterField.LeastKinds, RegisterProblem.Unknown),
                new(RegisterField.Components, RegisterProblem.Missing),
            ],
            Faults(await _office.AddPlatform(entry))
        );
        var noSymbols = PlatformScene.Entry() with { Symbols = " ", Required = CharacterKinds.Symbol, LeastKinds = 4 };
        Assert.Equal(
            [
                new(RegisterField.Required, RegisterProblem.Impossible),
                new(RegisterField.LeastKinds, RegisterProblem.Impossible),
            ],
            Faults(await _office.AddPlatform(noSymbols))
        );
        Assert.Equal(
            [new(RegisterField.Components, RegisterProblem.Unknown)],
            Faults(
                await _office.AddPlatform(
                    PlatformScene.Entry() with
                    {
                        Components = [Component.Password, Component.Attachment],
                    }
                )
            )
        );
    }

    [Fact]
    public async Task A_shipped_platform_is_changed_fact_by_fact_and_what_was_not_touched_stays_the_products()
    {
        Assert.Equal(
            2,
            Changed(await _office.ChangePlatform("weibo", e => e with { Name = "新浪微博", MaxLength = 32 }))
        );

        var weibo = _office.Platform("weibo");
        Assert.Equal(
            ("新浪微博", "博", PlatformOrigin.Changed, 1),
            (weibo.Name, weibo.Letter, weibo.Origin, weibo.Revision)
        );
        Assert.Equal((8, 32), (weibo.PasswordRules.MinLength, weibo.PasswordRules.MaxLength));
        using var db = _office.Vault.Read();
        Assert.Null(db.Set<PlatformRow>().Single().Components);
        Assert.Equal(
            [("weibo", PlatformFact.Name, false, true), ("weibo", PlatformFact.MaxLength, true, true)],
            Changes()
        );
    }

    [Fact]
    public async Task A_shipped_platform_set_back_is_as_shipped_again()
    {
        await _office.ChangePlatform(
            "weibo",
            e => e with { Name = "新浪微博", MaxLength = 32, Components = [Component.Password] }
        );
        var shipped = PlatformScene.EntryOf(Platform.Shipped.Single(p => p.Key == "weibo"));

        Assert.Equal(3, Changed(await _office.ChangePlatform("weibo", _ => shipped)));

        Assert.Equal(
            (PlatformOrigin.Shipped, null, 2),
            (_office.Platform("weibo").Origin, _office.Platform("weibo").Name, _office.Platform("weibo").Revision)
        );
        Assert.Equal(0, Changed(await _office.ChangePlatform("weibo", e => e)));
        Assert.Equal(2, _office.Platform("weibo").Revision);
    }

    [Fact]
    public async Task A_change_from_an_older_form_undoes_nothing()
    {
        var key = await _office.PlatformAdded(PlatformScene.Entry());
        await _office.ChangePlatform(key, e => e with { MaxLength = 30 });

        Assert.IsType<ChangeOutcome.ChangedMeanwhile>(
            await _office.ChangePlatform(key, e => e with { MaxLength = 40 }, _office.OtherRegistrar, revision: 1)
        );
        Assert.Equal(30, _office.Platform(key).PasswordRules.MaxLength);
        Assert.IsType<ChangeOutcome.NotFound>(
            await _office
                .Vault.Get<ChangePlatform>()
                .Run(await _office.As(_office.Registrar), "myspace", 0, PlatformScene.Entry())
        );
    }

    [Fact]
    public async Task A_platform_taken_off_the_list_gets_no_new_account_and_keeps_those_it_has()
    {
        var account = await _office.Vault.AddAccount("示例大学官博", "weibo");
        Assert.Equal(1, Changed(await _office.ChangePlatform("weibo", e => e with { IsOffered = false })));

        Assert.Equal(
            [new(RegisterField.Platform, RegisterProblem.Unknown)],
            Assert.IsType<RegisterOutcome<AccountId>.Faulty>(await Register("weibo")).Faults
        );
        using var db = _office.Vault.Read();
        var platforms = new PlatformList(db);
        Assert.Equal("weibo", platforms.Of(account).Key);
        Assert.DoesNotContain("weibo", platforms.Offered.Select(p => p.Key));
        Assert.Equal([("weibo", PlatformFact.Offered, true, true)], Changes());

        await _office.ChangePlatform("weibo", e => e with { IsOffered = true });
        Assert.IsType<RegisterOutcome<AccountId>.Entered>(await Register("weibo"));
    }

    [Fact]
    public async Task A_component_taken_off_takes_no_value_more_and_the_one_it_has_is_still_read()
    {
        await _office.Appoint(_office.Zhang);
        Assert.IsType<DepositOutcome.Deposited>(await Deposit("first app secret"));
        await _office.ChangePlatform(
            "weixin-mp",
            e => e with { Components = [.. e.Components.Where(c => c != Component.AppSecret)] }
        );

        var refused = Assert.IsType<DepositOutcome.Refused>(await Deposit("second app secret"));

        Assert.Equal(CustodyRefusal.NotOffered, refused.Why);
        Assert.Equal(
            (Component.AppSecret, CustodyRefusal.NotOffered),
            Assert.IsType<CustodyRefused>(_office.Vault.LastEvent()) is var line ? (line.Component, line.Why) : default
        );
        Assert.True(Reason.TryParse("核对开发者密码", out var reason, out _));
        var (actor, proof) = await Zhang();
        Assert.IsType<RevealOutcome.Granted>(
            await _office.Vault.Get<Reveal>().Run(actor, proof, _office.Account.Id, Component.AppSecret, reason)
        );

        await _office.ChangePlatform("weixin-mp", e => e with { Components = [.. e.Components, Component.AppSecret] });
        Assert.IsType<DepositOutcome.Deposited>(await Deposit("second app secret"));
    }

    [Fact]
    public async Task A_component_the_platform_never_had_is_not_deposited()
    {
        await _office.Appoint(_office.Zhang);

        var refused = await Deposit("otpauth://totp/a?secret=JBSWY3DPEHPK3PXP", Component.TotpSeed);

        Assert.Equal(CustodyRefusal.NotOffered, Assert.IsType<DepositOutcome.Refused>(refused).Why);
    }

    [Fact]
    public async Task A_removed_row_does_not_bring_the_shipped_rules_back()
    {
        await _office.ChangePlatform("weibo", e => e with { MinLength = 12 });
        _office.Vault.Sql("DELETE FROM platforms");

        Assert.Throws<Core.Audit.TamperedRowException>(() => new PlatformList(_office.Vault.Read()).All);
    }

    [Fact]
    public async Task The_list_counts_accounts_and_what_they_have_in_custody()
    {
        await _office.Appoint(_office.Zhang);
        await _office.Vault.AddAccount("示例大学二号", "weixin-mp");

        var lines = await _office.Vault.Get<ListPlatforms>().Run();

        Assert.Equal(2, lines.Single(l => l.Platform.Key == "weixin-mp").Accounts);
        Assert.Equal(0, lines.Single(l => l.Platform.Key == "weibo").Accounts);
        Assert.Empty(lines.Single(l => l.Platform.Key == "weixin-mp").HeldBy);
    }

    private async Task<(Actor Actor, FreshProof Proof)> Zhang() =>
        (
            await _office.As(_office.Zhang),
            await _office.Proof(_office.Zhang, ProofPurpose.UseSecrets, _office.Account.Id.Value)
        );

    private async Task<DepositOutcome> Deposit(string value, Component component = Component.AppSecret)
    {
        var (actor, proof) = await Zhang();
        return await _office
            .Vault.Get<Deposit>()
            .Run(actor, proof, _office.Account.Id, component, Encoding.UTF8.GetBytes(value), ValueOrigin.Typed);
    }

    private async Task<RegisterOutcome<AccountId>> Register(string platform) =>
        await _office
            .Vault.Get<RegisterAccount>()
            .Run(await _office.As(_office.Registrar), new(platform, "示例大学新号", null, _office.Vault.Unit));

    private async Task<bool> IsTaken(Func<PlatformEntry, PlatformEntry> change) =>
        await _office.AddPlatform(change(PlatformScene.Entry("百家号"))) is RegisterOutcome<PlatformId>.Entered;

    private IEnumerable<(string Platform, PlatformFact Fact, bool Was, bool Becomes)> Changes() =>
        _office
            .Vault.Log()
            .Select(l => l.Event)
            .OfType<PlatformFactChanged>()
            .Select(e => (e.Platform, e.Fact, e.Was is not null, e.Becomes is not null));

    private static int Changed(ChangeOutcome outcome) => Assert.IsType<ChangeOutcome.Changed>(outcome).Facts;

    private static IReadOnlyList<RegisterFault> Faults(RegisterOutcome<PlatformId> outcome) =>
        Assert.IsType<RegisterOutcome<PlatformId>.Faulty>(outcome).Faults;
}
