using Vault.Core;
using Vault.Core.Accounts;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.Web.Tests.Support;
using Xunit;

namespace Vault.Web.Tests.Canaries;

/// <summary>The forms of handovers, each with its canary: spoilt where that leads nowhere, then sent so that it is taken.</summary>
internal sealed class HandoverSweep
{
    private const string Why = "，见交接会议的纪要";

    private readonly WebVault _web;
    private readonly Account _account;

    private HandoverSweep(WebVault web, Account account) => (_web, _account) = (web, account);

    private Hand Registrar { get; init; } = null!;

    private Hand Leaver { get; init; } = null!;

    private Hand Successor { get; init; } = null!;

    public static async Task Run(WebVault web, Typist typist)
    {
        Hand[] hands =
        [
            await typist.Somebody(OfficeRole.Registrar),
            await typist.Somebody(OfficeRole.Registrar),
            await typist.Somebody(),
            await typist.Somebody(),
            await typist.Somebody(),
        ];
        for (var i = 0; i < hands.Length; i++)
            hands[i] = await hands[i].SignedInAgain();
        var (office, witness) = (hands[1], hands[2]);
        var sweep = new HandoverSweep(web, await web.Vault.AddAccount("交接示例号"))
        {
            Registrar = hands[0],
            Leaver = hands[3],
            Successor = hands[4],
        };
        await web.Vault.Appoint(sweep.Leaver.Person, sweep._account);
        await web.Vault.Appoint(witness.Person, sweep._account, AppointmentRole.SupervisingLeader);
        var deposit = $"/accounts/{sweep._account.Id}/secrets/password/deposit";
        await sweep.Leaver.Send(deposit, deposit, ("Value", "a value that is handed over 3"));
        await sweep.Cancelled();
        await sweep.HandedOver(office, witness);
    }

    private async Task Cancelled()
    {
        await Registrar.Spoil("/handovers/new");
        var whole = await Prepare(spoil: true);
        await Send(Registrar, whole, "cancel", "CancelReason");
        await Registrar.Browser.Get("/my/log");
    }

    private async Task HandedOver(Hand office, Hand witness)
    {
        var whole = await Prepare(spoil: false);
        // A wrong code in every form that asks for one.
        await office.Spoil(whole);
        Assert.Equal(whole, (await office.Send(whole, whole + "/open")).Location);
        // The opening ended his session.
        var leaver = await Leaver.SignedInAgain();
        var part = $"{whole}/accounts/{_account.Id}";
        var account = ("Accounts", _account.Id.ToString());
        await Send(leaver, part, "add", "Text");
        await leaver.Browser.Get(part);
        await leaver.Send(whole, whole + "/submit", account);
        await Send(witness, part, "sendback", "ReturnReason");
        await witness.Browser.Get(part);
        await leaver.Send(whole, whole + "/submit", account);
        await witness.Spoil(whole);
        await witness.Send(whole, whole + "/approve", account);
        await leaver.Send(whole, whole + "/hand", account);
        await Send(Successor, part, "dispute", "DiscrepancyReason", Item(HandoverItemKind.Duty));
        await Successor.Browser.Get(part);
        await Send(Successor, part, "setaside", "AsideReason", Item(HandoverItemKind.Duty));
        await Successor.Browser.Get(part);
        await Successor.Send(whole, whole + "/countin", account);
        await office.Spoil(part);
        await Send(office, part, "waive", "WaiverReason", ("Component", "Password"));
        await office.Browser.Get(part);
        await leaver.Spoil(whole);
        // Now somebody else has to be named.
        await _web.Vault.Write(scope =>
        {
            scope.Db.Set<Person>().Single(p => p.Id == witness.Person.Id).Disable(scope.Now);
            scope.Append(new PersonDisabled(witness.Person.Id));
        });
        await Registrar.Spoil(whole);
        await Send(Registrar, whole, "takeover", "TakeOverReason");
        await Registrar.Browser.Get(whole);
        await Registrar.Browser.Get("/handovers");
        // Not before everything is signed: the page says what is missing, and has no form.
        await Registrar.Browser.Get(whole + "/record");
    }

    private async Task<string> Prepare(bool spoil)
    {
        const string form = "/handovers/new";
        var page = $"{form}?leaver={Leaver.Person.Id}";
        if (spoil)
            await Registrar.Spoil(page);
        var prepared = await Registrar.Send(
            page,
            page,
            ("Input.Cause", nameof(HandoverCause.Transfer)),
            Registrar.Canary(form, "Input.Reason", Why),
            ("Input.EffectiveOn", $"{OrganisationTime.DayOf(_web.Vault.Clock.Now):yyyy-MM-dd}"),
            ("Input.Days", "7"),
            ("Input.Scope", "Everything"),
            ("Input.Successor", Successor.Person.UserName!),
            ("Input.Rows[0].Account", _account.Id.ToString())
        );
        var whole = prepared.Location ?? throw new InvalidOperationException($"{prepared.Status}: {prepared.Body}");
        await Registrar.Browser.Get(whole);
        return whole;
    }

    private static async Task Send(Hand hand, string page, string step, string field, params (string, string)[] more)
    {
        var action = $"{page}/{step}";
        var sent = await hand.Send(page, action, [hand.Canary(action, field, Why), .. more]);
        Assert.True(sent.Location == page, $"{step}: {sent.Status} {sent.Location}");
    }

    private (string, string) Item(HandoverItemKind kind)
    {
        using var db = _web.Vault.Read();
        return ("Items", db.Set<HandoverItem>().Single(i => i.Kind == kind).Id.ToString());
    }
}
