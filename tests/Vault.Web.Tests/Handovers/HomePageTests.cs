using System.Net;
using Vault.Core;
using Vault.Core.Custody;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.TestKit;
using Vault.Web.Tests.People;
using Xunit;

namespace Vault.Web.Tests.Handovers;

/// <summary>The first page says to each party of a handover what waits for him, and to its custodian what he has to change.</summary>
public sealed class HomePageTests : IAsyncLifetime
{
    private const string Mine = "待我改密";
    private const string Waiting = "等您办理的交接";

    private WebOffice _office = null!;
    private Person _leader = null!;
    private Person _successor = null!;

    public async Task InitializeAsync()
    {
        _office = await WebOffice.Open();
        _leader = await _office.Enter("leader", "领导甲");
        _successor = await _office.Enter("zhao.liu", "赵六");
        await _office.Vault.Appoint(_office.Zhang, _office.Account);
        await _office.Vault.Appoint(_leader, _office.Account, AppointmentRole.SupervisingLeader);
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_custodian_finds_what_he_has_to_change_and_the_way_to_it()
    {
        await Deposit();
        Assert.DoesNotContain(Mine, await Home(_office.Zhang), StringComparison.Ordinal);
        await _office.Vault.Owe(_office.Account.Id, Component.Password, 1, RotationReason.DeclaredKnown);

        var page = await Home(_office.Zhang);

        Assert.Contains($"{Mine}（1）", page, StringComparison.Ordinal);
        Assert.Contains($"href=\"/accounts/{_office.Account.Id}/rotation\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("已逾期", page, StringComparison.Ordinal);
        foreach (var other in new[] { _leader, _successor, _office.Registrar })
            Assert.DoesNotContain(Mine, await Home(other), StringComparison.Ordinal);
        _office.Vault.Clock.Turn(TimeSpan.FromDays(7));
        var later = await Home(_office.Zhang);
        Assert.Contains("其中 1 项已逾期。", later, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_party_of_a_handover_finds_his_turn_and_no_other_does()
    {
        var prepared = await Prepared();
        Assert.Contains("发起交接", await Home(_office.Registrar), StringComparison.Ordinal);
        Assert.DoesNotContain(Waiting, await Home(_office.OtherRegistrar), StringComparison.Ordinal);
        await Open(prepared);

        var leaver = await Home(_office.Zhang);

        Assert.Contains($"{Waiting}（1）", leaver, StringComparison.Ordinal);
        Assert.Contains("清册编制：1 个账号", leaver, StringComparison.Ordinal);
        Assert.Contains($"href=\"/handovers/{prepared}\"", leaver, StringComparison.Ordinal);
        foreach (var other in new[] { _leader, _successor, _office.Registrar })
            Assert.DoesNotContain(Waiting, await Home(other), StringComparison.Ordinal);
        var submit = _office.Vault.Get<SubmitHandoverList>();
        var (_, actor) = await _office.Vault.SignIn(_office.Zhang);
        Done(await submit.Run(actor, prepared, [_office.Account.Id]));
        Assert.DoesNotContain(Waiting, await Home(_office.Zhang), StringComparison.Ordinal);
        Assert.Contains("核定清册：1 个账号", await Home(_leader), StringComparison.Ordinal);
    }

    private async Task<string> Home(Person person)
    {
        var page = await (await _office.Web.SignedIn(person)).Get("/");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        return page.Body;
    }

    private async Task Deposit()
    {
        var account = _office.Account.Id;
        var (session, actor) = await _office.Vault.SignIn(_office.Zhang);
        var proof = await _office.Vault.Prove(session, actor, account.Value);
        var deposit = _office.Vault.Get<Deposit>();
        var value = "Canary-1!home"u8.ToArray();
        await deposit.Run(actor, proof, account, Component.Password, value, ValueOrigin.Typed);
    }

    private async Task<HandoverId> Prepared()
    {
        Assert.True(Reason.TryParse("他调往另一个部门任职", out var reason, out _));
        var today = OrganisationTime.DayOf(_office.Vault.Clock.Now);
        var planned = new PlannedAccount(_office.Account.Id, _successor.Id, false, _leader.Id);
        var plan = new HandoverPlan(_office.Zhang.Id, HandoverCause.Transfer, reason, today, [planned]);
        var (_, preparer) = await _office.Vault.SignIn(_office.OtherRegistrar);
        return Done(await _office.Vault.Get<PrepareHandover>().Run(preparer, plan));
    }

    private async Task Open(HandoverId id)
    {
        var (session, opener) = await _office.Vault.SignIn(_office.Registrar);
        var factor = await _office.Vault.Prove(session, opener, id.Value, ProofPurpose.Sign);
        Done(await _office.Vault.Get<OpenHandover>().Run(opener, factor, id));
    }

    private static HandoverId Done(HandoverOutcome outcome) => Assert.IsType<HandoverOutcome.Done>(outcome).Id;
}
