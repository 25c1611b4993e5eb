using System.Text;
using Vault.Core.Audit;
using Vault.Core.People;
using Vault.Core.Playbooks;
using Vault.TestKit;
using Xunit;
using static Vault.Core.Tests.Playbooks.PlaybookScene;

namespace Vault.Core.Tests.Playbooks;

/// <summary>What the organisation wrote is refused once it was changed past the vault, and stands nowhere in clear (R35, R42).</summary>
public sealed class PlaybookRowTests : IAsyncLifetime
{
    private const string Typed = "请移交人带原手机到办公楼三楼。";

    private Office _office = null!;
    private PlaybookVersion _first = null!;
    private PlaybookVersion _second = null!;

    public async Task InitializeAsync()
    {
        _office = await Office.Open();
        _first = await _office.SavedPlaybook("weibo", Reworded(_office.Newest("weibo"), Typed, "说明示例文字"));
        _second = await _office.SavedPlaybook("weibo", Reworded(_first, Typed + "再看一遍。"));
    }

    public async Task DisposeAsync() => await _office.DisposeAsync();

    [Theory]
    [InlineData("UPDATE playbooks SET Platform = 'douyin' WHERE Number = 2")]
    [InlineData("UPDATE playbooks SET Number = 9 WHERE Number = 2")]
    [InlineData("UPDATE playbooks SET SealedText = x'00' WHERE Number = 2")]
    [InlineData("UPDATE playbooks SET BasedOn = Id WHERE Number = 2")]
    [InlineData("DELETE FROM playbooks WHERE Number = 2")]
    [InlineData("DELETE FROM playbooks WHERE Number = 1")]
    public async Task One_that_was_changed_or_removed_is_refused_where_it_would_decide(string sql)
    {
        Assert.Equal(1, _office.Vault.Sql(sql));

        Assert.Throws<TamperedRowException>(() => _office.Newest("weibo"));
        await Assert.ThrowsAsync<TamperedRowException>(() =>
            _office.SavePlaybook("weibo", EntryOf(_second), basedOn: _second.Id)
        );
        Assert.Throws<TamperedRowException>(() => _office.Vault.Get<ListPlaybooks>().Run());
        await Assert.ThrowsAsync<TamperedRowException>(() => _office.Vault.Get<ReadPlaybookHistory>().Run("weibo"));
        Assert.Throws<TamperedRowException>(() => _ = (_office.Find(_first.Id), _office.Find(_second.Id)));
    }

    [Fact]
    public async Task Sentences_and_note_stand_nowhere_in_clear()
    {
        await _office.Vault.Leave();

        var stored = Directory
            .EnumerateFiles(_office.Vault.Root, "*", SearchOption.AllDirectories)
            .Select(File.ReadAllBytes)
            .ToList();
        // The platform is clear, so what is looked for would be found.
        Assert.Contains(stored, file => Has(file, "weibo"));
        foreach (var text in new[] { Typed, "说明示例文字" })
            Assert.DoesNotContain(stored, file => Has(file, text));
    }

    [Fact]
    public void A_sealed_text_moved_to_another_row_does_not_open()
    {
        using var db = _office.Vault.Read();
        var rows = db.Set<PlaybookRow>().OrderBy(r => r.Number).ToList();
        var fields = _office.Vault.Get<FieldSealer>();

        Assert.Equal(_first.Id, rows[0].Open(fields).Id);
        Assert.Throws<Core.Custody.SecretNotOpenedException>(() =>
            fields.Open<string>("playbook", rows[0].Id.Value, rows[1].SealedText)
        );
    }

    private static bool Has(byte[] file, string text) => file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;
}
