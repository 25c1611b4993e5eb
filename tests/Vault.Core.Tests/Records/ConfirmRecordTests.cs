using Vault.Core.Audit;
using Vault.Core.Handovers;
using Vault.Core.People;
using Vault.Core.Records;
using Vault.Core.Tests.Handovers;
using Xunit;

namespace Vault.Core.Tests.Records;

/// <summary>A paper is held against its record by number and digest; a record that was altered is recognised.</summary>
public sealed class ConfirmRecordTests : IAsyncLifetime
{
    private HandoverScene _scene = null!;
    private PrintedRecord _record = null!;

    public async Task InitializeAsync()
    {
        _scene = await HandoverScene.Set();
        var id = await _scene.Opened(_scene.Plan(_scene.First));
        await _scene.CountIn(id, _scene.First);
        await _scene.Change(_scene.Zhao, _scene.First);
        await _scene.SignAll(id, _scene.First);
        await Print(id);
        _record = await Print(id);
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    private string Digest => Convert.ToHexStringLower(_record.Sha256);

    [Fact]
    public async Task The_paper_as_it_was_printed_is_the_same()
    {
        foreach (
            var (number, digest) in new[]
            {
                (_record.Number, Digest),
                ("jj-2026-0002", Digest[..16].ToUpperInvariant()),
            }
        )
        {
            var same = Assert.IsType<RecordVerdict.Record>(await Confirm(number, digest));
            Assert.True(same.IsSame);
            Assert.Equal(_record.Id, same.Found.Id);
            Assert.True(Assert.IsType<PrintedRecordCompared>(_scene.Vault.LastEvent()).IsSame);
        }
    }

    [Fact]
    public async Task Another_digest_or_the_number_of_another_paper_is_not()
    {
        var turned = (Digest[0] == '0' ? '1' : '0') + Digest[1..];
        Assert.False(Assert.IsType<RecordVerdict.Record>(await Confirm(_record.Number, turned)).IsSame);
        Assert.False(Assert.IsType<PrintedRecordCompared>(_scene.Vault.LastEvent()).IsSame);
        Assert.False(Assert.IsType<RecordVerdict.Record>(await Confirm("JJ-2026-0001", Digest)).IsSame);
    }

    [Theory]
    [InlineData("JJ-2026-0003")]
    [InlineData("JJ-2025-0002")]
    [InlineData("LY-2026-0002")]
    [InlineData("JJ-2026-0002/1")]
    [InlineData("XX-2026-0002")]
    [InlineData("")]
    [InlineData(null)]
    public async Task A_number_that_was_never_given_is_unknown(string? number) =>
        Assert.IsType<RecordVerdict.Unknown>(await Confirm(number, Digest));

    [Theory]
    [InlineData(15)]
    [InlineData(65)]
    public async Task Digits_too_few_or_too_many_are_none(int length) =>
        Assert.IsType<RecordVerdict.Unknown>(await Confirm(_record.Number, new string('a', length)));

    [Fact]
    public async Task Who_may_not_see_the_handover_learns_nothing() =>
        Assert.IsType<RecordVerdict.Unknown>(await Confirm(_record.Number, Digest, _scene.Li));

    [Theory]
    [InlineData("UPDATE printed_records SET SealedContent = x'00' WHERE Id = $id")]
    [InlineData("UPDATE printed_records SET Sha256 = x'00' WHERE Id = $id")]
    [InlineData("UPDATE printed_records SET Salt = x'00' WHERE Id = $id")]
    [InlineData("UPDATE printed_records SET PrintedAt = PrintedAt + 1 WHERE Id = $id")]
    [InlineData("UPDATE printed_records SET Serial = 9 WHERE Id = $id")]
    [InlineData("UPDATE printed_records SET Year = 2025 WHERE Id = $id")]
    [InlineData("DELETE FROM printed_records WHERE Id = $id")]
    public async Task The_number_of_an_altered_record_is_recognised(string sql)
    {
        Assert.Equal(1, _scene.Vault.Sql(sql, ("$id", _record.Id.ToString())));

        Assert.IsType<RecordVerdict.Altered>(await Confirm(_record.Number, Digest));
    }

    [Fact]
    public async Task What_was_sealed_for_another_record_is_recognised()
    {
        // Attested as if the vault had written it so: what is left is the seal, bound to the row.
        await _scene.Vault.Write(scope =>
        {
            var content = scope.Db.Set<PrintedRecord>().Single(r => r.Serial == 1).SealedContent;
            var mine = scope.Db.Set<PrintedRecord>().Single(r => r.Id == _record.Id);
            scope.Db.Entry(mine).Property(r => r.SealedContent).CurrentValue = content;
            scope.Append(new PersonDisabled(_scene.Li.Id));
        });

        Assert.IsType<RecordVerdict.Altered>(await Confirm(_record.Number, Digest));
    }

    private async Task<PrintedRecord> Print(HandoverId id)
    {
        var by = _scene.Zhao;
        var proof = await _scene.Office.Proof(by, ProofPurpose.Export, id.Value);
        var outcome = await _scene
            .Vault.Get<PrintRecord>()
            .Run(await _scene.Office.As(by), Standing(by), proof, RecordKind.Handover, new(id.Value));
        return Assert.IsType<RecordOutcome.Paper>(outcome).Printed.Record;
    }

    private async Task<RecordVerdict> Confirm(string? number, string? digest, Person? by = null)
    {
        var reader = by ?? _scene.Zhao;
        var actor = await _scene.Office.As(reader);
        return await _scene.Vault.Get<ConfirmRecord>().Run(actor, Standing(reader), number, digest);
    }

    private Standing Standing(Person person)
    {
        using var db = _scene.Vault.Read();
        return Core.People.Standing.Read(db, person.Id, _scene.Now)!;
    }
}
