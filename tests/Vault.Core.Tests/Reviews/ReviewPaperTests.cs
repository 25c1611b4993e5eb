using Vault.Core.Audit;
using Vault.Core.Notices;
using Vault.Core.People;
using Vault.Core.Records;
using Vault.Core.Reviews;
using Vault.Core.Tests.Notices;
using Vault.Core.Witnesses;
using Xunit;

namespace Vault.Core.Tests.Reviews;

/// <summary>What a signed sheet is good for later: it verifies the log, and the vault recognises it. Who is told of what.</summary>
public sealed class ReviewPaperTests : IAsyncLifetime
{
    private ReviewScene _scene = null!;
    private long _evening;

    public async Task InitializeAsync()
    {
        _scene = await ReviewScene.Set();
        (_evening, _) = await _scene.Work();
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Fact]
    public async Task The_checkpoint_typed_back_from_the_sheet_verifies_next_months_log()
    {
        var sheet = await Signed();
        _scene.TurnTo(5, 4);
        await _scene.Reveal(_scene.Zhang);
        var digits = PaperCheckpoint.Shown(new(sheet.Epoch, sheet.Size, sheet.Root));
        (string Size, string Digits)[] ways =
        [
            ($"{sheet.Size}", digits),
            ($" {sheet.Size:N0} ", digits.ToUpperInvariant()),
            ($"{sheet.Size}", digits.Replace(" ", "", StringComparison.Ordinal)),
            ($"{sheet.Size}", digits.Replace(" ", "\r\n ", StringComparison.Ordinal)),
            ($"{sheet.Size}", string.Concat(digits.Select(c => char.IsAsciiDigit(c) ? (char)(c + 0xFEE0) : c))),
        ];
        foreach (var (size, typed) in ways)
            Assert.Equal(CheckpointVerdict.Agrees, await Held(PaperCheckpoint.Read(sheet.Epoch, size, typed)));
        Assert.Equal(sheet.Size, Assert.IsType<CheckpointCompared>(_scene.Vault.LastEvent()).Size);

        var other = sheet.Root.ToArray();
        other[5] ^= 1;
        Assert.Equal(CheckpointVerdict.Inconsistent, await Held(new(sheet.Epoch, sheet.Size, other)));
        Assert.Equal(CheckpointVerdict.Inconsistent, await Held(new(sheet.Epoch, sheet.Size - 1, sheet.Root)));
        Assert.Equal(CheckpointVerdict.Shorter, await Held(new(sheet.Epoch, sheet.Size + 1000, sheet.Root)));
        Assert.Equal(AuditOutcome.Failed, _scene.Vault.LastEvent().Outcome);
        Assert.Contains(NoticeMatter.LogUnsound, _scene.Vault.OpenOf(_scene.Office.Security));
        Assert.IsType<HoldCheckpointOutcome.Refused>(
            await _scene.Vault.Get<HoldPaper>().Run(await _scene.Office.As(_scene.Zhang), Paper(sheet))
        );
    }

    [Fact]
    public async Task Any_slip_of_the_pen_is_told_from_another_log()
    {
        var sheet = await Signed();
        var digits = PaperCheckpoint.Shown(new(sheet.Epoch, sheet.Size, sheet.Root));
        for (var i = 0; i < digits.Length; i++)
        {
            var typed = digits.ToCharArray();
            typed[i] = typed[i] == '7' ? '8' : '7';
            Assert.Null(PaperCheckpoint.Read(sheet.Epoch, $"{sheet.Size}", new string(typed)));
        }
        Assert.Null(PaperCheckpoint.Read(sheet.Epoch, $"{sheet.Size + 1}", digits));
        Assert.Null(PaperCheckpoint.Read(sheet.Epoch + 1, $"{sheet.Size}", digits));
        Assert.Null(PaperCheckpoint.Read(sheet.Epoch, $"-{sheet.Size}", digits));
        Assert.Null(PaperCheckpoint.Read(sheet.Epoch, null, digits));
        Assert.Null(PaperCheckpoint.Read(sheet.Epoch, $"{sheet.Size}", digits[..^1]));
        Assert.Equal(CheckpointVerdict.Unreadable, await Held(null));
    }

