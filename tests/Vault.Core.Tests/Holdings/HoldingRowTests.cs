using System.Text;
using Vault.Core.Audit;
using Vault.Core.Holdings;
using Xunit;

namespace Vault.Core.Tests.Holdings;

/// <summary>A holding that was changed or removed past the vault is refused, and nothing of it stands in clear.</summary>
public sealed class HoldingRowTests : IAsyncLifetime
{
    private HoldingScene _scene = null!;
    private Holding _holding = null!;

    public async Task InitializeAsync()
    {
        _scene = await HoldingScene.Set();
        _holding = await _scene.Recorded(_scene.ShortTerm(_scene.Office.Li));
    }

    public async Task DisposeAsync() => await _scene.DisposeAsync();

    [Theory]
    [InlineData("UPDATE holdings SET Until = '2030-01-01'")]
    [InlineData("UPDATE holdings SET Holder = NULL")]
    [InlineData("UPDATE holdings SET Kind = 'LongTermOperator'")]
    [InlineData("UPDATE holdings SET EndedAt = RecordedAt")]
    [InlineData("UPDATE holdings SET SealedText = x'00'")]
    [InlineData("DELETE FROM holdings")]
    public async Task One_that_was_changed_or_removed_is_refused_everywhere(string sql)
    {
        Assert.Equal(1, _scene.Vault.Sql(sql));

        await Refused(() => _scene.Read(_scene.Office.Zhang));
        await Refused(() => _scene.End(_scene.Office.Zhang, _holding));
        await Refused(() => _scene.Extend(_scene.Office.Zhang, _holding));
        await Refused(() => _scene.Open(_scene.Office.Zhang, _holding));
        await Refused(() => _scene.Vault.Get<ReadHolding>().Run(_scene.Standing(_scene.Office.Zhang), _holding.Id));
    }

    [Fact]
    public async Task One_that_has_ended_cannot_be_removed_from_the_history_either()
    {
        await _scene.End(_scene.Office.Zhang, _holding);
        Assert.Single((await _scene.Read(_scene.Office.Zhang))!.Ended);

        Assert.Equal(1, _scene.Vault.Sql("DELETE FROM holdings"));

        await Refused(() => _scene.Read(_scene.Office.Zhang));
    }

    [Fact]
    public async Task Number_holder_in_words_and_evidence_stand_nowhere_in_clear()
    {
        var entry = HoldingScene.Outside(HoldingKind.BoundPhone, "示例值班办公室") with { Value = "13987654321" };
        var phone = await _scene.Recorded(entry);
        await _scene.Extend(_scene.Office.Zhang, _holding, _scene.Today.AddMonths(2));
        await _scene.End(_scene.Office.Zhang, phone, "号码已在平台解绑");
        Assert.Equal("13987654321", (await _scene.Open(_scene.Office.Zhang, phone))!.Value);
        await _scene.Vault.Leave();

        var stored = Directory
            .EnumerateFiles(_scene.Vault.Root, "*", SearchOption.AllDirectories)
            .Select(File.ReadAllBytes)
            .ToList();
        // The kind is clear, so what is looked for would be found.
        Assert.Contains(stored, file => Has(file, nameof(HoldingKind.BoundPhone)));
        foreach (
            var text in new[]
            {
                "13987654321",
                "示例值班办公室",
                HoldingScene.Seen,
                "号码已在平台解绑",
                "平台上已续期一个月",
            }
        )
            Assert.DoesNotContain(stored, file => Has(file, text));
    }

    [Fact]
    public async Task A_sealed_text_moved_to_another_row_does_not_open()
    {
        var other = await _scene.Recorded(HoldingScene.Of(HoldingKind.BoundPhone, _scene.Office.Li));
        var fields = _scene.Vault.Get<Core.People.FieldSealer>();

        Assert.Equal("13912345678", HoldingText.Open(fields, other).Value);
        Assert.Throws<Core.Custody.SecretNotOpenedException>(() =>
            fields.Open<HoldingText>("holding", _holding.Id.Value, other.SealedText)
        );
    }

    private static bool Has(byte[] file, string text) => file.AsSpan().IndexOf(Encoding.UTF8.GetBytes(text)) >= 0;

    private static async Task Refused(Func<Task> step) => await Assert.ThrowsAsync<TamperedRowException>(step);
}
