using Microsoft.EntityFrameworkCore;
using Vault.Core.Audit;
using Vault.Core.Custody;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.Rotations;
using Vault.TestKit;
using Xunit;
using Matter = Vault.Core.Notices.NoticeMatter;

namespace Vault.Core.Tests.Notices;

/// <summary>Who is told of proposals, roles, changes owed and alarms; reading, counting, and what reaches the disk.</summary>
public sealed class NoticeTests : IAsyncLifetime
{
    private Office _office = null!;

    private TestVault Vault => _office.Vault;

    public async Task InitializeAsync()
    {
        _office = await Office.Open();
        await Vault.Forget();
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Fact]
    public async Task A_proposal_waits_for_those_who_may_decide_it_and_its_proposer_is_told()
    {
        var request = new GrantRequest.ForAppointment(
            _office.Zhang.Id,
            _office.Account.Id,
            AppointmentRole.Custodian,
            null
        );
        var proposal = await _office.Proposed(_office.Registrar, request);

        Person[] deciders = [_office.OtherRegistrar, _office.Security, _office.OtherSecurity];
        Assert.All(deciders, p => Assert.Equal([Matter.ProposalWaits], Vault.OpenOf(p)));
        Assert.All(_office.Everybody.Except(deciders), p => Assert.Empty(Vault.OpenOf(p)));

        await _office.Confirm(_office.Security, proposal);

        Assert.All(deciders, p => Assert.Empty(Vault.OpenOf(p)));
        Assert.Equal([Matter.ProposalConfirmed], Vault.OpenOf(_office.Registrar));
        // Who keeps an account is filed: that he has to see to as well.
        Assert.Equal([Matter.Appointed, Matter.FilingOpened], Vault.OpenOf(_office.Zhang));
    }

    [Fact]
    public async Task Whose_sign_in_is_to_be_reset_is_told_and_does_not_decide_it()
    {
        var proposal = await _office.Proposed(
            _office.Registrar,
            new GrantRequest.ForFactorReset(_office.OtherSecurity.Id)
        );

        Assert.Equal([Matter.ResetProposed], Vault.OpenOf(_office.OtherSecurity));
        await _office.Decide(_office.Security, proposal, new ProposalStep.Refuse(Because("没有本人书面申请")));
        Assert.Empty(Vault.OpenOf(_office.OtherSecurity));
        Assert.Equal([Matter.ProposalRefused], Vault.OpenOf(_office.Registrar));
    }

    [Fact]
    public async Task The_custodian_is_told_of_a_change_that_is_owed_until_it_is_made()
    {
        await Vault.Appoint(_office.Zhang, _office.Account);
        await Vault.Forget();
        await Owe(Component.Password);
        await Owe(Component.TotpSeed);

        Assert.Equal([Matter.RotationOwed, Matter.RotationOwed], Vault.OpenOf(_office.Zhang));
        Assert.Empty(Vault.OpenOf(_office.Li));
        await Vault.Write(scope =>
            scope.Append(
                new SecretVerified(_office.Account.Id, SecretVersionId.New(), Component.Password, 2, _office.Zhang.Id)
            )
        );
        var left = Assert.Single(Vault.NoticesOf(_office.Zhang), n => n.IsOpen);
        Assert.Equal(nameof(Component.TotpSeed), left.Detail);
    }

    [Fact]
    public async Task A_student_who_may_not_use_secrets_is_not_told_to_change_one()
    {
        await Vault.Appoint(_office.Zhang, _office.Account);
        await Vault.Forget();
        Vault.Sql("UPDATE persons SET IsStudent = 1");
        await Owe(Component.Password);
        Assert.Empty(Vault.OpenOf(_office.Zhang));
    }

    [Fact]
    public async Task An_alarm_reaches_reviewers_and_security_even_while_a_row_of_theirs_is_tampered_with_and_once_until_read()
    {
        Vault.Sql("UPDATE role_grants SET Role = 'Reviewer' WHERE Role = 'SystemAdministrator'");
        Person[] guards = [_office.Reviewer, _office.Security, _office.OtherSecurity];
        for (var i = 0; i < 3; i++)
        {
            var row = $"{i}";
            await Vault.Write(scope => scope.Append(new TamperingDetected("persons", row, TamperKind.Differs)));
        }

        Assert.All(guards, p => Assert.Equal([Matter.TamperingDetected], Vault.OpenOf(p)));
        Assert.Empty(Vault.OpenOf(_office.Registrar));
        await Vault.Forget();
        await Vault.Write(scope => scope.Append(new TamperingDetected("persons", "3", TamperKind.Missing)));
        Assert.All(guards, p => Assert.Equal([Matter.TamperingDetected], Vault.OpenOf(p)));
    }

