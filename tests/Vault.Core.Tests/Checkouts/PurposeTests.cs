using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.Core.Text;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Checkouts;

/// <summary>What an account is had for: chosen from a list, kept with the checkout, said in the log.</summary>
public sealed class PurposeTests : IAsyncLifetime
{
    private CheckoutScene _scene = null!;

    private TestVault Vault => _scene.Vault;

    public async Task InitializeAsync() => _scene = await CheckoutScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task It_is_kept_with_the_checkout_and_said_in_its_line()
    {
        await _scene.Decide(new(CheckoutWay.Approval));

        var checkout = CheckoutScene.Done(await Ask("figures"));

        Assert.Equal("figures", _scene.Row(checkout).Purpose);
        Assert.Equal("figures", Assert.IsType<CheckoutAsked>(Vault.LastEvent()).Purpose);
    }

    [Theory]
    [InlineData("never-heard-of")]
    [InlineData("")]
    [InlineData("Publish")]
    public async Task What_is_not_in_the_list_is_refused(string purpose) =>
        _scene.AssertRefused(CheckoutRefusal.PurposeNotOffered, await Ask(purpose));

    [Fact]
    public async Task One_that_was_retired_is_refused_and_stays_with_what_was_asked_for_it()
    {
        var own = await Added("校庆专题");
        var before = CheckoutScene.Done(await Ask(own.Key));
        CheckoutScene.Done(await _scene.Return(_scene.Zhang, before));
        Assert.IsType<PurposeOutcome.Decided>(await Offer(own.Key, false));

        _scene.AssertRefused(CheckoutRefusal.PurposeNotOffered, await Ask(own.Key));
        var kept = List().Find(_scene.Row(before).Purpose);
        Assert.Equal(("校庆专题", false), (kept!.Name, kept.IsOffered));
        Assert.IsType<PurposeOutcome.Decided>(await Offer(own.Key, true));
        CheckoutScene.Done(await Ask(own.Key));
    }

    [Fact]
    public async Task Chosen_beforehand_is_what_one_had_the_account_for_last_while_it_is_offered()
    {
        Assert.Equal("publish", UsualOf(_scene.Zhang));
        CheckoutScene.Done(await _scene.Return(_scene.Zhang, CheckoutScene.Done(await Ask("reply"))));
        Vault.Clock.Turn(TimeSpan.FromHours(1));
        CheckoutScene.Done(await _scene.Return(_scene.Zhang, CheckoutScene.Done(await Ask("figures"))));

        Assert.Equal("figures", UsualOf(_scene.Zhang));
        Assert.Equal("publish", UsualOf(_scene.Li));
        var other = await Vault.AddAccount("示例大学官方微博", "weibo");
        using (var db = Vault.Read())
            Assert.Equal("publish", new PurposeList(db).UsualOf(_scene.Zhang.Id, other.Id).Key);
        Assert.Equal("figures", _scene.Row(CheckoutScene.Done(await Ask(null))).Purpose);
        await Offer("figures", false);
        Assert.Equal("publish", UsualOf(_scene.Zhang));
    }

    [Fact]
    public async Task Where_the_use_opens_the_account_it_is_chosen_with_it()
    {
        await _scene.Deposit(_scene.Zhang, "Canary-7Yq2!vault");
        var refused = Assert.IsType<RevealOutcome.NotHad>(await Reveal("never-heard-of"));
        Assert.Equal(CheckoutRefusal.PurposeNotOffered, refused.Why.Why);

        Assert.IsType<RevealOutcome.Granted>(await Reveal("settings"));
        // What is had already has its purpose.
        Assert.IsType<RevealOutcome.Granted>(await Reveal("reply"));

        using var db = Vault.Read();
        Assert.Equal("settings", Assert.Single(db.Set<Checkout>()).Purpose);
    }

    [Fact]
    public async Task Where_the_glass_is_broken_it_is_an_emergency_unless_something_else_is_chosen()
    {
        var wang = await _scene.Person("wang.wu", "王五");
        await _scene.Appoint(wang, AppointmentRole.BreakGlass);
        _scene.AssertRefused(CheckoutRefusal.PurposeNotOffered, await BreakGlass(wang, "never-heard-of"));

        var broken = CheckoutScene.Done(await BreakGlass(wang, null));
        Assert.Equal("emergency", Assert.IsType<BreakGlassOpened>(Vault.LastEvent()).Purpose);
        CheckoutScene.Done(await _scene.Return(wang, broken));
        await Offer("emergency", false);

        Assert.Equal("publish", CheckoutScene.Done(await BreakGlass(wang, null)).Purpose);
    }

    [Fact]
    public async Task An_extension_has_that_of_what_it_extends()
    {
        var checkout = await _scene.Opened(_scene.Zhang);
        Vault.Clock.Turn(TimeSpan.FromHours(1));

        Assert.Null(CheckoutScene.Done(await _scene.Extend(_scene.Zhang, checkout)).Purpose);
        Assert.Equal("publish", UsualOf(_scene.Zhang));
    }

    [Theory]
    [InlineData("其他")]
    [InlineData("other")]
    [InlineData("ＯＴＨＥＲ")]
    [InlineData(" Other ")]
    [InlineData("校庆专题")]
    public async Task No_two_have_one_name_in_whatever_language_or_width(string name)
    {
        var own = await Added("校庆专题");
        await Offer(own.Key, false);

        Assert.IsType<PurposeOutcome.Taken>(await Add(name));
    }

