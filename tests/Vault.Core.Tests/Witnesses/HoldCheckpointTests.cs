using System.Security.Cryptography;
using Vault.Core.Audit;
using Vault.Core.Keys;
using Vault.Core.People;
using Vault.Core.Witnesses;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Witnesses;

/// <summary>A checkpoint somebody kept, however he types it, says whether anything before it was removed or changed.</summary>
public sealed class HoldCheckpointTests : IAsyncLifetime
{
    private TestVault _vault = null!;
    private Actor _reviewer = null!;
    private Actor _other = null!;
    private ECDsa _key = null!;

    private Checkpoint Head
    {
        get
        {
            var (size, root) = _vault.Instance.Log.Head();
            return new(_vault.Instance.Signer.Origin, size, root);
        }
    }

    public async Task InitializeAsync()
    {
        _vault = await TestVault.Founded();
        var reviewer = await _vault.AddPerson("reviewer", "审阅人");
        await _vault.Give(reviewer, OfficeRole.Reviewer);
        _reviewer = (await _vault.SignIn(reviewer)).Actor;
        _other = (await _vault.SignIn(await _vault.AddPerson("zhang.san", "张三"))).Actor;
        _key = new LogKeyFile(_vault.Instance.Folders.SigningKeyFile, _vault.Instance.RootKey).Read()!;
    }

    public async Task DisposeAsync()
    {
        _key.Dispose();
        await _vault.DisposeAsync();
    }

    [Fact]
    public async Task A_sheet_that_was_taken_agrees_with_the_log_as_it_has_grown()
    {
        var taken = Assert.IsType<TakeCheckpointOutcome.Taken>(await _vault.Get<TakeCheckpoint>().Run(_reviewer));
        Assert.Equal(taken.Head.Head.Size, Assert.IsType<CheckpointTaken>(_vault.LastEvent()).Size);
        await _vault.AddPerson("li.si", "李四");
        var judged = await Judged(taken.Head.Note);
        Assert.Equal((CheckpointVerdict.Agrees, taken.Head.Head.Size), (judged.Verdict, judged.Held!.Size));
        Assert.Equal(CheckpointVerdict.Agrees, Assert.IsType<CheckpointCompared>(_vault.LastEvent()).Verdict);
    }

    [Fact]
    public async Task How_it_is_typed_makes_no_difference_and_a_slip_does()
    {
        var head = Head;
        var note = head.Sign(_key);
        string[] ways =
        [
            note.Replace("\n", "\r\n", StringComparison.Ordinal),
            note.Replace("\n", "  \n ", StringComparison.Ordinal),
            note.Replace("— ", "-- ", StringComparison.Ordinal),
            note.Replace("— ", "–  ", StringComparison.Ordinal),
            note.Replace("\n\n", "\n", StringComparison.Ordinal).TrimEnd(),
        ];
        foreach (var way in ways)
            Assert.Equal(CheckpointVerdict.Agrees, (await Judged(way)).Verdict);
        var slip = note.Replace($"\n{head.Size}\n", $"\n{head.Size - 1}\n", StringComparison.Ordinal);
        Assert.Equal(CheckpointVerdict.NotOurs, (await Judged(slip)).Verdict);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not a checkpoint")]
    public async Task What_is_no_checkpoint_is_said_to_be_none(string typed) =>
        Assert.Equal(CheckpointVerdict.Unreadable, (await Judged(typed)).Verdict);

    [Fact]
    public async Task One_that_another_key_signed_is_not_ours()
    {
        using var stranger = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Equal(CheckpointVerdict.NotOurs, (await Judged(Head.Sign(stranger))).Verdict);
    }

    [Fact]
    public async Task One_that_says_more_than_there_is_or_something_else_is_alarmed()
    {
        var head = Head;
        var longer = head with { Size = head.Size + 100 };
        var other = head with { Root = SHA256.HashData(head.Root) };
        Assert.Equal(CheckpointVerdict.Shorter, (await Judged(longer.Sign(_key))).Verdict);
        Assert.Equal(CheckpointVerdict.Inconsistent, (await Judged(other.Sign(_key))).Verdict);
        await _vault.Write(_ => { });
        Assert.Contains(_vault.Log(), l => l.Event is TamperingDetected { Table: "audit_entries" });
    }

    [Fact]
    public async Task Only_the_reviewer_takes_and_compares()
    {
        Assert.IsType<TakeCheckpointOutcome.Refused>(await _vault.Get<TakeCheckpoint>().Run(_other));
        var note = Head.Sign(_key);
        Assert.IsType<HoldCheckpointOutcome.Refused>(await _vault.Get<HoldCheckpoint>().Run(_other, note));
        Assert.IsType<AccessRefused>(_vault.LastEvent());
    }

    [Fact]
    public async Task The_whole_log_verifies_until_it_is_written_past_the_vault()
    {
        var verification = _vault.Get<LogVerification>();
        var unsound = 0;
        verification.Unsound = () => unsound++;
        await _vault.Instance.Witnesses.Tell();
        var size = _vault.Instance.Log.Size;
        var sound = await verification.Start(_reviewer);
        Assert.True(sound.IsSound);
        Assert.Equal((size, size), (sound.Size, verification.Done));

        _vault.Sql("UPDATE audit_entries SET At = At + 1 WHERE Sequence = 2");
        var damaged = await verification.Start(_reviewer);
        Assert.False(damaged.IsSound);
        Assert.Equal(1, unsound);
        Assert.Contains(_vault.Log(), l => l.Event is LogVerified { IsSound: false });
    }

    private async Task<HoldCheckpointOutcome.Judged> Judged(string typed) =>
        Assert.IsType<HoldCheckpointOutcome.Judged>(await _vault.Get<HoldCheckpoint>().Run(_reviewer, typed));
}