    [Fact]
    public async Task The_vault_recognises_the_sheet_by_number_and_digest_and_says_so_to_reviewers_alone()
    {
        var sheet = await Signed();
        var digest = Convert.ToHexStringLower(_scene.Vault.Newest<ReviewSigned>().SheetSha256);
        var turned = (digest[0] == '0' ? '1' : '0') + digest[1..];

        Assert.True(Assert.IsType<RecordVerdict.Sheet>(await Confirm(_scene.Other, sheet.Number, digest)).IsSame);
        Assert.False(Assert.IsType<RecordVerdict.Sheet>(await Confirm(_scene.Other, sheet.Number, turned)).IsSame);
        Assert.IsType<RecordVerdict.Unknown>(await Confirm(_scene.Zhang, sheet.Number, digest));
        Assert.IsType<RecordVerdict.Unknown>(await Confirm(_scene.Other, "SY-2026-0009", digest));
        _scene.Vault.Sql("UPDATE reviews SET Sha256 = zeroblob(32)");
        Assert.IsType<RecordVerdict.Altered>(await Confirm(_scene.Other, sheet.Number, digest));
    }

    [Fact]
    public async Task The_office_is_told_of_a_month_that_is_not_reviewed()
    {
        var remind = _scene.Vault.Get<Remind>();
        await _scene.Vault.Forget();
        // The tenth working day of April is the 14th.
        _scene.TurnTo(4, 8);
        await remind.Run();
        Assert.DoesNotContain(NoticeMatter.ReviewEnding, _scene.Vault.OpenOf(_scene.Other));
        _scene.TurnTo(4, 9);
        await remind.Run();
        await remind.Run();
        Assert.Single(_scene.Vault.OpenOf(_scene.Other), NoticeMatter.ReviewEnding);
        Assert.DoesNotContain(NoticeMatter.ReviewEnding, _scene.Vault.OpenOf(_scene.Office.Registrar));
        _scene.TurnTo(4, 14, 23);
        await remind.Run();
        Assert.DoesNotContain(NoticeMatter.ReviewOverdue, _scene.Vault.OpenOf(_scene.Other));
        _scene.TurnTo(4, 15, 0, 1);
        await remind.Run();
        Person[] office = [_scene.Office.Registrar, _scene.Office.System, _scene.Office.Security, _scene.Other];
        foreach (var person in office)
            Assert.Contains(NoticeMatter.ReviewOverdue, _scene.Vault.OpenOf(person));
        Assert.DoesNotContain(NoticeMatter.ReviewOverdue, _scene.Vault.OpenOf(_scene.Zhang));

        await Signed();

        foreach (var person in office)
            Assert.DoesNotContain(NoticeMatter.ReviewOverdue, _scene.Vault.OpenOf(person));
    }

    [Fact]
    public async Task Who_is_asked_who_asked_and_who_has_to_judge_the_rest_are_told()
    {
        var review = await _scene.Opened();
        await _scene.FindNormal(_scene.Reviewer, review);
        await _scene.Vault.Forget();
        var question = ReviewDisposition.ExplanationRequested;
        ReviewScene.Done(await _scene.Dispose(_scene.Reviewer, review, question, "请说明当晚使用的缘由", _evening));
        Assert.Contains(NoticeMatter.ExplanationAsked, _scene.Vault.OpenOf(_scene.Zhang));

        ReviewScene.Done(await _scene.Explain(_scene.Zhang, _scene.Asked(review)));
        Assert.DoesNotContain(NoticeMatter.ExplanationAsked, _scene.Vault.OpenOf(_scene.Zhang));
        Assert.Contains(NoticeMatter.ExplanationGiven, _scene.Vault.OpenOf(_scene.Reviewer));

        await _scene.FindNormal(_scene.Reviewer, review);
        ReviewScene.Done(await _scene.Sign(_scene.Reviewer, review));
        Assert.Contains(NoticeMatter.ReviewLeft, _scene.Vault.OpenOf(_scene.Other));
        Assert.DoesNotContain(NoticeMatter.ReviewLeft, _scene.Vault.OpenOf(_scene.Reviewer));
    }

    private static PaperCheckpoint Paper(ReviewSheet sheet) => new(sheet.Epoch, sheet.Size, sheet.Root);

    private async Task<CheckpointVerdict> Held(PaperCheckpoint? paper)
    {
        var outcome = await _scene.Vault.Get<HoldPaper>().Run(await _scene.Office.As(_scene.Other), paper);
        return Assert.IsType<HoldCheckpointOutcome.Judged>(outcome).Verdict;
    }

    private async Task<RecordVerdict> Confirm(Person by, string number, string digest)
    {
        var actor = await _scene.Office.As(by);
        using var db = _scene.Vault.Read();
        var standing = Standing.Read(db, by.Id, _scene.Now)!;
        return await _scene.Vault.Get<ConfirmRecord>().Run(actor, standing, number, digest);
    }

    private async Task<ReviewSheet> Signed()
    {
        var review = await _scene.Opened(_scene.Other);
        await _scene.FindNormal(_scene.Other, review);
        ReviewScene.Done(await _scene.Sign(_scene.Other, review));
        return await _scene.Printed(_scene.Other, review);
    }
}
