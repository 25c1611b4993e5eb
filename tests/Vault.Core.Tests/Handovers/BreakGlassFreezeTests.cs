using Vault.Core.Audit;
using Vault.Core.Checkouts;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Handovers;

/// <summary>Breaking the glass never overrides the freeze of a handover, and its power is not handed over (R24, R30).</summary>
[Trait("R", "R24")]
public sealed class BreakGlassFreezeTests : IAsyncLifetime
{
    private HandoverScene _scene = null!;

    public async Task InitializeAsync()
    {
        _scene = await HandoverScene.Set();
        await _scene.Vault.Write(scope =>
            Appoint.Enter(
                scope,
                Appointment.Of(
                    AppointmentTarget.Of(_scene.Vault.Unit),
                    _scene.Zhang.Id,
                    AppointmentRole.BreakGlass,
                    scope.Now,
                    null,
                    null,
                    null
                )
            )
        );
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task With_the_opening_it_ends_and_is_not_had_again_where_he_hands_over()
    {
        var broken = Assert.IsType<CheckoutOutcome.Done>(await BreakGlass(_scene.Zhang)).Checkout;

        await _scene.Opened(_scene.Plan(_scene.First) with { UnitSuccessor = null });

        using var db = _scene.Vault.Read();
        Assert.Equal(CheckoutState.ForcedBack, db.Set<Checkout>().Single(c => c.Id == broken.Id).StateAt(_scene.Now));
        var again = await BreakGlass(_scene.Zhang);
        Assert.IsNotType<CheckoutOutcome.Done>(again);
        Assert.IsNotType<RevealOutcome.Granted>(await Reveal(_scene.Zhang));
    }

    [Fact]
    public async Task Whoever_follows_him_over_a_unit_is_not_named_by_that()
    {
        await _scene.Vault.Write(scope =>
            Appoint.Enter(
                scope,
                Appointment.Of(
                    AppointmentTarget.Of(_scene.Vault.Unit),
                    _scene.Zhang.Id,
                    AppointmentRole.ResponsiblePerson,
                    scope.Now,
                    null,
                    null,
                    null
                )
            )
        );

        await _scene.Opened(_scene.Plan() with { UnitSuccessor = _scene.Zhao.Id });

        using var db = _scene.Vault.Read();
        var his = db.Set<Appointment>().Where(a => a.Person == _scene.Zhao.Id && a.Unit != null).ToList();
        Assert.Equal([AppointmentRole.ResponsiblePerson], his.Select(a => a.Role));
        Assert.IsType<CheckoutOutcome.NotFound>(await BreakGlass(_scene.Zhao));
        Assert.Equal(CheckoutRefusal.NotAppointed, Assert.IsType<CheckoutStepRefused>(_scene.Vault.LastEvent()).Why);
    }

    private async Task<CheckoutOutcome> BreakGlass(Person person)
    {
        var account = _scene.First.Id;
        var proof = await _scene.Office.Proof(person, ProofPurpose.BreakGlass, account.Value);
        var why = Checkouts.CheckoutScene.Reason("账号疑似被盗，须马上处置");
        return await _scene.Vault.Get<OpenBreakGlass>().Run(await _scene.Office.As(person), proof, account, why);
    }

    private async Task<RevealOutcome> Reveal(Person person)
    {
        var account = _scene.First.Id;
        var proof = await _scene.Office.Proof(person, ProofPurpose.UseSecrets, account.Value);
        var why = Checkouts.CheckoutScene.Reason();
        return await _scene
            .Vault.Get<Reveal>()
            .Run(await _scene.Office.As(person), proof, account, Component.Password, why);
    }
}
