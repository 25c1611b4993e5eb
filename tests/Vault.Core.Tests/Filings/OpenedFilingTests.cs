using Vault.Core.Audit;
using Vault.Core.Calendar;
using Vault.Core.Filings;
using Vault.Core.People;
using Vault.Core.Tests.Handovers;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Filings;

/// <summary>The change itself opens the filing: one for each account, with the deadline of its earliest change.</summary>
[Trait("R", "R50")]
public sealed class OpenedFilingTests : IAsyncLifetime
{
    private FilingScene _scene = null!;

    public static TheoryData<FilingChange> OfTheRegister =>
        [.. Enum.GetValues<FilingChange>().Except([FilingChange.Handover])];

    public async Task InitializeAsync() => _scene = await FilingScene.Set();

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [MemberData(nameof(OfTheRegister))]
    public async Task A_change_opens_one_with_its_deadline(FilingChange change)
    {
        await Make(change);

        var filing = _scene.Open();
        Assert.Equal([change], _scene.ChangesOf(filing));
        Assert.Equal(FilingState.Open, filing.State);
        using var db = _scene.Vault.Read();
        Assert.Equal(WorkingDays.Read(db).After(_scene.Today, 3), filing.Deadline);
        var line = Assert.Single(
            _scene.Vault.Log().Select(l => l.Event).OfType<FilingOpened>(),
            e => e.Filing == filing.Id
        );
        Assert.Equal((change, filing.Deadline), (line.Change, line.Deadline));
    }

    [Fact]
    public async Task What_is_on_no_form_opens_none()
    {
        await _scene.Change(e => e with { Remark = "示例备注" });
        await _scene.Change(e => e with { Address = "https://weixin.example.edu.cn/" });

        Assert.DoesNotContain(_scene.All(), f => !f.IsFiled);
    }

    [Fact]
    public async Task Who_stands_in_for_somebody_is_on_no_form()
    {
        await _scene.Vault.Write(scope =>
            scope.Append(
                new PersonAppointed(
                    _scene.Account.Id,
                    _scene.Office.Li.Id,
                    AppointmentRole.Custodian,
                    null,
                    scope.Now.AddDays(3),
                    _scene.Zhang.Id
                )
            )
        );

        Assert.DoesNotContain(_scene.All(), f => !f.IsFiled);
    }

    [Fact]
    public async Task The_end_of_a_duty_is_a_change_like_its_beginning()
    {
        await _scene.End(_scene.Responsible, AppointmentRole.ResponsiblePerson);

        Assert.Equal([FilingChange.ResponsiblePerson], _scene.ChangesOf(_scene.Open()));
    }

    [Fact]
    public async Task A_second_change_joins_and_moves_no_deadline_back()
    {
        await Make(FilingChange.AccountName);
        var first = _scene.Open();
        _scene.Vault.Clock.Turn(TimeSpan.FromDays(2));
        await Make(FilingChange.Administrator);
        await _scene.Rename("示例大学招生办公室（再改）");

        var filing = _scene.Open();
        Assert.Equal((first.Id, first.Deadline), (filing.Id, filing.Deadline));
        Assert.Equal([FilingChange.AccountName, FilingChange.Administrator], _scene.ChangesOf(filing));
        Assert.Equal(_scene.Now, filing.ChangedAt);
    }

    [Fact]
    public async Task What_changes_after_it_was_filed_opens_another_and_leaves_it_as_it_was()
    {
        await Make(FilingChange.AccountName);
        var first = _scene.Open();
        var form = await _scene.File(first);
        var filed = _scene.Again(first);
        await _scene.Rename("示例大学招生办公室（再改）");

        var second = _scene.Open();
        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(first.Serial + 1, second.Serial);
        Assert.Equivalent(filed, _scene.Again(first), strict: true);
        var again = Assert.IsType<FilingOutcome.Paper>(await _scene.Reprint(_scene.Zhang, first, 1)).Form;
        Assert.Equivalent(form.Content, again.Content, strict: true);
        Assert.Equal(form.Form.Sha256, again.Form.Sha256);
    }