    [Fact]
    public async Task Everybody_reads_his_own_and_nobody_anothers()
    {
        await Vault.Give(_office.Zhang, OfficeRole.Reviewer);
        await Vault.Give(_office.Li, OfficeRole.Reviewer);
        var his = Assert.Single(Vault.NoticesOf(_office.Zhang), n => n.IsOpen);
        var mark = Vault.Get<MarkNoticesRead>();

        Assert.Empty(await mark.Run(await _office.As(_office.Li), his.Id));
        Assert.Equal([Matter.RoleGiven], Vault.OpenOf(_office.Zhang));
        Assert.Equal(his.Id, Assert.Single(await mark.Run(await _office.As(_office.Zhang), his.Id)).Id);
        Assert.Equal((0, 1), (Vault.CountOf(_office.Zhang), Vault.CountOf(_office.Li)));
        await mark.Run(await _office.As(_office.Li));
        Assert.Equal((0, 0), (Vault.CountOf(_office.Zhang), Vault.CountOf(_office.Li)));
    }

    [Fact]
    public async Task The_remembered_count_is_always_that_of_the_rows()
    {
        var random = new Random(5);
        for (var i = 0; i < 60; i++)
        {
            var person = _office.Everybody[random.Next(_office.Everybody.Count)];
            if (random.Next(3) > 0)
                await Vault.Write(s => s.Append(new RoleEnded(person.Id, (OfficeRole)random.Next(4))));
            else
                await Vault.Get<MarkNoticesRead>().Run(await _office.As(person));
            Assert.All(_office.Everybody, p => Assert.Equal(Vault.OpenOf(p).Count, Vault.CountOf(p)));
        }
    }

    [Fact]
    public async Task Many_who_count_while_notices_come_never_keep_an_old_count()
    {
        await Parallel.ForAsync(
            0,
            200,
            new ParallelOptions { MaxDegreeOfParallelism = 16 },
            async (i, _) =>
            {
                if (i % 4 == 0)
                    await Vault.Write(s => s.Append(new RoleEnded(_office.Zhang.Id, (OfficeRole)(i % 3))));
                Vault.CountOf(_office.Zhang);
            }
        );

        Assert.Equal(Vault.OpenOf(_office.Zhang).Count, Vault.CountOf(_office.Zhang));
    }

    [Fact]
    public async Task Every_notice_has_its_message_in_the_outbox_and_one_for_the_same_again_takes_its_place()
    {
        await Vault.Give(_office.Zhang, OfficeRole.Reviewer);
        await Vault.Give(_office.Zhang, OfficeRole.Reviewer);

        Assert.Equal([Matter.RoleGiven], Vault.OpenOf(_office.Zhang));
        using var db = Vault.Read();
        var notices = db.Set<Notice>().AsNoTracking().ToDictionary(n => n.Id);
        var messages = db.Set<OutboxMessage>().AsNoTracking().ToList();
        Assert.Equal(notices.Count, messages.Count);
        Assert.All(
            messages,
            m =>
            {
                var notice = notices[m.Id];
                Assert.Equal(
                    (notice.Receiver, notice.Matter, notice.Account, notice.Subject, notice.Other, notice.Detail),
                    (m.Receiver, m.Matter, m.Account, m.Subject, m.Other, m.Detail)
                );
                Assert.Equal((OutboxState.Waiting, 0, notice.At), (m.State, m.Attempts, m.NextTryAt!.Value));
            }
        );
    }

    private Task Owe(Component component) =>
        Vault.Write(scope =>
            scope.Append(new RotationOwed(_office.Account.Id, component, 1, RotationReason.ChangeOnReturn, default))
        );

    private static Reason Because(string text) =>
        Reason.TryParse(text, out var reason, out _) ? reason : throw new ArgumentException("None.", nameof(text));
}