    [Fact]
    public async Task A_name_is_of_twenty_characters_at_most()
    {
        Assert.IsType<PurposeOutcome.Decided>(await Add(new string('字', 20)));
        Assert.Equal(NameFault.TooLong, Assert.IsType<PurposeOutcome.Faulty>(await Add(new string('词', 21))).Fault);
        Assert.Equal(NameFault.Missing, Assert.IsType<PurposeOutcome.Faulty>(await Add(" ")).Fault);
    }

    [Fact]
    public async Task The_last_one_stays()
    {
        foreach (var purpose in Purpose.Shipped.Skip(1))
            Assert.IsType<PurposeOutcome.Decided>(await Offer(purpose.Key, false));
        Assert.IsType<PurposeOutcome.LastOne>(await Offer(Purpose.Shipped[0].Key, false));

        Assert.Equal(["publish"], List().Offered.Select(p => p.Key));
    }

    [Fact]
    public async Task Only_the_security_administrator_decides_with_a_fresh_factor_and_each_change_is_a_line()
    {
        var office = _scene.Office;
        foreach (var other in new[] { office.Registrar, office.System, office.Reviewer, _scene.Zhang, _scene.Leader })
        {
            Assert.IsType<PurposeOutcome.NotYourRole>(await Add("校庆专题", other));
            Assert.IsType<PurposeOutcome.NotYourRole>(await Offer("other", false, other));
            Assert.IsType<AccessRefused>(Vault.LastEvent());
        }
        var actor = await office.As(office.Security);
        Assert.IsType<PurposeOutcome.ProofNotFresh>(await Vault.Get<AddPurpose>().Run(actor, null, "校庆专题"));
        Assert.IsType<AccessRefused>(Vault.LastEvent());
        Assert.IsType<PurposeOutcome.ProofNotFresh>(await Vault.Get<OfferPurpose>().Run(actor, null, "other", false));
        Assert.IsType<PurposeOutcome.NotFound>(await Offer("never-heard-of", false));

        await Added("校庆专题");
        Assert.IsType<PurposeAdded>(Vault.LastEvent());
        await Offer("other", false);
        Assert.Equal("other", Assert.IsType<PurposeRetired>(Vault.LastEvent()).Purpose);
        var lines = Vault.Log().Count;
        await Offer("other", false);
        Assert.DoesNotContain(Vault.Log().Skip(lines), l => l.Event is PurposeRetired);
        await Offer("other", true);
        Assert.Equal("other", Assert.IsType<PurposeOffered>(Vault.LastEvent()).Purpose);
    }

    private async Task<CheckoutOutcome> Ask(string? purpose)
    {
        var actor = await _scene.Office.As(_scene.Zhang);
        var request = new CheckoutRequest(CheckoutScene.Reason(), null);
        return await Vault.Get<AskForCheckout>().Run(actor, _scene.Account.Id, request, purpose: purpose);
    }

    private async Task<RevealOutcome> Reveal(string purpose)
    {
        var (account, reason) = (_scene.Account.Id, CheckoutScene.Reason());
        var proof = await _scene.Office.Proof(_scene.Zhang, ProofPurpose.UseSecrets, account.Value);
        var actor = await _scene.Office.As(_scene.Zhang);
        return await Vault.Get<Reveal>().Run(actor, proof, account, Component.Password, reason, purpose: purpose);
    }

    private async Task<CheckoutOutcome> BreakGlass(Person person, string? purpose)
    {
        var account = _scene.Account.Id;
        var proof = await _scene.Office.Proof(person, ProofPurpose.BreakGlass, account.Value);
        var actor = await _scene.Office.As(person);
        return await Vault.Get<OpenBreakGlass>().Run(actor, proof, account, CheckoutScene.Reason(), purpose);
    }

    private async Task<Purpose> Added(string name)
    {
        Assert.IsType<PurposeOutcome.Decided>(await Add(name));
        return List().All.Single(p => p.Name == name);
    }

    private async Task<PurposeOutcome> Add(string name, Person? by = null)
    {
        var (actor, proof) = await Proven(by ?? _scene.Office.Security);
        return await Vault.Get<AddPurpose>().Run(actor, proof, name);
    }

    private async Task<PurposeOutcome> Offer(string key, bool isOffered, Person? by = null)
    {
        var (actor, proof) = await Proven(by ?? _scene.Office.Security);
        return await Vault.Get<OfferPurpose>().Run(actor, proof, key, isOffered);
    }

    private async Task<(Actor Actor, FreshProof Proof)> Proven(Person by)
    {
        var proof = await _scene.Office.Proof(by, ProofPurpose.Administer, by.Id.Value);
        return (await _scene.Office.As(by), proof);
    }

    private string UsualOf(Person person)
    {
        using var db = Vault.Read();
        return new PurposeList(db).UsualOf(person.Id, _scene.Account.Id).Key;
    }

    private PurposeList List()
    {
        using var db = Vault.Read();
        var list = new PurposeList(db);
        // Read while the database is at hand.
        _ = list.All;
        return list;
    }
}
