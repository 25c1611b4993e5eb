using System.Text;
using Vault.Core.Custody;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.People;

/// <summary>
/// A student is shown no secret unless the organisation has decided so: when he is proposed, when he is confirmed, and
/// each time he asks (R20, R24).
/// </summary>
public sealed class StudentTests : IAsyncLifetime
{
    private Office _office = null!;
    private Person _student = null!;

    private DateTimeOffset Now => _office.Vault.Clock.Now;

    public async Task InitializeAsync()
    {
        _office = await Office.Open();
        _student = await _office.Student();
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_student_is_appointed_to_no_role_that_reveals_but_may_assist()
    {
        foreach (var role in Enum.GetValues<AppointmentRole>())
            Assert.Equal(
                role.LeadsToSecrets() ? GrantRefusal.StudentsBarred : null,
                await _office.Refusal(For(role, until: null, follower: null))
            );
        var acting = await Acting();
        Assert.Equal(GrantRefusal.StudentsBarred, await _office.Refusal(acting));
    }

    [Fact]
    public async Task Where_students_may_reveal_one_is_custodian_for_a_time_with_a_teacher_who_follows()
    {
        await _office.LetStudentsReveal(true);
        var end = Now.AddDays(100);

        Assert.Equal(GrantRefusal.StudentNeedsEnd, await _office.Refusal(For(AppointmentRole.Custodian, null, null)));
        Assert.Equal(GrantRefusal.FallbackNeeded, await _office.Refusal(For(AppointmentRole.Custodian, end, null)));
        Assert.Null(await _office.Refusal(For(AppointmentRole.Custodian, end, _office.Li)));
        Assert.Null(await _office.Refusal(For(AppointmentRole.Administrator, null, null)));
        Assert.Null(await _office.Refusal(await Acting()));
    }

    [Fact]
    public async Task What_was_decided_since_counts_when_confirming()
    {
        await _office.LetStudentsReveal(true);
        var id = await _office.Proposed(_office.Registrar, For(AppointmentRole.Administrator, null, null));
        await _office.LetStudentsReveal(false);

        var refused = Assert.IsType<DecideOutcome.Refused>(await _office.Confirm(_office.Security, id));
        Assert.Equal(GrantRefusal.StudentsBarred, refused.Why);
        Assert.Empty(_office.Appointments());

        await _office.LetStudentsReveal(true);
        Assert.IsType<DecideOutcome.Done>(await _office.Confirm(_office.Security, id));
    }

    [Fact]
    public async Task What_was_decided_since_counts_each_time_a_student_asks_for_a_secret()
    {
        await _office.LetStudentsReveal(true);
        await _office.Appoint(_office.Zhang);
        await _office.Grant(For(AppointmentRole.Administrator, null, null));
        await Deposit(_office.Zhang);
        Assert.IsType<RevealOutcome.Granted>(await Reveal(_student));

        await _office.LetStudentsReveal(false);
        var refused = Assert.IsType<RevealOutcome.Refused>(await Reveal(_student));
        Assert.Equal(CustodyRefusal.StudentsBarred, refused.Why);
        Assert.IsType<CustodyRefused>(_office.Vault.LastEvent());
        // Whoever may use the account no longer does not keep others from having it.
        Assert.IsType<RevealOutcome.Granted>(await Reveal(_office.Zhang));
        await _office.Vault.GiveBack(await _office.As(_office.Zhang), _office.Account.Id);

        await _office.LetStudentsReveal(true);
        Assert.IsType<RevealOutcome.Granted>(await Reveal(_student));
    }

    [Fact]
    public async Task Who_becomes_a_student_later_is_barred_like_one()
    {
        await _office.Appoint(_office.Zhang);
        await Deposit(_office.Zhang);
        var entry = new PersonEntry("张三", "zhang.san", _office.Vault.Unit) { IsStudent = true };
        var changed = await _office
            .Vault.Get<ChangePerson>()
            .Run(await _office.As(_office.Registrar), _office.Zhang.Id, 0, entry);
        Assert.Equal(new ChangeOutcome.Changed(1), changed);

        Assert.Equal(
            CustodyRefusal.StudentsBarred,
            Assert.IsType<RevealOutcome.Refused>(await Reveal(_office.Zhang)).Why
        );
    }

    [Fact]
    public async Task The_policy_is_the_security_administrators_with_a_proof_and_a_line()
    {
        foreach (var person in _office.Everybody)
        {
            var proof = await _office.Proof(person, ProofPurpose.Administer, person.Id.Value);
            var outcome = await _office.Vault.Get<DecidePolicy>().Run(await _office.As(person), proof, true);
            if (person == _office.Security || person == _office.OtherSecurity)
                Assert.IsType<PolicyOutcome.Decided>(outcome);
            else
                Assert.IsType<PolicyOutcome.NotYourRole>(outcome);
        }
        // Said twice it is a line once.
        Assert.Single(_office.Vault.Log(), l => l.Event is RegisterPolicyDecided { StudentsMayReveal: true });

        var unproven = await _office.Vault.Get<DecidePolicy>().Run(await _office.As(_office.Security), null, false);
        Assert.IsType<PolicyOutcome.ProofNotFresh>(unproven);
        using var db = _office.Vault.Read();
        Assert.True(RegisterPolicy.Read(db).StudentsMayReveal);
    }

    private GrantRequest.ForAppointment For(AppointmentRole role, DateTimeOffset? until, Person? follower) =>
        new(_student.Id, _office.Account.Id, role, until) { Fallback = follower?.Id };

    private async Task<GrantRequest.ForActing> Acting()
    {
        if (_office.Custodian(Now) is null)
            await _office.Appoint(_office.Zhang);
        Assert.True(Reason.TryParse("张三赴外地挂职", out var why, out _));
        var custodian = _office.Appointments().Single(a => a.IsCustodianHimself);
        return new(_student.Id, custodian.Id, null, Now.AddDays(3), why);
    }

    private async Task<FreshProof> ProofOfUse(Person person) =>
        await _office.Proof(person, ProofPurpose.UseSecrets, _office.Account.Id.Value);

    private async Task Deposit(Person by) =>
        Assert.IsType<DepositOutcome.Deposited>(
            await _office
                .Vault.Get<Deposit>()
                .Run(
                    await _office.As(by),
                    await ProofOfUse(by),
                    _office.Account.Id,
                    Component.Password,
                    Encoding.UTF8.GetBytes("Canary-7Yq2!vault"),
                    ValueOrigin.Typed
                )
        );

    private async Task<RevealOutcome> Reveal(Person by)
    {
        Assert.True(Reason.TryParse("发布今天的招生通知", out var why, out _));
        return await _office
            .Vault.Get<Reveal>()
            .Run(await _office.As(by), await ProofOfUse(by), _office.Account.Id, Component.Password, why);
    }
}