    [Fact]
    public async Task A_form_marks_what_is_unlike_the_one_filed_last()
    {
        await Make(FilingChange.AccountName);
        var before = await _scene.File(_scene.Open());
        await Make(FilingChange.ResponsiblePerson);

        var form = await _scene.Printed(_scene.Open());

        Assert.Equal(before.Content.Cells, form.Former!.Cells);
        var changed = form
            .Changed.Order()
            .Select(i => (Was: before.Content.Cells[i], Is: form.Content.Cells[i]))
            .ToList();
        Assert.NotEmpty(changed);
        Assert.Contains(changed, c => c.Is!.Contains(_scene.Office.Li.DisplayName, StringComparison.Ordinal));
        Assert.All(
            Enumerable.Range(0, form.Content.Cells.Count).Except(form.Changed),
            i => Assert.Equal(before.Content.Cells[i], form.Content.Cells[i])
        );
    }

    [Fact]
    public async Task Whoever_is_appointed_over_a_unit_is_on_the_forms_of_accounts_that_have_nobody_nearer()
    {
        var second = await _scene.Vault.AddAccount("示例学院团委");
        await _scene.Vault.Write(scope =>
        {
            var target = AppointmentTarget.Of(_scene.Vault.Unit);
            var proposal = Proposal.OfAppointment(
                _scene.Office.Li.Id,
                target,
                AppointmentRole.ResponsiblePerson,
                null,
                _scene.Office.Li.Id,
                scope.Now
            );
            scope.Db.Add(proposal);
            scope.Db.Add(
                Appointment.Of(
                    target,
                    _scene.Office.Li.Id,
                    AppointmentRole.ResponsiblePerson,
                    scope.Now,
                    null,
                    null,
                    proposal.Id
                )
            );
            scope.Append(
                new PersonAppointedOverUnit(
                    _scene.Vault.Unit,
                    _scene.Office.Li.Id,
                    AppointmentRole.ResponsiblePerson,
                    null,
                    null,
                    null
                )
            );
        });

        Assert.Equal([FilingChange.ResponsiblePerson], _scene.ChangesOf(_scene.Open(second)));
        Assert.DoesNotContain(_scene.All(), f => !f.IsFiled);
    }

    [Fact]
    public async Task A_handover_is_filed_once_when_three_have_signed_and_not_while_it_runs()
    {
        await using var handover = await HandoverScene.Set();
        var account = handover.First;
        // What the scene was made with is not what is looked at.
        Assert.Single(Of(handover.Vault, account));
        var id = await handover.Opened(handover.Plan(account));
        await handover.CountIn(id, account);
        await handover.Change(handover.Zhao, account);
        Assert.DoesNotContain(ChangesIn(handover.Vault, account), c => c == FilingChange.Handover);

        await handover.SignAll(id, account);

        var filing = Assert.Single(Of(handover.Vault, account));
        Assert.Contains(FilingChange.Handover, ChangesIn(handover.Vault, account));
        Assert.False(filing.IsFiled);
    }

    private static List<Filing> Of(TestVault vault, Core.Accounts.Account account)
    {
        using var db = vault.Read();
        return [.. db.Set<Filing>().Where(f => f.Account == account.Id)];
    }

    private static List<FilingChange> ChangesIn(TestVault vault, Core.Accounts.Account account)
    {
        var filing = Of(vault, account).Single().Id;
        using var db = vault.Read();
        return [.. db.Set<FiledChange>().Where(c => c.Filing == filing).Select(c => c.Change)];
    }

    private Task Make(FilingChange change) =>
        change switch
        {
            FilingChange.AccountName => _scene.Rename("示例大学招生办公室"),
            FilingChange.Verification => _scene.Change(e => e with { IsVerified = true, VerifiedOn = _scene.Today }),
            FilingChange.ResponsiblePerson => Appoint(AppointmentRole.ResponsiblePerson),
            FilingChange.SupervisingLeader => Appoint(AppointmentRole.SupervisingLeader),
            FilingChange.Administrator => Appoint(AppointmentRole.Administrator),
            FilingChange.Custodian => _scene.Office.Appoint(_scene.Office.Li),
            _ => throw new ArgumentOutOfRangeException(nameof(change), change, null),
        };

    private Task Appoint(AppointmentRole role) => _scene.Vault.Appoint(_scene.Office.Li, _scene.Account, role);
}
