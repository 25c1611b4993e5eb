using System.Text;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.TestKit;
using Xunit;

namespace Vault.Core.Tests.Audit;

/// <summary>What a reader is shown of an entry: from the leaf, with the texts sealed beside it put back, or said to be gone.</summary>
public sealed class LogDetailTests : IAsyncLifetime
{
    private TestVault _vault = null!;
    private Person _person = null!;
    private Actor _reviewer = null!;
    private long _sequence;

    public async Task InitializeAsync()
    {
        _vault = await TestVault.Founded();
        _person = await _vault.AddPerson("zhang.san", "张三");
        var reviewer = await _vault.AddPerson("shen.yue", "沈阅");
        await _vault.Give(reviewer, OfficeRole.Reviewer);
        (_, _reviewer) = await _vault.SignIn(reviewer);
        _sequence = await _vault.Writer.Write(
            Actor.Of(_person, null, "127.0.0.1"),
            s =>
                s.Append(
                    new GrantRefused(ProposalId.New(), GrantKind.Role, reviewer.Id, PrivateText.Of("与现任岗位不符"))
                ).Sequence
        );
    }

    public async Task DisposeAsync() => await _vault.DisposeAsync();

    [Fact]
    public async Task A_reason_and_a_name_are_shown_as_they_were()
    {
        _vault.Sql("UPDATE persons SET DisplayName = '李四' WHERE Id = @id", ("@id", _person.Id.ToString()));

        var (entry, names) = await Open();

        Assert.Equal("与现任岗位不符", Assert.IsType<GrantRefused>(entry.Event).Why.Text);
        Assert.Equal("张三", entry.ActorNameThen);
        // The row is not the attested one: its name is not passed on, and the log stays readable.
        Assert.Null(names.Person(_person.Id));
        Assert.NotNull(names.Person(_reviewer.Person!.Value));
        Assert.Equal(EntryState.Sound, entry.State);
    }

    [Fact]
    public async Task A_destroyed_detail_is_said_to_be_destroyed_and_the_entry_stays_sound()
    {
        Detail("Sealed = NULL");

        var (entry, _) = await Open();

        Assert.All(entry.Details, d => Assert.Equal((DetailState.Destroyed, null), (d.State, d.Text.Text)));
        Assert.Equal(["why", "actorName"], entry.Details.Select(d => d.Field));
        Assert.Equal(EntryState.Sound, entry.State);
    }

    [Theory]
    [InlineData("UPDATE audit_details SET Sealed = zeroblob(80) WHERE Sequence = @s")]
    [InlineData("DELETE FROM audit_details WHERE Sequence = @s")]
    [InlineData(
        "UPDATE audit_details SET Sealed = (SELECT Sealed FROM audit_details WHERE Sequence = 3) WHERE Sequence = @s"
    )]
    public async Task A_detail_altered_removed_or_moved_is_said_to_be_damaged(string sql)
    {
        _vault.Sql(sql, ("@s", _sequence));

        var (entry, _) = await Open();

        Assert.All(entry.Details, d => Assert.Equal((DetailState.Damaged, null), (d.State, d.Text.Text)));
    }

    [Fact]
    public async Task A_text_sealed_for_this_place_that_is_not_the_committed_one_is_damaged()
    {
        var forged = new GrantRefused(ProposalId.New(), GrantKind.Role, _person.Id, PrivateText.Of("同意"));
        var detail = new DetailSealer(_vault.Instance.Ring.Provider, _vault.Instance.Log.Vault)
            .Seal(_sequence, Actor.System, null, forged)
            .Single();
        _vault.Sql(
            "UPDATE audit_details SET Sealed = @d WHERE Sequence = @s",
            ("@d", detail.Sealed),
            ("@s", _sequence)
        );

        var (entry, _) = await Open();

        Assert.Equal(DetailState.Damaged, entry.Details.Single(d => d.Field == "why").State);
        Assert.Null(Assert.IsType<GrantRefused>(entry.Event).Why.Text);
    }

    [Theory]
    [InlineData("Outcome = 'Done', Kind = 'GrantConfirmed'", EntryState.ColumnsDiffer)]
    [InlineData("At = At - 1", EntryState.ColumnsDiffer)]
    [InlineData("Actor = NULL", EntryState.ColumnsDiffer)]
    [InlineData("Person = NULL", EntryState.ColumnsDiffer)]
    [InlineData("LeafHash = zeroblob(32)", EntryState.HashDiffers)]
    [InlineData("Leaf = CAST('{}' AS BLOB)", EntryState.Unreadable)]
    public async Task An_entry_that_was_written_past_the_vault_says_so(string change, EntryState state)
    {
        _vault.Sql($"UPDATE audit_entries SET {change} WHERE Sequence = @s", ("@s", _sequence));

        var (entry, _) = await Open();

        Assert.Equal(state, entry.State);
        if (state != EntryState.Unreadable)
            Assert.Equal(nameof(GrantRefused), entry.Kind);
    }

    [Fact]
    public async Task The_leaf_is_handed_on_byte_for_byte()
    {
        var (entry, _) = await Open();

        Assert.Equal(entry.Stored.LeafHash, MerkleTree.LeafHash(entry.Stored.Leaf));
        Assert.StartsWith($"{{\"v\":1,\"seq\":{_sequence},", Encoding.UTF8.GetString(entry.Stored.Leaf));
    }

    private void Detail(string change) =>
        _vault.Sql($"UPDATE audit_details SET {change} WHERE Sequence = @s", ("@s", _sequence));

    private async Task<(LogEntry Entry, LogNames Names)> Open()
    {
        var page = Assert.IsType<ReadLogOutcome.Shown>(await _vault.Get<ReadLogEntry>().Run(_reviewer, _sequence)).Page;
        return (Assert.Single(page.Entries), page.Names);
    }
}
