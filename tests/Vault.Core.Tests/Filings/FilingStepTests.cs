using Vault.Core.Audit;
using Vault.Core.Filings;
using Vault.Core.People;
using Xunit;

namespace Vault.Core.Tests.Filings;

/// <summary>Printed, sent in, accepted or sent back: who may, when, and what is refused.</summary>
[Trait("R", "R50")]
public sealed class FilingStepTests : IAsyncLifetime
{
    private FilingScene _scene = null!;
    private Filing _filing = null!;

    public async Task InitializeAsync()
    {
        _scene = await FilingScene.Set();
        await _scene.Rename("示例大学招生办公室");
        _filing = _scene.Open();
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task It_goes_from_print_to_receipt()
    {
        var form = await _scene.Printed(_filing);
        Assert.Equal("BA-2026-0002/1", form.Number);
        FilingScene.Done(await _scene.Submit(_scene.Zhang, _filing));
        Assert.Equal(FilingState.Submitted, _scene.Again(_filing).State);

        FilingScene.Done(await _scene.Accept(_scene.Office.Registrar, _filing, " 示例备〔2026〕77号 "));

        var filed = _scene.Again(_filing);
        Assert.Equal(FilingState.Filed, filed.State);
        Assert.Equal(("示例备〔2026〕77号", _scene.Today), (filed.Receipt, filed.ReceiptOn));
        Assert.Equal(_scene.Office.Registrar.Id, filed.AcceptedBy);
        var line = Assert.IsType<FilingAccepted>(_scene.Vault.LastEvent());
        Assert.Equal(form.Form.Sha256, line.FormSha256);
    }

    [Fact]
    public async Task What_is_sent_back_is_sent_in_again_and_accepted()
    {
        await _scene.Printed(_filing);
        FilingScene.Done(await _scene.Submit(_scene.Zhang, _filing));
        FilingScene.Done(await _scene.SendBack(_scene.Office.Registrar, _filing));
        Assert.Equal(FilingState.SentBack, _scene.Again(_filing).State);
        FilingScene.Refused(FilingRefusal.NotSubmitted, await _scene.Accept(_scene.Office.Registrar, _filing));

        FilingScene.Done(await _scene.Submit(_scene.Responsible, _filing));

        FilingScene.Done(await _scene.Accept(_scene.Office.Registrar, _filing));
        Assert.Equal(FilingState.Filed, _scene.Again(_filing).State);
    }

    [Fact]
    public async Task A_change_after_the_print_makes_it_print_anew()
    {
        FilingScene.Refused(FilingRefusal.FormOutdated, await _scene.Submit(_scene.Zhang, _filing));
        await _scene.Printed(_filing);
        _scene.Vault.Clock.Turn(TimeSpan.FromMinutes(1));
        await _scene.Change(e => e with { IsVerified = true, VerifiedOn = _scene.Today });

        FilingScene.Refused(FilingRefusal.FormOutdated, await _scene.Submit(_scene.Zhang, _filing));

        Assert.Equal(2, (await _scene.Printed(_filing)).Form.Revision);
        FilingScene.Done(await _scene.Submit(_scene.Zhang, _filing));
    }

    [Fact]
    public async Task A_change_while_the_office_has_it_takes_it_back()
    {
        await _scene.Printed(_filing);
        FilingScene.Done(await _scene.Submit(_scene.Zhang, _filing));
        _scene.Vault.Clock.Turn(TimeSpan.FromMinutes(1));
        await _scene.Rename("示例大学招生办公室（再改）");

        FilingScene.Refused(FilingRefusal.NotSubmitted, await _scene.Accept(_scene.Office.Registrar, _filing));
        Assert.Equal(FilingState.Open, _scene.Again(_filing).State);
    }

    [Fact]
    public async Task What_was_sent_in_or_filed_is_not_sent_in_again()
    {
        await _scene.Printed(_filing);
        FilingScene.Done(await _scene.Submit(_scene.Zhang, _filing));
        FilingScene.Refused(FilingRefusal.SubmittedBefore, await _scene.Submit(_scene.Zhang, _filing));
        FilingScene.Refused(FilingRefusal.SubmittedBefore, await _scene.Print(_scene.Zhang, _filing));
        FilingScene.Done(await _scene.Accept(_scene.Office.Registrar, _filing));

        FilingScene.Refused(FilingRefusal.FiledBefore, await _scene.Submit(_scene.Zhang, _filing));
        FilingScene.Refused(FilingRefusal.FiledBefore, await _scene.Print(_scene.Zhang, _filing));
        FilingScene.Refused(FilingRefusal.FiledBefore, await _scene.Accept(_scene.Office.Registrar, _filing));
        FilingScene.Refused(FilingRefusal.FiledBefore, await _scene.SendBack(_scene.Office.Registrar, _filing));
        Assert.IsType<FilingOutcome.Paper>(await _scene.Reprint(_scene.Zhang, _filing, 1));
    }

    [Fact]
    public async Task Nobody_accepts_what_he_sent_in_himself()
    {
        await _scene.Printed(_filing, _scene.Office.Registrar);
        FilingScene.Done(await _scene.Submit(_scene.Office.Registrar, _filing));

        FilingScene.Refused(FilingRefusal.SubmittedByYou, await _scene.Accept(_scene.Office.Registrar, _filing));

        FilingScene.Done(await _scene.Accept(_scene.Office.OtherRegistrar, _filing));
    }

    [Fact]
    public async Task Each_step_is_for_who_brings_it_or_for_the_office()
    {
        Person[] bringing = [_scene.Zhang, _scene.Office.Registrar, _scene.Office.OtherRegistrar];
        foreach (var person in _scene.Office.Everybody.Except(bringing))
        {
            FilingScene.Refused(FilingRefusal.NotYourRole, await _scene.Print(person, _filing));
            FilingScene.Refused(FilingRefusal.NotYourRole, await _scene.Submit(person, _filing));
            Assert.IsType<FilingStepRefused>(_scene.Vault.LastEvent());
        }
    }

    [Fact]
    public async Task Only_the_office_decides()
    {
        await _scene.Printed(_filing);
        FilingScene.Done(await _scene.Submit(_scene.Zhang, _filing));
        Person[] others = [_scene.Zhang, _scene.Leader, _scene.Responsible, _scene.Office.Security, _scene.Office.Li];

        foreach (var person in others)
        {
            FilingScene.Refused(FilingRefusal.NotYourRole, await _scene.Accept(person, _filing));
            FilingScene.Refused(FilingRefusal.NotYourRole, await _scene.SendBack(person, _filing));
        }

        Assert.Equal(FilingState.Submitted, _scene.Again(_filing).State);
    }

    [Theory]
    [InlineData(-1, false)]
    [InlineData(0, true)]
    [InlineData(1, false)]
    public async Task The_day_on_a_receipt_is_not_before_the_change_and_not_to_come(int days, bool isTaken)
    {
        await _scene.Printed(_filing);
        FilingScene.Done(await _scene.Submit(_scene.Zhang, _filing));

        var outcome = await _scene.Accept(_scene.Office.Registrar, _filing, on: _scene.Today.AddDays(days));

        if (isTaken)
            FilingScene.Done(outcome);
        else
            Assert.Equal(new FilingOutcome.FaultyReceipt(false, true), outcome);
    }

    [Theory]
    [InlineData("", false)]
    [InlineData("  ", false)]
    [InlineData("示", true)]
    public async Task A_receipt_has_a_number(string number, bool isTaken)
    {
        await _scene.Printed(_filing);
        FilingScene.Done(await _scene.Submit(_scene.Zhang, _filing));

        var outcome = await _scene.Accept(_scene.Office.Registrar, _filing, number);

        if (isTaken)
            FilingScene.Done(outcome);
        else
            Assert.Equal(new FilingOutcome.FaultyReceipt(true, false), outcome);
    }

    [Theory]
    [InlineData(Filing.ReceiptLimit, true)]
    [InlineData(Filing.ReceiptLimit + 1, false)]
    public async Task A_number_has_its_limit(int length, bool isTaken)
    {
        await _scene.Printed(_filing);
        FilingScene.Done(await _scene.Submit(_scene.Zhang, _filing));

        var outcome = await _scene.Accept(_scene.Office.Registrar, _filing, new string('备', length));

        Assert.Equal(isTaken, outcome is FilingOutcome.Done);
    }

    [Fact]
    public async Task A_factor_for_something_else_prints_and_accepts_nothing()
    {
        var actor = await _scene.Office.As(_scene.Zhang);
        var other = await _scene.Office.Proof(_scene.Zhang, ProofPurpose.Export, Guid.NewGuid());
        var print = _scene.Vault.Get<PrintFilingForm>();
        FilingScene.Refused(FilingRefusal.ProofNotFresh, await print.Run(actor, other, _filing.Id));
        FilingScene.Refused(FilingRefusal.ProofNotFresh, await print.Run(actor, null, _filing.Id));
        await _scene.Printed(_filing);
        FilingScene.Done(await _scene.Submit(_scene.Zhang, _filing));
        var office = await _scene.Office.As(_scene.Office.Registrar);

        var outcome = await _scene
            .Vault.Get<AcceptFiling>()
            .Run(office, null, _filing.Id, "示例备〔2026〕1号", _scene.Today);

        FilingScene.Refused(FilingRefusal.ProofNotFresh, outcome);
    }

    [Fact]
    public async Task A_scan_comes_back_as_it_was_sent_and_is_a_line_each_time()
    {
        await _scene.Printed(_filing);
        FilingScene.Done(await _scene.Submit(_scene.Zhang, _filing));
        var scan = _scene.ScanOf(_filing);

        var opened = Assert.IsType<FilingOutcome.Scan>(
            await _scene.OpenScan(_scene.Office.Registrar, _filing, scan.Id)
        );

        Assert.Equal(FilingScene.Scan, opened.Bytes);
        Assert.Equal("BA-2026-0002-1.pdf", opened.Name);
        Assert.Equal(scan.Id, Assert.IsType<FilingScanOpened>(_scene.Vault.LastEvent()).Scan);
        FilingScene.Refused(FilingRefusal.NotYourRole, await _scene.OpenScan(_scene.Office.Li, _filing, scan.Id));
    }

    [Fact]
    public async Task A_form_or_scan_that_was_changed_past_the_vault_is_not_shown()
    {
        await _scene.Printed(_filing);
        FilingScene.Done(await _scene.Submit(_scene.Zhang, _filing));
        var scan = _scene.ScanOf(_filing);
        Assert.Equal(2, _scene.Vault.Sql("UPDATE filing_scan_contents SET Sealed = zeroblob(length(Sealed))"));

        await Assert.ThrowsAsync<TamperedRowException>(() => _scene.OpenScan(_scene.Zhang, _filing, scan.Id));

        Assert.Equal(2, _scene.Vault.Sql("UPDATE filing_forms SET Sha256 = zeroblob(32)"));
        await Assert.ThrowsAsync<TamperedRowException>(() => _scene.Reprint(_scene.Zhang, _filing, 1));
    }
}
